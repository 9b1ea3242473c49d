import Analysis
import Datasets
import Models
import Storage
import Tensors
import TestSupport
import Testing

@testable import Diagnostics

/// Metrics of active, standardised and drawn codes against scikit-learn, SciPy and NumPy; see the fixture's README.
@Suite struct CodeVariantTests {
  private let file: SafetensorsFile
  private let data: Dataset
  private let directions: [[Float]]

  init() throws {
    file = try ReferenceNumbers.open("codes.safetensors")
    let samples = try file.tensor("samples")
    let (count, width) = (samples.rowCount, samples.rowStride)
    data = Dataset(
      description: DataDescription(
        name: "curves", kind: .curve, shape: [1, width, 1], unit: "",
        factors: ["first", "second"].map { Factor(name: $0, unit: "", lower: -1, upper: 1) }),
      samples: samples.reshaped(to: [count, 1, width, 1]), factors: try file.tensor("factors"))
    let rows = try file.tensor("directions")
    directions = (0..<rows.rowCount).map { Array(rows.row($0)) }
  }

  /// The metrics that NumPy computes too; those of trained predictors depend on random draws.
  private var exact: [String] {
    CodeVariants.families.filter { !$0.isLearned }.flatMap(\.0.definitions).map(\.key)
  }

  private func diagnosis(_ directions: [[Float]]) throws -> Diagnosis {
    let model = try LinearModel(
      mean: Array(repeating: 0, count: data.sampleShape.reduce(1, *)), directions: directions
    ).described(data.description, transform: PixelTransform(mode: .identity))
    return try Diagnose(
      model, title: "linear", samples: .rows(Array(0..<data.count), of: data)
    ).run()
  }

  @Test func figuresAgreeWithScikitLearn() throws {
    let diagnosis = try diagnosis(directions)
    #expect(diagnosis.latents.map(\.isActive) == [true, false, true, false, true])
    for variant in CodeVariants.Variant.allCases where variant != .draws {
      let expected = try file.tensor(variant.rawValue).elements
      let row = try #require(diagnosis.variants.rows.first { $0.variant == variant })
      let values = row.values.filter { exact.contains($0.key) }
      #expect(values.count == expected.count)
      for (metric, right) in zip(values, expected) {
        let difference = abs((metric.value ?? .nan) - Double(right))
        #expect(difference < 1e-5 * max(1, abs(Double(right))), "\(variant) \(metric) \(right)")
      }
    }
    for subset in [FactorPrediction.Subset.allStandardized, .activeStandardized] {
      let found = try #require(diagnosis.predictions.first { $0.subset == subset })
      let expected = try file.tensor(subset.rawValue).elements.map(Double.init)
      for (one, right) in zip(found.determination, expected) {
        #expect(abs(one - right) < 1e-6, "\(subset)")
      }
      #expect(expected.count == 2)
    }
  }

  @Test func gapsAgreeWithScikitLearn() throws {
    let diagnosis = try diagnosis(directions)
    for (key, right) in zip(["mig", "mig_quantile"], try file.tensor("gaps").elements) {
      let found = try #require(diagnosis.metric(key)?.value)
      #expect(abs(found - Double(right)) < 1e-5, "\(key) \(found) \(right)")
    }
  }

  @Test func theMetricsThemselvesAreOfAllMeans() throws {
    let diagnosis = try diagnosis(directions)
    for definition in CodeVariants.definitions {
      #expect(
        diagnosis.variants.value(.means, definition.key)?.value
          == diagnosis.metric(definition.key)?.value)
    }
  }

  /// Predictors of the active latents are those trained on these columns alone.
  @Test func predictorsAreTrainedOnTheActiveLatents() throws {
    let diagnosis = try diagnosis(directions)
    let codes = try self.diagnosis([0, 2, 4].map { directions[$0] })
    for key in ["explicitness", "dci_disentanglement", "dci_completeness", "dci_informativeness"] {
      let own = try #require(codes.metric(key)?.value)
      for variant in [CodeVariants.Variant.activeMeans, .standardizedMeans, .draws] {
        let found = try #require(diagnosis.variants.value(variant, key)?.value)
        #expect(abs(found - own) < 1e-6, "\(variant) \(key)")
      }
      #expect(diagnosis.metric(key)?.value != own, "collapsed latents tell something: \(key)")
    }
  }

  @Test func collapsedLatentsDoNotChangeTheActiveFigures() throws {
    let all = try diagnosis(directions)
    let few = try diagnosis([0, 2, 4].map { directions[$0] })
    for variant in [CodeVariants.Variant.activeMeans, .standardizedMeans] {
      for definition in CodeVariants.definitions {
        let (first, second) = (
          try #require(all.variants.value(variant, definition.key)?.value),
          try #require(few.variants.value(variant, definition.key)?.value)
        )
        #expect(abs(first - second) < 1e-6 * max(1, abs(first)), "\(variant) \(definition.key)")
      }
    }
    let total = try #require(all.metric("total_correlation")?.value)
    let own = try #require(few.metric("total_correlation")?.value)
    #expect(total > own + 1, "two collapsed latents depend on each other: \(total), \(own)")
  }

  @Test func drawsAreThoseOfThePosterior() throws {
    let checkpoint = try TestModel.fluid(scale: 0.6)
    let fluid = try TestModel.fluidSettings(6).generate()
    let rows = Array(0..<fluid.count)
    let diagnosis = try Diagnose(
      checkpoint, title: "fluid", samples: .rows(rows, of: fluid),
      settings: EvaluationSettings(sampleCount: fluid.count, seed: 5)
    ).run()
    let active = diagnosis.latents.filter(\.isActive).map(\.index)
    #expect(active.count > 1)
    let drawn = checkpoint.model.encode(fluid.samples(rows)).drawn(seed: 5)
    let columns = Tensor(
      shape: [fluid.count, active.count],
      elements: rows.flatMap { row in active.map { drawn[row, $0] } })
    let expected = TotalCorrelation.gaussian(LatentCovariance(codes: columns))
    #expect(diagnosis.variants.value(.draws, "total_correlation")?.value == expected)
    #expect(diagnosis.variants.value(.activeMeans, "total_correlation")?.value != expected)
  }

  @Test func withoutActiveLatentsThereIsAReason() throws {
    let checkpoint = try TestModel.checkpoint()
    let settings = EvaluationSettings(sampleCount: 60, seed: 5)
    let diagnosis = try Diagnose(
      checkpoint, title: "tiny",
      samples: .rows(Array(0..<60), of: try TestModel.galaxies(60, seed: 4)), settings: settings
    ).run()
    #expect(diagnosis.latents.allSatisfy { !$0.isActive }, "the test model knows nothing")
    for variant in [CodeVariants.Variant.activeMeans, .standardizedMeans, .draws] {
      let value = diagnosis.variants.value(variant, "alignment_score")
      #expect(value?.value == nil && value?.reason == "no latent is active", "\(variant)")
    }
    #expect(diagnosis.isSound)
  }
}
