import Datasets
import Models
import Networks
import Storage
import Tensors
import Testing

@testable import Training

@Suite struct TrainingDataTests {
  @Test(arguments: PixelMode.allCases)
  func aBatchHoldsTheTransformedSamples(_ mode: PixelMode) throws {
    var recipe = Recipe()
    recipe.data.pixels = mode
    let dataset = TinyExperiment.dataset()
    let data = try TrainingData(dataset, recipe: recipe, team: WorkerTeam(count: 2))
    let indices = [9, 3, 77, 3]
    let (inputs, targets) = (FloatBuffer(count: 128), FloatBuffer(count: 128))
    data.filler(indices[...])(
      BatchRows(
        1..<3, inputs: inputs.pointer, targets: targets.pointer,
        factors: UnsafeMutableBufferPointer(start: nil, count: 0)))
    for (row, index) in [3, 77].enumerated() {
      for (position, element) in dataset.sample(index).elements.enumerated() {
        let place = row * 64 + position
        #expect(abs(inputs.elements[place] - data.transform.networkInput(element)) < 1e-6)
        #expect(abs(targets.elements[place] - data.transform.target(element)) < 1e-6)
      }
    }
  }

  @Test func everyEpochHasItsOwnOrderOfTheTrainingSamples() throws {
    let data = try TrainingData(
      TinyExperiment.dataset(), recipe: Recipe(), team: WorkerTeam(count: 1))
    let orders = (0..<3).map { data.order(epoch: $0, seed: 4) }
    #expect(orders.allSatisfy { $0.sorted() == data.split.training })
    #expect(Set(orders).count == 3)
    #expect(data.order(epoch: 1, seed: 4) == orders[1])
    #expect(data.order(epoch: 1, seed: 5) != orders[1])
  }

  @Test func theConstantsOfTheMapComeFromTrainingSamplesOnly() throws {
    let split = DatasetSplit(count: 100, seed: 7)
    let spoiled = TinyExperiment.dataset(spoiling: (split.test[0], 1000))
    let data = try TrainingData(spoiled, recipe: Recipe(), team: WorkerTeam(count: 2))
    #expect(data.transform.maximum <= 1)
    #expect(data.heldOut == split.test)
  }

  @Test(
    "a variance for samples in another unit is reported, with one that suits them",
    arguments: [
      (255, 0.001, 65.0), (1, 0.001, nil), (1e-4, 0.001, 1e-11), (255, 65, nil), (3, 2.5e-4, nil),
    ] as [(Float, Double, Double?)])
  func scale(factor: Float, variance: Double, suited: Double?) throws {
    var recipe = Recipe()
    recipe.data.pixels = .identity
    recipe.objective.settings["variance"] = .number(variance)
    let whole = TinyExperiment.dataset()
    let dataset = Dataset(
      description: whole.description,
      samples: Tensor(
        shape: [100, 8, 8, 1],
        elements: (0..<100).flatMap { whole.sample($0).elements.map { $0 * factor } }),
      factors: whole.factors)
    let data = try TrainingData(dataset, recipe: recipe, team: WorkerTeam(count: 1))
    guard case .unsuitedVariance(variance, _, let other)? = data.scaleNotice else {
      #expect(suited == nil)
      return
    }
    let wanted = try #require(suited)
    #expect(abs(other / wanted - 1) < 0.1)
    #expect(data.scaleNotice?.description.contains("objective.variance = \(other)") == true)
    recipe.objective.settings["variance"] = .number(other)
    #expect(
      try TrainingData(dataset, recipe: recipe, team: WorkerTeam(count: 1)).scaleNotice == nil)
  }

  @Test(
    "counts in their roots have the noise 1/4, and any other is reported",
    arguments: [(0.001, 0.25), (0.25, nil), (0.1, nil), (40, 0.25)] as [(Double, Double?)])
  func counts(variance: Double, suited: Double?) throws {
    var recipe = Recipe()
    recipe.data.pixels = .anscombe
    recipe.objective.settings["variance"] = .number(variance)
    let data = try TrainingData(
      TinyExperiment.dataset(spoiling: (0, 400)), recipe: recipe, team: WorkerTeam(count: 1))
    #expect(
      data.scaleNotice == suited.map { .unsuitedCountVariance(variance, suited: $0) })
    let likelihood = try #require(data.objective.likelihood as? GaussianLikelihood)
    let span = Double((data.transform.maximum + 0.375).squareRoot() - Float(0.375).squareRoot())
    #expect(abs(Double(likelihood.variance) * span * span / variance - 1) < 1e-2)
  }

  @Test(
    "pixel modes that scale the samples need no other variance",
    arguments: [PixelMode.asinh, .paper])
  func scaled(mode: PixelMode) throws {
    var recipe = Recipe()
    recipe.data.pixels = mode
    let data = try TrainingData(
      TinyExperiment.dataset(spoiling: (0, 255)), recipe: recipe, team: WorkerTeam(count: 1))
    #expect(data.scaleNotice == nil)
  }
}
