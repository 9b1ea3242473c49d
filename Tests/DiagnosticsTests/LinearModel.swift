import Datasets
import Models
import Networks
import Tensors

/// Linear networks with point codes, whose weights a test chooses.
struct LinearModel {
  private struct Missing: Error {}

  let mean: [Float]
  /// The directions of the latents, one row each; orthonormal for a projection.
  let directions: [[Float]]

  /// Encodes a sample to its coordinates along the directions and decodes it to the point there.
  func described(_ data: DataDescription, transform: PixelTransform) throws -> DescribedModel {
    guard let family = ArchitectureFamily.named("linear") else { throw Missing() }
    let latents = PointLatents()
    let architecture = try family.architecture(
      ArchitectureFamily.Settings(
        sampleShape: data.shape, latentCount: directions.count, heads: type(of: latents).heads,
        channels: [], hiddenCount: 0, outputActivation: nil))
    // The network flattens a sample channel by channel.
    let (pixels, channels) = (data.shape[0] * data.shape[1], data.shape[2])
    let order = (0..<channels).flatMap { channel in (0..<pixels).map { $0 * channels + channel } }
    let encoder = order.flatMap { element in directions.map { $0[element] } }
    let decoder = directions.flatMap { row in order.map { row[$0] } }
    let offsets = directions.map { row in -zip(row, mean).reduce(0) { $0 + $1.0 * $1.1 } }
    let table = ParameterTable(architecture.networks)
    var parameters = [Float](repeating: 0, count: table.count)
    for (entry, values) in zip(table.entries, [encoder, offsets, decoder, order.map { mean[$0] }]) {
      parameters.replaceSubrange(entry.range, with: values)
    }
    let model = Model(
      architecture: architecture, latents: latents, transform: transform, parameters: parameters)
    return DescribedModel(
      model,
      facts: ModelFacts(
        objective: Objective(likelihood: GaussianLikelihood(variance: 1), latents: latents),
        data: data))
  }
}
