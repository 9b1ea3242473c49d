import Analysis
import Foundation
import Testing

@testable import Diagnostics

@Suite struct MetricTableTests {
  @Test func keysAreUniqueAndInSnakeCase() {
    let keys =
      MetricDefinition.all.map(\.key) + DiagnosisMatrix.allCases.map(\.rawValue)
      + [
        "model", "data", "uncertainty", "baselines", "code_variants", "factors", "latents", "notes",
        "unavailable",
      ]
    #expect(Set(keys).count == keys.count)
    for key in keys {
      #expect(key.allSatisfy { $0 == "_" || $0.isNumber || ($0.isLowercase && $0.isASCII) })
    }
  }

  @Test func everyMetricIsExplainedAndFitsItsColumn() {
    for definition in MetricDefinition.all {
      #expect(definition.definition.count > 40 && definition.title.count <= 14, "\(definition.key)")
      #expect(definition.definition.allSatisfy { $0.isASCII }, "\(definition.key)")
      #expect(MetricDefinition.named(definition.key) == definition)
    }
  }

  @Test func whatIsNotFiniteBecomesAReason() {
    for value in [Double.nan, .infinity, -.infinity] {
      let metric = MetricValue("mig", value)
      #expect(metric.value == nil && metric.reason != nil)
    }
  }

  @Test func theDocumentHasEveryMetricAtItsTop() throws {
    let checkpoint = try TestModel.checkpoint()
    let settings = EvaluationSettings(sampleCount: 20, seed: 3)
    let samples = try #require(
      EvaluationSamples.simulated(for: checkpoint, settings: settings))
    let diagnosis = try Diagnose(
      checkpoint, title: "tiny", samples: samples, settings: settings
    ).run()
    let data = Data(DiagnosisDocument(diagnosis).bytes)
    let object = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    for metric in diagnosis.metrics {
      let found = object[metric.key] as? Double
      #expect((found == nil) == (metric.value == nil), "\(metric.key)")
      #expect(object.keys.contains(metric.key))
      // The JSON reader of the test rounds the last digit.
      let (first, second) = (found ?? 0, metric.value ?? 0)
      #expect(abs(first - second) <= 1e-14 * abs(second), "\(metric.key)")
    }
    let pearson = try #require(object["pearson_correlation"] as? [[Double]])
    #expect(pearson.count == 5 && pearson.allSatisfy { $0.count == 3 })
    #expect(object["mutual_information"] is NSNull)
    let reasons = try #require(object["unavailable"] as? [String: String])
    #expect(reasons["mig"] == "needs at least 50 samples, found 20")
    #expect((object["latents"] as? [[String: Any]])?.count == 3)
    let baselines = try #require(object["baselines"] as? [String: Any])
    #expect(baselines["fitted_to"] as? String == diagnosis.baselines.fittedTo)
    #expect(baselines["component_count"] as? Int == 3 && baselines["is_held_out"] as? Bool == true)
    for kind in ReconstructionBaselines.Kind.allCases {
      let own = try #require(baselines[kind.rawValue] as? [String: Double])
      #expect(Set(own.keys) == Set(ReconstructionBaselines.definitions.map(\.key)))
    }
  }

  @Test func matricesAsTextQuoteStrangeNames() {
    var gap = MetricValue("mig", 0.5)
    gap.standardError = 0.1
    var latent = LatentDiagnosis(
      index: 0, divergence: 0, mean: 0, deviation: 0, posteriorVariance: 1,
      kolmogorovSmirnov: 0, range: -4...4, histogram: [], priorHistogram: [], isActive: false)
    latent.title = "z0 size"
    let diagnosis = Diagnosis(
      origin: DiagnosisOrigin(
        model: "m", source: .file, samples: "s", unit: "", count: 2, seed: 1),
      factors: [DiagnosedFactor(name: "a, \"b\"", unit: "")],
      latents: [latent],
      matrices: [.pearson: Matrix(rowCount: 1, columnCount: 1, elements: [0.5])], metrics: [gap],
      baselines: ReconstructionBaselines(
        rows: [
          .init(kind: .otherSample, values: [.init("mse", 4), .init("ssim", missing: "small")])
        ], fittedTo: "s", isHeldOut: true, componentCount: 1),
      variants: CodeVariants(rows: [.init(variant: .draws, values: [.init("modularity", 0.25)])]),
      resampling: Resampling(repeatCount: 2, halfCount: 2, sampleCount: 4),
      sample: CodeSample(codes: [[]], factors: [[]]))
    #expect(
      diagnosis.commaSeparatedMatrices
        == "matrix,row,column,value,name\npearson_correlation,\"a, \"\"b\"\"\",z0,0.5,z0 size\n"
        + "metrics,mig,value,0.5,\nmetrics,mig,standard_error,0.1,\n"
        + "metrics,mig,lower,0.0,\nmetrics,mig,upper,1.0,\n"
        + "baselines,mse,other_sample,4.0,\n"
        + "code_variants,modularity,active_draws,0.25,\n")
  }
}
