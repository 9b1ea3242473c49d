import Datasets
import Simulations
import Testing

@Suite("Settings of the galaxies")
struct GalaxySettingsTests {
  @Test func everySettingReadsItsOwnText() throws {
    let changes = [
      "count": "2000", "seed": "18446744073709551615", "noise": "false",
      "point_spread": "moffat:3.5", "stamp_size": "32", "flux": "100.0...2000.0",
      "radius": "0.2...0.4", "g1": "-0.1...0.0", "g2": "0.0...0.3", "psf": "0.3...0.3",
    ]
    #expect(Set(changes.keys) == Set(GalaxySettings.keys))
    var settings = GalaxySettings()
    for (key, value) in changes {
      try settings.set(key: key, value: value)
      #expect(settings.value(of: key) == value)
    }
    #expect(settings.count == 2000 && settings.stampSize == 32 && !settings.noise)
    #expect(settings.ranges.psf == 0.3...0.3)
    #expect(settings.pointSpread == .moffat(beta: 3.5))
  }

  @Test(arguments: [
    ("count", "0"), ("count", "-3"), ("count", "many"), ("count", "1e3"), ("seed", "-1"),
    ("noise", "yes"), ("point_spread", "airy"), ("stamp_size", "34"), ("flux", "3"),
    ("flux", "1...nan"), ("radius", "0...1"), ("radius", "2...1"), ("g1", "-1...1"),
    ("psf", "0.1...0.4"), ("psf", ""),
  ])
  func aBadValueChangesNothing(key: String, value: String) {
    var settings = GalaxySettings()
    let error = #expect(throws: DatasetError.self) { try settings.set(key: key, value: value) }
    #expect(error?.description.hasPrefix("galaxies: setting \(key): expected ") == true)
    #expect(settings == GalaxySettings())
  }

  @Test func anUnknownKeyListsTheKnownOnes() {
    var settings = GalaxySettings()
    let error = #expect(throws: DatasetError.self) { try settings.set(key: "hue", value: "1") }
    for key in GalaxySettings.keys { #expect(error?.description.contains(key) == true) }
    let unknown = #expect(throws: DatasetError.self) { try DatasetGenerators.named("stars") }
    #expect(unknown?.description.contains("galaxies") == true)
  }

  @Test func rangesThatCannotBeDrawnAreRefused() throws {
    var settings = GalaxySettings()
    try settings.set(key: "radius", value: "0.1...3")
    let error = #expect(throws: DatasetError.self) { try settings.validate() }
    #expect(error?.description.contains("radius 3.0") == true)
    #expect(throws: DatasetError.self) { try settings.makeSimulator() }
    #expect(throws: Never.self) { try GalaxySettings().validate() }
  }

  @Test func theDescriptionNamesFactorsUnitsAndConstants() {
    let description = GalaxySettings().description
    #expect(description.factors.map(\.name) == ["flux", "radius", "g1", "g2", "psf"])
    #expect(description.factors.map(\.unit) == ["counts", "arcsec", "", "", "arcsec"])
    #expect(description.shape == [33, 33, 1])
    #expect(description.settings["pixelScale"] == "0.2")
    #expect(GalaxySettings().count == 160_000)
  }

  @Test func everyGeneratorHasANameOfItsOwn() {
    #expect(Set(DatasetGenerators.names).count == DatasetGenerators.all.count)
  }
}
