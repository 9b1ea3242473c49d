import Datasets
import Simulations
import Tensors
import Testing

@Suite("Simulators behind data sets")
struct ReferenceSimulatorTests {
  private static let generators: [any DatasetGenerator] = DatasetGenerators.all.map { type in
    var generator = type.init()
    generator.count = 4
    return generator
  }

  /// The description alone is enough to make the data set again: the noiseless samples bit for bit.
  @Test(arguments: generators.indices) func theDescriptionIsEnough(index: Int) throws {
    var generator = Self.generators[index]
    let noisy = try generator.generate()
    let simulator = try #require(ReferenceSimulator(generator.description))
    let factors = (0..<4).map { noisy.factors.row($0).map(Double.init) }
    // Single precision of the stored factors changes the last digits of a sample.
    try generator.set(key: "noise", value: "false")
    let noiseless = try generator.generate()
    #expect(simulator.sampleShape == noisy.sampleShape)
    for row in 0..<4 {
      let sample = try #require(simulator.sample(factors: factors[row]))
      let expected = noiseless.sample(row)
      let scale = expected.elements.reduce(0) { max($0, abs($1)) }
      #expect(
        zip(sample.elements, expected.elements).allSatisfy { abs($0 - $1) < 1e-4 * scale })
    }
    #expect(
      ReferenceSimulator(generator.description)?.noisySamples(factors: factors, seed: 1)
        == Tensor(
          shape: [4] + simulator.sampleShape,
          elements: factors.flatMap { simulator.sample(factors: $0)?.elements ?? [] }))
  }

  @Test(arguments: generators.indices) func noiseIsFreshAndIndependentOfThreads(index: Int) throws {
    let generator = Self.generators[index]
    let simulator = try #require(ReferenceSimulator(generator.description))
    let middle = generator.description.factors.map { ($0.lower + $0.upper) / 2 }
    let rows = Array(repeating: middle, count: 64)
    let samples = try #require(
      simulator.noisySamples(factors: rows, seed: 3, team: WorkerTeam(count: 1)))
    #expect(samples == simulator.noisySamples(factors: rows, seed: 3, team: WorkerTeam(count: 3)))
    #expect(samples != simulator.noisySamples(factors: rows, seed: 4))
    #expect(samples.row(0) != samples.row(1))
    // The samples scatter around the noiseless one: its total is the mean of their totals.
    let totals = (0..<64).map { Double(samples.row($0).reduce(0, +)) }
    let mean = totals.reduce(0, +) / 64
    let deviation = (totals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 63).squareRoot()
    let expected = Double(try #require(simulator.sample(factors: middle)).elements.reduce(0, +))
    #expect(deviation > 0 && abs(mean - expected) < 5 * deviation / 8, "\(mean), \(expected)")
  }

  @Test(arguments: generators.indices) func whatCannotBeSimulatedIsNil(index: Int) throws {
    let description = Self.generators[index].description
    let simulator = try #require(ReferenceSimulator(description))
    let lower = description.factors.map(\.lower)
    for place in lower.indices {
      for value in [Double.nan, .infinity, -.infinity, -1e9, 1e300] {
        var factors = lower
        factors[place] = value
        // A flux may be as large as anybody likes.
        guard value != 1e300 || description.factors[place].name != "flux" else { continue }
        #expect(simulator.sample(factors: factors) == nil, "\(factors)")
        #expect(simulator.noisySamples(factors: [lower, factors], seed: 1) == nil, "\(factors)")
        #expect(simulator.density(factors: factors, at: [0.5]) == nil)
      }
    }
    #expect(simulator.sample(factors: []) == nil)
    #expect(simulator.sample(factors: lower + [1]) == nil)
    #expect(simulator.noisySamples(factors: [], seed: 1)?.shape == [0] + description.shape)
  }

  @Test(arguments: generators.indices) func aStrangersDescriptionIsNil(index: Int) {
    let own = Self.generators[index].description
    var changed = own
    changed.name = "stars"
    #expect(ReferenceSimulator(changed) == nil)
    changed = own
    changed.settings["colour"] = "red"
    #expect(ReferenceSimulator(changed) == nil)
    changed = own
    changed.factors[0].name += "_other"
    #expect(ReferenceSimulator(changed) == nil)
    for shape in [[], [1], [33, 33, 3], [1, 0, 1], [7, 7, 1]] {
      changed = own
      changed.shape = shape
      #expect(ReferenceSimulator(changed) == nil, "\(shape)")
    }
    for key in own.settings.keys {
      changed = own
      changed.settings[key] = nil
      #expect(ReferenceSimulator(changed) == nil, "without \(key)")
      changed.settings[key] = "-1e400 of something"
      if key != "seed" { #expect(ReferenceSimulator(changed) == nil, "another \(key)") }
    }
  }

  @Test func onlyEventsHaveADensity() throws {
    let events = try #require(ReferenceSimulator(QCFSettings().description))
    let factors = [1.0, 2.0, 0.5, 3.0]
    let positions = [-0.5, 0.1, 0.4, 1.5]
    let exact = QCFModel().distribution(QCFParameters(factors: factors))
    #expect(events.density(factors: factors, at: positions) == positions.map(exact.density))
    let galaxies = try #require(ReferenceSimulator(GalaxySettings().description))
    let middle = GalaxySettings().description.factors.map { ($0.lower + $0.upper) / 2 }
    #expect(galaxies.sample(factors: middle) != nil)
    #expect(galaxies.density(factors: middle, at: positions) == nil)
  }
}
