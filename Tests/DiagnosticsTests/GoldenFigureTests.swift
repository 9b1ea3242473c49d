import Analysis
import Foundation
import Models
import Tensors
import TestSupport
import Testing

@testable import Diagnostics

/// Results are cached under the definitions of the metrics in the code.
///
/// A change of a number needs a change of its definition, or
/// of its `revision` where the definition stays true; this test compares both with stored ones.
@Suite struct GoldenFigureTests {
  private struct Golden: Codable, Equatable {
    var definition: String
    var figures: [String: Double]
  }

  /// The figures of a fixed model on fixed samples, and a hash of their definitions.
  private func diagnosis() throws -> Golden {
    let checkpoint = try TestModel.checkpoint(seed: 1)
    let settings = EvaluationSettings(sampleCount: 120, seed: 5)
    let result = try Diagnose(
      checkpoint, title: "golden",
      samples: EvaluationSamples.file(
        try TestModel.galaxies(120, seed: 4), path: "golden.npz", for: checkpoint,
        settings: settings), settings: settings
    ).run()
    let known = result.metrics.compactMap { metric in metric.value.map { (metric.key, $0) } }
    return Golden(
      definition: ContentHash.text { $0.add(Diagnosis.definition) },
      figures: Dictionary(uniqueKeysWithValues: known))
  }

  private func anomalies() throws -> Golden {
    let checkpoint = try TestModel.checkpoint(seed: 1)
    let settings = AnomalySettings(sampleCount: 30, drawCount: 2, seed: 5)
    let result = try AnomalyDetection(
      checkpoint, title: "golden",
      plan: try AnomalyPlan(
        for: checkpoint, files: [("golden.npz", try TestModel.galaxies(30, seed: 8))],
        settings: settings), settings: settings
    ).run()
    let areas = result.sets.flatMap { set in
      zip(result.scores, set.comparisons).map { score, comparison in
        ("\(set.title) \(score)", comparison.separation.twoSidedArea)
      }
    }
    return Golden(
      definition: ContentHash.text { $0.add(AnomalyStudy.definition) },
      figures: Dictionary(uniqueKeysWithValues: areas))
  }

  private func check(_ found: Golden, _ name: String) throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/golden-\(name).json")
    let expected = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let text = String(decoding: try encoder.encode(found), as: UTF8.self)
    let keys = Set(expected.figures.keys).union(found.figures.keys)
    let moved: [String] = keys.filter { (key: String) -> Bool in
      guard let old = expected.figures[key], let new = found.figures[key] else { return true }
      return abs(new - old) > 1e-4 * max(1, abs(old))
    }
    #expect(
      moved.isEmpty || found.definition != expected.definition,
      """
      \(moved.sorted()) changed while their definitions did not: cached results would be wrong. Change the definition of \
      each, or raise its revision, and then \(url.lastPathComponent) becomes
      \(text)
      """)
    #expect(
      found.definition == expected.definition,
      "what is measured is defined otherwise now: \(url.lastPathComponent) becomes\n\(text)")
  }

  @Test func figuresOfADiagnosisGoWithTheirDefinitions() throws {
    try check(diagnosis(), "diagnosis")
  }

  @Test func figuresOfAnomaliesGoWithTheirDefinitions() throws {
    try check(anomalies(), "anomalies")
  }

  @Test func anotherWordIsAnotherKey() {
    let metric = MetricDefinition("mig", "MIG", "The gap.")
    let words = [
      MetricDefinition("mig", "MIG", "The gap, halved."),
      MetricDefinition("mig", "MIG", revision: 2, "The gap."),
      MetricDefinition("mig", "MIG", unit: "nat", "The gap."),
    ]
    for other in words {
      #expect(MetricDefinition.text(of: [other]) != MetricDefinition.text(of: [metric]))
    }
  }
}
