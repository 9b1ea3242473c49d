import Storage
import Tensors
import TestSupport
import Testing

@testable import Analysis

/// The numbers of openTSNE and scikit-learn.
struct TSNEReferenceTests {
  private let points: Tensor
  private let file: SafetensorsFile

  init() throws {
    file = try ReferenceNumbers.open("tsne.safetensors")
    points = try file.tensor("points")
  }

  private var affinities: Affinities {
    get throws {
      try Affinities(
        neighbors: NeighborIndex(points).neighbors(count: 90), perplexity: 30)
    }
  }

  private func number(_ name: String) throws -> Double {
    try Double(#require(file.tensor(name).elements.first))
  }

  @Test func affinitiesAgree() throws {
    var expected = try file.tensor("affinities").elements.map(Double.init)
    let count = points.rowCount
    for pair in try affinities.pairs {
      let index = pair.first * count + pair.second
      #expect(abs(Double(pair.probability) - expected[index]) < 1e-6 * max(expected[index], 1e-6))
      expected[index] = 0
    }
    #expect(expected.allSatisfy { $0 == 0 })
  }

  @Test func costAndGradientAgree() throws {
    let map = try file.tensor("embedding").elements.map(Double.init)
    let objective = TSNEObjective(embedding: map, affinities: try affinities)
    #expect(abs(objective.cost / (try number("cost")) - 1) < 1e-6)
    #expect(abs(objective.normalization / (try number("normalization")) - 1) < 1e-6)
    let gradient = try file.tensor("gradient").elements.map(Double.init)
    #expect(relativeError(objective.gradient, from: gradient) < 1e-5)
  }

  @Test(arguments: [TSNEGradientMethod.exact, .interpolation])
  func mapIsAsGoodAsThePeers(method: TSNEGradientMethod) throws {
    var settings = TSNESettings()
    settings.method = method
    let map = try TSNE(points: points, settings: settings)
    for _ in 0..<settings.iterations { map.step() }
    let cost = try #require(map.exactCost())
    #expect(cost < 1.01 * (try number("peer_cost")))
    let quality = try EmbeddingQuality(points: points, embedding: map.embedding)
    #expect(quality.trustworthiness > (try number("peer_trustworthiness_5")) - 0.005)
    #expect(quality.neighborRecall > (try number("peer_knn_recall_10")) - 0.02)
  }

  @Test func qualityOfThePeersMapAgrees() throws {
    let quality = try EmbeddingQuality(
      points: points, embedding: file.tensor("peer_embedding"))
    #expect(abs(quality.trustworthiness - (try number("peer_trustworthiness_5"))) < 1e-6)
    #expect(abs(quality.neighborRecall - (try number("peer_knn_recall_10"))) < 1e-6)
  }
}
