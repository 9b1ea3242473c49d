import Datasets
import Models
import Networks
import Synchronization
import Tensors
import TestSupport
import Testing

/// A trained model as a value: its output does not depend on how it is called.
@Suite struct ArchitectureInferenceTests {
  private let model: Model
  private let samples: Tensor

  init() throws {
    let architecture = try #require(ArchitectureFamily.named("galaxy")).architecture(
      .init(
        sampleShape: [33, 33, 1], latentCount: 4, channels: [4, 8, 8, 12], hiddenCount: 0,
        outputActivation: .softplus))
    model = Self.model(architecture, PixelTransform(mode: .identity))
    var random = CounterRandom(testCase: 1)
    samples = Tensor(shape: [37, 33, 33, 1], elements: random.floats(37 * 33 * 33, in: 0...1))
  }

  private static func model(
    _ architecture: Architecture, _ transform: PixelTransform
  ) -> Model {
    let table = ParameterTable(architecture.networks)
    return Model(
      architecture: architecture, transform: transform,
      parameters: table.initialValues(seed: 3))
  }

  @Test func singleAndBatchedCallsAreEqual() {
    let posterior = model.encode(samples)
    let decoded = model.decode(posterior.mean)
    #expect(posterior.mean.shape == [37, 4] && decoded.shape == [37, 33, 33, 1])
    for row in [0, 15, 16, 36] {
      let single = model.encode(samples.rows([row]))
      let image = model.decode(single.mean)
      #expect(firstDifference(single.mean.row(0), from: posterior.mean.row(row)) == nil)
      #expect(
        firstDifference(single.logVariances.row(0), from: posterior.logVariances.row(row)) == nil)
      #expect(firstDifference(image.row(0), from: decoded.row(row)) == nil)
    }
  }

  @Test(arguments: [1, 2, 3]) func aPointIsTheSameWhoeverSharesIt(threads: Int) {
    let team = WorkerTeam(count: threads)
    let points = model.encode(samples).mean
    for row in 0..<points.rowCount {
      let point = points.rows([row])
      #expect(model.decode(point, team: team).elements == model.decode(point).elements)
    }
  }

  @Test func nothingInNothingOut() {
    let posterior = model.encode(Tensor(shape: [0, 33, 33, 1], elements: []))
    #expect(posterior.mean.shape == [0, 4] && posterior.logVariances.shape == [0, 4])
    #expect(model.decode(posterior.mean).shape == [0, 33, 33, 1])
  }

  @Test func callersDoNotDisturbEachOther() {
    let expected = model.encode(samples)
    let wrong = Mutex<[Int]>([])
    let (model, samples) = (model, samples)
    WorkerTeam(count: 4).run { worker in
      for round in 0..<12 {
        let row = (7 * worker + 3 * round) % samples.rowCount
        let found = model.encode(samples.rows([row]))
        if found.mean.row(0) != expected.mean.row(row) { wrong.withLock { $0.append(row) } }
      }
    }
    #expect(wrong.withLock { $0 } == [])
  }

  @Test(arguments: PixelMode.allCases) func pixelsPassThroughTheTransform(mode: PixelMode) {
    let transform = PixelTransform(
      mode: mode, minimum: mode == .anscombe ? 0 : -1, maximum: 3, softening: 0.5)
    let transformed = Self.model(model.architecture, transform)
    // Counts have no values below zero.
    let samples =
      mode == .anscombe
      ? Tensor(shape: samples.shape, elements: samples.elements.map(\.magnitude)) : samples
    let inputs = Tensor(
      shape: samples.shape, elements: samples.elements.map(transform.networkInput))
    let posterior = transformed.encode(samples)
    let expected = model.encode(inputs)
    expect(posterior.mean, expected.mean.elements, "mean")
    expect(posterior.logVariances, expected.logVariances.elements, "log variance")
    let outputs = model.decode(posterior.mean)
    expect(
      transformed.decode(posterior.mean), outputs.elements.map(transform.element(decoded:)),
      "samples")
  }

  /// The program maps pixels by vector functions, which differ from libm in the last bits.
  private func expect(_ found: Tensor, _ expected: [Float], _ name: String) {
    let difference = largestDifference(found.elements, from: expected.map(Double.init))
    #expect(difference < 1e-5, "\(name)")
  }

  @Test func logVariancesStayWithinTheRangeOfTheLoss() {
    // Far outside the data the encoder's log variances leave the range of the loss.
    let far = Tensor(shape: samples.shape, elements: samples.elements.map { $0 * 1e6 })
    let range = PosteriorVariance.headRange
    #expect(model.encode(far).logVariances.elements.allSatisfy(range.contains))
  }
}
