import Analysis
import Datasets
import Models
import Storage
import Tensors
import TestSupport
import Testing

@testable import Diagnostics

/// Reconstruction metrics and their baselines against scikit-image, scikit-learn and NumPy; see the fixture's README.
@Suite struct ReconstructionBaselineTests {
  private let file: SafetensorsFile
  private let samples: Tensor
  private let training: Tensor
  private let transform: PixelTransform
  private let data: DataDescription

  init() throws {
    file = try ReferenceNumbers.open("reconstruction.safetensors")
    samples = try file.tensor("samples")
    training = try file.tensor("training")
    let extremes = try file.tensor("extremes").elements
    transform = PixelTransform(mode: .identity, minimum: extremes[0], maximum: extremes[1])
    data = DataDescription(
      name: "blobs", kind: .image, shape: Array(samples.shape.dropFirst()), unit: "counts",
      factors: [])
  }

  private func evaluated(_ pictures: Tensor) -> EvaluationSamples {
    .rows(
      Array(0..<pictures.rowCount),
      of: Dataset(
        description: data, samples: pictures,
        factors: Tensor(shape: [pictures.rowCount, 0], elements: [])))
  }

  /// The evaluated samples, with others to fit to.
  private var prepared: EvaluationSamples {
    var own = evaluated(samples)
    let other = evaluated(training)
    own.trainingPart = { _ in other }
    return own
  }

  private func model(_ mean: [Float], _ directions: [[Float]]) throws -> DescribedModel {
    try LinearModel(mean: mean, directions: directions).described(data, transform: transform)
  }

  private func fit(_ count: Int) throws -> PrincipalProjection {
    try PrincipalProjection(
      training.reshaped(to: [training.rowCount, training.rowStride]), count: count)
  }

  private func components(_ count: Int) throws -> [[Float]] {
    let fit = try fit(count)
    return (0..<count).map { fit.directions.row($0).map(Float.init) }
  }

  private func expect(_ found: [MetricValue], _ name: String) throws {
    let expected = try file.tensor(name).elements
    #expect(found.count == expected.count)
    for (metric, right) in zip(found, expected) {
      let difference = abs((metric.value ?? .nan) - Double(right))
      #expect(difference < 1e-5 * max(1, abs(Double(right))), "\(name) \(metric)")
    }
  }

  @Test func figuresAgreeWithScikitImage() throws {
    let errors = ReconstructionErrors(
      samples, try file.tensor("decoded"), data: data, transform: transform)
    try expect(MetricFamily.reconstruction.values(errors.outcomes), "figures")
    #expect(
      errors.similarity.count == 12 && errors.ownSimilarity.count { $0 != nil } == 11,
      "one is constant")
  }

  @Test func baselinesAgreeWithScikitLearn() throws {
    let mean = try fit(1).mean.map(Float.init)
    let diagnosis = try Diagnose(
      try model(mean, try components(3)), title: "linear", samples: prepared
    ).run()
    for kind in [ReconstructionBaselines.Kind.meanSample, .principalComponents] {
      let row = try #require(diagnosis.baselines.rows.first { $0.kind == kind })
      try expect(row.values, kind.rawValue)
    }
    #expect(diagnosis.baselines.componentCount == 3 && diagnosis.baselines.isHeldOut)
    #expect(diagnosis.baselines.fittedTo == "blobs, 60 samples")
  }

  @Test func aDecoderOfTheMeanIsAsGoodAsTheMean() throws {
    let mean = try fit(1).mean.map(Float.init)
    let blank = [[Float](repeating: 0, count: mean.count)]
    let diagnosis = try Diagnose(try model(mean, blank), title: "blank", samples: prepared).run()
    for definition in ReconstructionBaselines.definitions {
      let own = try #require(diagnosis.metric(definition.key)?.value)
      let baseline = diagnosis.baselines.value(.meanSample, definition.key)?.value
      #expect(baseline == own, "\(definition.key)")
    }
  }

  @Test(arguments: [1, 2, 7])
  func aModelOfThePrincipalComponentsIsAsGoodAsThese(count: Int) throws {
    let mean = try fit(1).mean.map(Float.init)
    let diagnosis = try Diagnose(
      try model(mean, try components(count)), title: "linear", samples: prepared
    ).run()
    for key in ["mse", "psnr", "ssim", "psnr_own_range", "ssim_own_range"] {
      let own = try #require(diagnosis.metric(key)?.value)
      let baseline = try #require(diagnosis.baselines.value(.principalComponents, key)?.value)
      #expect(abs(own - baseline) < 1e-4 * abs(own), "\(key)")
    }
  }

  /// Every sample is compared with another one, and each is used once.
  @Test(arguments: [2, 3, 31, 32, 33, 63, 64, 65, 200])
  func otherSamplesAreADerangement(count: Int) throws {
    var random = CounterRandom(seed: UInt64(count), stream: .analysis)
    let pictures = Tensor(shape: [count] + data.shape) { elements in
      for index in elements.indices { elements[index] = Float(random.nextGaussian()) }
    }
    let own = evaluated(pictures)
    let order = BlockOrder(of: own, seed: 4)
    let visited = order.blocks.flatMap { Array($0) }
    #expect(visited.sorted() == Array(0..<count) && (1..<count).contains(order.shift))
    let partners = visited.indices.map { visited[($0 - order.shift + count) % count] }
    let expected =
      zip(visited, partners).reduce(0.0) { sum, pair in
        sum
          + ReconstructionError.meanSquaredPerSample(
            pictures.rows([pair.0]), pictures.rows([pair.1]))[0]
      } / Double(count)
    for workers in 1...3 {
      let baselines = try BaselineMeasuring(
        samples: own, checkpoint: try model(Array(repeating: 0, count: 198), try components(1)),
        seed: 4
      ).baselines(team: WorkerTeam(count: workers), isCancelled: { false }, progress: { _ in })
      let found = try #require(baselines.value(.otherSample, "mse")?.value)
      #expect(abs(found - expected) < 1e-12, "\(count) samples, \(workers) workers")
      #expect(!baselines.isHeldOut && baselines.remark.contains("which are the evaluated ones"))
    }
  }

  @Test func whatIsFittedIsNotWhatIsEvaluated() throws {
    let checkpoint = try TestModel.checkpoint()
    let settings = EvaluationSettings(sampleCount: 40, seed: 5)
    let simulated = try Diagnose(
      checkpoint, title: "tiny", samples: .best(for: checkpoint, settings: settings),
      settings: settings
    ).run().baselines
    #expect(GalaxySettings().seed == 7, "the seed of training is left out")
    #expect(simulated.fittedTo == "4,000 simulated (Latin hypercube), seed 8")
    #expect(simulated.isHeldOut)
    let galaxies = try TestModel.galaxies(400, seed: GalaxySettings().seed)
    let trained = try TestModel.checkpoint(data: galaxies.description)
    let file = try Diagnose(
      trained, title: "tiny",
      samples: .file(galaxies, path: "g.npz", for: trained, settings: settings), settings: settings
    ).run().baselines
    #expect(file.fittedTo == "g.npz, 280 training samples" && file.isHeldOut)
  }
}
