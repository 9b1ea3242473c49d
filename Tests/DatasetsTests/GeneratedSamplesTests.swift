import Datasets
import Simulations
import Tensors
import TestSupport
import Testing

@Suite("Samples made a few at a time, and settings read back")
struct GeneratedSamplesTests {
  @Test(arguments: DatasetGenerators.names) func runsAreTheWholeSet(name: String) throws {
    var settings = try DatasetGenerators.named(name)
    if name == "fluid" { try settings.set(key: "sweeps", value: "5") }
    settings.count = 21
    let whole = try settings.generate(team: WorkerTeam(count: 1))
    let samples = try settings.makeSamples()
    #expect(samples.count == 21 && samples.description == settings.description)
    #expect(samples.factors == whole.factors)
    for range in [0..<21, 3..<8, 20..<21, 9..<9] {
      #expect(samples.samples(range) == whole.samples(Array(range)), "\(range)")
    }
  }

  @Test(arguments: [
    ("fluid", [("gamma", "0.25,0.55"), ("potential", "fake"), ("seed", "9"), ("hole", "6")]),
    ("fluid", [("representation", "coordinates"), ("box", "6.0"), ("noise", "false")]),
    ("galaxies", [("psf", "0.3...0.5"), ("noise", "false"), ("stamp_size", "32")]),
    ("galaxies", [("point_spread", "moffat:3.0"), ("seed", "11")]),
    ("qcf", [("cross_section", "sigma2"), ("a_u", "1.0...2.0"), ("events", "12")]),
    ("qcf", [("detector_variance", "0.0"), ("representation", "histogram"), ("seed", "3")]),
  ])
  func theSettingsOfADescriptionMakeItAgain(
    name: String, changes: [(String, String)]
  ) throws {
    var settings = try DatasetGenerators.named(name)
    for (key, value) in changes { try settings.set(key: key, value: value) }
    let found = try #require(DatasetGenerators.settings(for: settings.description))
    #expect(found.description == settings.description)
    for (key, value) in changes { #expect(found.value(of: key) == value, "\(key)") }
  }

  @Test func strangersHaveNoSettings() throws {
    for generator in DatasetGenerators.all {
      var description = generator.init().description
      description.settings["seed"] = "none"
      #expect(DatasetGenerators.settings(for: description) == nil, "\(generator.name)")
      description = generator.init().description
      description.name = "photographs"
      #expect(DatasetGenerators.settings(for: description) == nil)
      description = generator.init().description
      description.shape = [3, 3, 1]
      #expect(DatasetGenerators.settings(for: description) == nil, "\(generator.name)")
    }
  }
}
