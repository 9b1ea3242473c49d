import Datasets
import Diagnostics
import Models
import Tensors
import TestSupport
import Testing

@testable import Maps

/// The codes of a model as points.
struct ModelPointsTests {
  private func points(
    _ checkpoint: DescribedModel, _ dataset: Dataset
  ) throws -> (MapPoints, EvaluationSamples) {
    let samples = try EvaluationSamples.file(
      dataset, path: "some/val.npz", for: checkpoint,
      settings: EvaluationSettings(sampleCount: dataset.count, seed: 5))
    return (
      try MapPoints(checkpoint: checkpoint, samples: samples, team: WorkerTeam(count: 2)), samples
    )
  }

  @Test("features and columns are those of every sample encoded alone")
  func columns() throws {
    let checkpoint = try TestModel.checkpoint(tied: ["radius", "g1"])
    let dataset = try TestModel.galaxies(70, seed: 9)
    let (points, _) = try points(checkpoint, dataset)
    #expect(points.count == 70 && points.featureNames == ["z0", "z1", "z2", "z3"])
    #expect(points.auxiliaryCount == 2 && points.label == "val.npz, 70 samples")
    #expect(
      points.columns.map(\.name)
        == [
          "flux", "radius", "g1", "g2", "psf", "z0", "z1", "z2", "z3", "reconstruction error",
          "anomaly score",
        ])
    #expect(
      points.columns.map(\.role).suffix(6) == [
        .latent, .latent, .latent, .latent, .error, .anomaly,
      ])
    #expect(points.columns[9].unit == "counts^2")
    for row in [0, 33, 69] {
      let sample = dataset.samples([row])
      let mean = checkpoint.model.encode(sample).mean
      let decoded = checkpoint.model.decode(mean)
      let error =
        zip(sample.elements, decoded.elements).reduce(0.0) {
          $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1)
        } / Double(sample.count)
      for latent in 0..<4 {
        #expect(abs(points.features[row, latent] - mean.elements[latent]) < 1e-4)
        #expect(
          points.columns[5 + latent].values.numbers[row] == Double(points.features[row, latent]))
      }
      #expect(abs(points.columns[9].values.numbers[row] / error - 1) < 1e-3)
      #expect(points.columns[1].values.numbers[row] == Double(dataset.factors[row, 1]))
    }
  }

  @Test("factors of few whole numbers are kinds; a single value, or as many as points, are not")
  func kinds() {
    func values(_ numbers: [Double]) -> MapColumn.Values {
      MapColumn(name: "f", role: .factor, numbers: numbers).values
    }
    #expect(
      values([3, -1, 3, -1, 7, 7])
        == .categories(names: ["-1", "3", "7"], indices: [1, 0, 1, 0, 2, 2]))
    #expect(
      MapColumn(name: "f", role: .factor, numbers: [3, -1, 3, -1]).values.numbers == [3, -1, 3, -1])
    for numbers: [Double] in [[2, 2, 2], [1, 2, 3], [0.5, 0.5, 1, 1], [1, .nan, 1, 2], []] {
      guard case .continuous(let kept) = values(numbers) else {
        Issue.record("\(numbers) are kinds")
        continue
      }
      #expect(kept.count == numbers.count)
    }
    let many = (0..<26).map { Double($0 / 2) }
    #expect(values(many) == .continuous(many))
  }

  @Test("one sample is made again as the encoder was given it")
  func again() throws {
    let checkpoint = try TestModel.checkpoint()
    let samples = try EvaluationSamples.best(
      for: checkpoint, settings: EvaluationSettings(sampleCount: 70, seed: 5))
    let points = try MapPoints(checkpoint: checkpoint, samples: samples, team: WorkerTeam(count: 1))
    #expect(points.label == "70 simulated (Latin hypercube), seed 5")
    for row in [0, 31, 32, 69] {
      let mean = checkpoint.model.encode(samples.sample(row)).mean
      for latent in 0..<4 {
        #expect(abs(mean.elements[latent] - points.features[row, latent]) < 1e-4, "sample \(row)")
      }
    }
  }

  @Test("samples of another shape, or given up, are an error of one line")
  func faults() throws {
    let checkpoint = try TestModel.checkpoint()
    let samples = try EvaluationSamples.best(
      for: checkpoint, settings: EvaluationSettings(sampleCount: 40, seed: 5))
    #expect(throws: MapError.cancelled) {
      try MapPoints(checkpoint: checkpoint, samples: samples, isCancelled: { true })
    }
    var values = TestModel.blank
    values[0] = .nan
    var data = checkpoint.data
    data.name = "a stranger's"
    let dataset = Dataset(
      description: data,
      samples: Tensor(shape: [2] + checkpoint.data.shape, elements: values),
      factors: Tensor(repeating: 0, shape: [2, 5]))
    let error = #expect(throws: MapError.self) { try points(checkpoint, dataset) }
    #expect(error?.description.contains("sample 0: expected values that are finite") ?? false)
  }
}

extension TestModel {
  /// The elements of two samples of nothing.
  fileprivate static var blank: [Float] {
    Array(repeating: 0, count: 2 * GalaxySettings().description.shape.reduce(1, *))
  }
}
