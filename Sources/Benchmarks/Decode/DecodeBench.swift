import Datasets
import Models
import Networks
import Tensors

/// Decodes one point after the other, as the explorer does while a slider moves.
struct DecodeBench {
  let network: BenchNetwork
  let threads: Int
  let seconds: Double

  private static let pointCount = 64

  /// Measures.
  ///
  /// - Throws: `NetworkError` when the layers do not fit, which these do.
  func run() throws -> DecodeReport {
    let architecture = try network.architecture()
    let table = ParameterTable(architecture.networks)
    let model = Model(
      architecture: architecture, transform: PixelTransform(mode: .identity),
      parameters: table.initialValues(seed: 1))
    let points = (0..<Self.pointCount).map { point(latents: model.latentCount, row: $0) }
    let team = WorkerTeam(count: threads)
    var index = 0
    let decode = {
      _ = model.decode(points[index % Self.pointCount], team: team)
      index += 1
    }
    _ = Timings(seconds: seconds / 8, of: decode)
    let timings = Timings(seconds: seconds, of: decode)
    return DecodeReport(
      network: network.rawValue, threads: threads, count: timings.count,
      median: timings.median * 1e6,
      quantile99: timings.quantile(0.99) * 1e6)
  }

  private func point(latents: Int, row: Int) -> Tensor {
    var random = CounterRandom(seed: 3, stream: .latentNoise, row: row)
    return Tensor(
      shape: [1, latents], elements: (0..<latents).map { _ in Float(random.nextGaussian()) })
  }
}
