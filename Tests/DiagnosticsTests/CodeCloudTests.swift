import Analysis
import Models
import Tensors
import Testing

@testable import Diagnostics

@Suite("Cloud of codes")
struct CodeCloudTests {
  /// Two active latents distributed like the prior, and an inactive one.
  private func statistics() -> LatentStatistics {
    var random = CounterRandom(seed: 4, stream: .exploration)
    let codes = (0..<500).flatMap { _ -> [Float] in
      [Float(random.nextGaussian()), 0, Float(random.nextGaussian())]
    }
    return LatentStatistics(
      mean: [0, 0, 0], deviation: [1, 0, 1], posteriorVariance: [0.01, 1, 0.01],
      divergence: [2, 0, 2],
      histogram: Tensor(repeating: 0, shape: [3, LatentStatistics.histogramBinCount]),
      codes: Tensor(shape: [500, 3], elements: codes))
  }

  @Test("an inactive latent does not add to the distance from the data")
  func idleLatent() throws {
    let cloud = try #require(CodeCloud(statistics()))
    let center = cloud.measure([0.1, 0, 0.2])
    #expect(cloud.measure([0.1, 3, 0.2]) == center)
    #expect(center.lonelierShare > 0.05)
    #expect(cloud.measure([6, 0, 6]).lonelierShare == 0)
  }

  @Test("without an active latent there is no cloud")
  func allIdle() {
    var statistics = statistics()
    statistics.divergence = [0, 0, 0]
    #expect(CodeCloud(statistics) == nil)
  }
}
