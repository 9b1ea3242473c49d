import Analysis
import Datasets
import Foundation
import Models
import Synchronization
import Tensors
import TestSupport
import Testing

@testable import Diagnostics

/// Standard errors by half-samples against closed forms and against fresh sets of samples.
@Suite struct HalfSamplingTests {
  private static let count = 400

  /// Two factors, and samples of six elements that contain them and noise.
  private func data(_ seed: Int) -> Dataset {
    var random = CounterRandom(testCase: seed)
    let factors = Tensor(shape: [Self.count, 2]) { elements in
      for index in elements.indices { elements[index] = Float(2 * random.nextUniform() - 1) }
    }
    let samples = Tensor(shape: [Self.count, 1, 6, 1]) { elements in
      for index in elements.indices {
        let signal = index % 6 < 2 ? factors.elements[index / 6 * 2 + index % 6] : 0
        elements[index] = 2 * signal + Float(0.5 * random.nextGaussian())
      }
    }
    return Dataset(
      description: DataDescription(
        name: "curves", kind: .curve, shape: [1, 6, 1], unit: "",
        factors: ["first", "second"].map { Factor(name: $0, unit: "", lower: -1, upper: 1) }),
      samples: samples, factors: factors)
  }

  private func work(_ seed: Int, repeats: Int) throws -> Diagnose {
    let data = data(seed)
    let directions: [[Float]] = [
      [1, 0, 0, 0, 0, 0], [0.3, 1, 0, 0, 0, 0], [0, 0, 0.5, 0, 0, 0],
    ]
    let model = try LinearModel(mean: Array(repeating: 0, count: 6), directions: directions)
      .described(data.description, transform: PixelTransform(mode: .identity))
    return try Diagnose(
      model, title: "linear", samples: .rows(Array(0..<Self.count), of: data),
      settings: EvaluationSettings(sampleCount: Self.count, seed: 5, repeatCount: repeats))
  }

  private func error(_ diagnosis: Diagnosis, _ key: String) throws -> Double {
    try #require(diagnosis.metric(key)?.standardError, "\(key)")
  }

  @Test func aMeanHasTheErrorOfMeans() throws {
    let work = try work(1, repeats: 200)
    let diagnosis = try work.run()
    let errors = try EncodedSamples(
      work.samples, by: work.checkpoint, team: WorkerTeam()
    ).squaredErrors
    let mean = errors.reduce(0, +) / Double(errors.count)
    let variance = errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(errors.count - 1)
    let expected = (variance / Double(errors.count)).squareRoot()
    let found = try error(diagnosis, "mse")
    // A standard deviation over 200 halves is known to 5%.
    #expect(abs(found / expected - 1) < 0.17, "\(found) \(expected)")
    let metric = try #require(diagnosis.metric("mse"))
    let interval = try #require(diagnosis.interval(of: metric))
    #expect(
      abs((interval.upperBound - mean) / found - 1.97196) < 1e-3, "t of 199 degrees of freedom")
  }

  /// Which is what the errors are for.
  @Test func errorsAreThoseOfFreshSets() throws {
    let keys = ["mig", "mig_quantile", "sap", "alignment_score", "dci_informativeness", "mse"]
    let sets = try (0..<20).map { try work(100 + $0, repeats: 0).run() }
    let own = try (0..<2).map { try work(100 + $0, repeats: 20).run() }
    for key in keys {
      let values = try sets.map { try #require($0.metric(key)?.value) }
      let mean = values.reduce(0, +) / Double(values.count)
      let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 19).squareRoot()
      let found = try own.map { try error($0, key) }.reduce(0, +) / 2
      #expect((0.6...1.8).contains(found / spread), "\(key): \(found), fresh sets \(spread)")
    }
    let fits = sets.compactMap { $0.predictions.first?.determination[0] }
    let mean = fits.reduce(0, +) / Double(fits.count)
    let spread = (fits.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 19).squareRoot()
    let found = try #require(own[0].predictions.first?.standardErrors[0])
    #expect((0.5...2).contains(found / spread), "R2: \(found), fresh sets \(spread)")
  }

  @Test func noRepeatsAreNoErrors() throws {
    let diagnosis = try work(1, repeats: 0).run()
    #expect(diagnosis.resampling == nil && diagnosis.isSound)
    #expect(diagnosis.metrics.allSatisfy { $0.standardError == nil })
    let object = try JSONSerialization.jsonObject(with: Data(DiagnosisDocument(diagnosis).bytes))
    let document = try #require(object as? [String: Any])
    #expect(document["uncertainty"] is NSNull)
    let repeated = try work(1, repeats: 3).run()
    #expect(
      repeated.metrics.map(\.value) == diagnosis.metrics.map(\.value),
      "the values themselves do not depend on it")
  }

  @Test func theDocumentHasTheMethodAndTheIntervals() throws {
    let diagnosis = try work(1, repeats: 4).run()
    let object = try JSONSerialization.jsonObject(with: Data(DiagnosisDocument(diagnosis).bytes))
    let document = try #require(object as? [String: Any])
    let found = try #require(document["uncertainty"] as? [String: Any])
    #expect(found["method"] as? String == "half_samples" && found["repeats"] as? Int == 4)
    #expect(found["samples_per_repeat"] as? Int == 200 && found["confidence"] as? Double == 0.95)
    let metrics = try #require(found["metrics"] as? [String: [String: Any]])
    let known = diagnosis.metrics.filter { $0.value != nil }.map(\.key)
    #expect(Set(metrics.keys) == Set(known))
    for key in known {
      let value = try #require(diagnosis.metric(key)?.value)
      let interval = try #require(metrics[key]?["interval"] as? [Double])
      #expect(interval[0] <= value && value <= interval[1], "\(key)")
      let range = try #require(MetricDefinition.named(key)).range
      #expect(interval.allSatisfy { range.contains($0) }, "\(key)")
    }
    let latents = try #require(document["latents"] as? [[String: Any]])
    #expect(latents.map { $0["name"] as? String } == ["z0", "z1", "z2"])
    #expect(latents.allSatisfy { ($0["title"] as? String)?.hasPrefix("z") == true })
  }

  @Test func halvesWithTooFewSamplesSayNothing() throws {
    let checkpoint = try TestModel.checkpoint()
    let settings = EvaluationSettings(sampleCount: 60, seed: 5, repeatCount: 3)
    let diagnosis = try Diagnose(
      checkpoint, title: "tiny",
      samples: .rows(Array(0..<60), of: try TestModel.galaxies(60, seed: 4)), settings: settings
    ).run()
    let gap = try #require(diagnosis.metric("mig"))
    #expect(gap.value != nil && gap.standardError == nil, "bins need fifty samples")
    #expect(diagnosis.interval(of: gap) == nil)
    #expect(diagnosis.metric("mse")?.standardError != nil)
  }

  /// What the screen shows at first is the diagnosis without what comes later, and cancelling then ends the work.
  @Test func metricsAreShownBeforeTheirErrors() throws {
    let work = try work(1, repeats: 3)
    var previews: [Diagnosis] = []
    let whole = try work.run(
      team: WorkerTeam(), isCancelled: { false }, progress: { _ in },
      preview: { previews.append($0) })
    let first = try #require(previews.first)
    #expect(previews.count == 1 && first.resampling == nil && first.isSound)
    #expect(first.metrics.map(\.value) == whole.metrics.map(\.value))
    #expect(
      first.variants.value(.activeMeans, "explicitness")?.reason == "measured after the scores"
        || first.latents.allSatisfy(\.isActive))
    #expect(whole.resampling?.repeatCount == 3)
    let isShown = Mutex(false)
    #expect(throws: DiagnosisError.cancelled) {
      try work.run(
        team: WorkerTeam(), isCancelled: { isShown.withLock { $0 } }, progress: { _ in },
        preview: { _ in isShown.withLock { $0 = true } })
    }
    #expect(isShown.withLock { $0 })
  }
}
