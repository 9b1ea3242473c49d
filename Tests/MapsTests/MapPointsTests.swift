import Maps
import Tensors
import TestSupport
import Testing

/// What points are accepted, and which features are chosen of them.
struct MapPointsTests {
  @Test("a feature that is no number, infinite or huge is named")
  func badFeatures() {
    for value in [Float.nan, .infinity, -.infinity, 2e18] {
      var features = Tensor(repeating: 1, shape: [3, 2])
      features[1, 1] = value
      let error = #expect(throws: MapError.self) {
        try MapPoints(label: "cloud", features: features, featureNames: ["a", "b"])
      }
      let text = error?.description ?? ""
      #expect(
        text.hasPrefix("cloud: point 1, b: expected") && text.hasSuffix("found \(Double(value))"))
    }
  }

  @Test("an array that is no matrix is refused", arguments: [[4], [2, 0], [2, 2, 1], []])
  func notAMatrix(shape: [Int]) {
    #expect(throws: MapError.notAMatrix(points: "cloud", shape: shape)) {
      try MapPoints(
        label: "cloud", features: Tensor(repeating: 0, shape: shape), featureNames: [])
    }
  }

  @Test(
    "words of the command line name features",
    arguments: [
      ("all", [0, 1, 2, 3, 4]), ("aux", [0, 1]), ("recon", [2, 3, 4]), ("4,0", [4, 0]), ("3", [3]),
    ])
  func words(word: String, indices: [Int]) throws {
    let points = try Self.points(auxiliaryCount: 2)
    let features = try #require(MapFeatures(argument: word))
    #expect(features.argument == word)
    #expect(try features.indices(in: points) == indices)
    let picked = points.features(indices)
    #expect(picked.shape == [3, indices.count])
    for row in 0..<3 {
      #expect(Array(picked.row(row)) == indices.map { points.features[row, $0] })
    }
  }

  @Test(
    "other words name none", arguments: ["", "every", "0,", ",", "-1", "1.5", "+1", "0 ,1", "٣"])
  func wrongWords(word: String) {
    #expect(MapFeatures(argument: word) == nil)
  }

  @Test("features that do not exist, or twice, are an error of one line")
  func missingFeatures() throws {
    let untied = try Self.points(auxiliaryCount: 0)
    let tied = try Self.points(auxiliaryCount: 5)
    let cases: [(MapFeatures, MapPoints, MapError)] = [
      (.auxiliary, untied, .noFeatures(points: "cloud", features: .auxiliary)),
      (.remaining, tied, .noFeatures(points: "cloud", features: .remaining)),
      (.chosen([0, 5]), tied, .noSuchFeature(points: "cloud", index: 5, count: 5)),
      (.chosen([2, 2]), tied, .repeatedFeature(points: "cloud", index: 2)),
    ]
    for (features, points, error) in cases {
      #expect(throws: error) { try features.indices(in: points) }
      #expect(error.description.hasPrefix("cloud: expected") && !error.description.contains("\n"))
    }
  }

  private static func points(auxiliaryCount: Int) throws -> MapPoints {
    var random = CounterRandom(testCase: 1)
    return try MapPoints(
      label: "cloud", features: Tensor(shape: [3, 5], elements: random.floats(15)),
      featureNames: (0..<5).map { "z\($0)" }, auxiliaryCount: auxiliaryCount)
  }
}
