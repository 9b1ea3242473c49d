import Datasets
import Tensors
import Testing

/// A small data set of random numbers.
func makeDataset(
  count: Int, shape: [Int] = [3, 4, 2], factorCount: Int = 2, seed: UInt64 = 1
) -> Dataset {
  var random = CounterRandom(seed: seed, stream: .exploration)
  func fill(_ shape: [Int]) -> Tensor {
    Tensor(
      shape: shape,
      elements: (0..<shape.reduce(1, *)).map { _ in Float(random.nextGaussian()) })
  }
  return Dataset(
    description: DataDescription(
      name: "made", kind: .image, shape: shape, unit: "counts",
      factors: (0..<factorCount).map {
        Factor(name: "f\($0)", unit: "arcsec", lower: -1.5, upper: 2.25)
      }, settings: ["pixelScale": "0.2"]),
    samples: fill([count] + shape), factors: fill([count, factorCount]))
}

@Suite("Data set in memory")
struct DatasetTests {
  @Test func samplesComeOutAsTheyWentIn() {
    let dataset = makeDataset(count: 7)
    let all = dataset.samples(0..<7)
    #expect(all.shape == [7, 3, 4, 2])
    #expect(dataset.sample(3).shape == [3, 4, 2])
    #expect(dataset.sample(3).elements == Array(all.row(3)))
    #expect(dataset.samples([6, 0]) == all.rows([6, 0]))
    let copied = Tensor(shape: [24]) { elements in
      elements.baseAddress.map { dataset.copySample(5, into: $0) }
    }
    #expect(copied.elements == Array(all.row(5)))
  }

  @Test(arguments: 1...4, 0..<10)
  func extremesAreThoseOfTheRowsAskedFor(threads: Int, seed: Int) throws {
    let dataset = makeDataset(count: 23, seed: UInt64(seed))
    var random = CounterRandom(seed: UInt64(seed), stream: .split)
    let rows = Array(random.nextPermutation(23).prefix(1 + seed * 2))
    let elements = dataset.samples(rows).elements
    let extremes = try dataset.extremes(over: rows, team: WorkerTeam(count: threads))
    #expect(extremes.lowerBound == elements.min(), "seed \(seed)")
    #expect(extremes.upperBound == elements.max(), "seed \(seed)")
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity], 1...3)
  func aValueThatIsNotFiniteIsNamedByItsPlace(value: Float, threads: Int) throws {
    let whole = makeDataset(count: 9)
    var samples = whole.samples(0..<9)
    samples[4, 2, 3, 1] = value
    samples[7, 0, 0, 0] = value
    let dataset = Dataset(
      description: whole.description, samples: samples, factors: whole.factors)
    let team = WorkerTeam(count: threads)
    let expected =
      "made: sample 4, row 2, column 3, channel 1: expected a finite number, found \(value)"
    for rows in [Array(0..<9), [0, 8]] {
      let error = #expect(throws: DatasetError.self) {
        try dataset.extremes(over: rows, team: team)
      }
      #expect(error?.description == expected)
    }
    let error = #expect(throws: DatasetError.self) { try dataset.check(team: team) }
    #expect(error?.description == expected)
  }

  @Test(
    arguments: [
      (PixelMode.poisson, -1, "a non-negative finite count"),
      (.binary, 1.5, "a number from 0 to 1"),
    ] as [(PixelMode, Float, String)])
  func anElementThatThePixelModeIsNotMadeForIsNamed(
    mode: PixelMode, value: Float, expected: String
  ) throws {
    var samples = Tensor(repeating: 0, shape: [5, 1, 4, 1])
    samples[0, 0, 0, 0] = 1
    samples[3, 0, 2, 0] = value
    let dataset = Dataset(
      description: DataDescription(
        name: "curves", kind: .curve, shape: [1, 4, 1], unit: "", factors: []),
      samples: samples, factors: Tensor(shape: [5, 0], elements: []))
    let error = #expect(throws: DatasetError.self) {
      try PixelTransform.fit(mode: mode, dataset: dataset, rows: [0, 1])
    }
    #expect(
      error?.description == "curves: sample 3, element 2: expected \(expected), found \(value)")
  }

  @Test func aTransformIsFittedToTheTrainingRows() throws {
    let dataset = makeDataset(count: 20)
    let rows = [1, 4, 9]
    let transform = try PixelTransform.fit(mode: .paper, dataset: dataset, rows: rows)
    let elements = dataset.samples(rows).elements
    #expect(transform.minimum == elements.min() && transform.maximum == elements.max())
    let constant = Dataset(
      description: dataset.description, samples: Tensor(repeating: 2, shape: [20, 3, 4, 2]),
      factors: dataset.factors)
    #expect(throws: DatasetError.self) {
      try PixelTransform.fit(mode: .paper, dataset: constant, rows: rows)
    }
  }
}

@Suite("Split of a data set")
struct DatasetSplitTests {
  @Test(arguments: [1, 2, 3, 9, 10, 1000], 0..<5 as Range<UInt64>)
  func everySampleIsInOnePart(count: Int, seed: UInt64) {
    let split = DatasetSplit(count: count, seed: seed)
    #expect((split.training + split.validation + split.test).sorted() == Array(0..<count))
    #expect(!split.training.isEmpty)
    #expect(split == DatasetSplit(count: count, seed: seed))
  }

  @Test func thePublishedSharesGiveThePublishedTrainingSet() {
    let split = DatasetSplit(count: 16_384, seed: 1)
    #expect(
      [split.training.count, split.validation.count, split.test.count] == [11_468, 3276, 1640])
    #expect(split != DatasetSplit(count: 16_384, seed: 2))
  }
}
