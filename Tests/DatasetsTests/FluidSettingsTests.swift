import Datasets
import Simulations
import Tensors
import Testing

@Suite("Settings of the fluid")
struct FluidSettingsTests {
  @Test func everySettingReadsItsOwnText() throws {
    let changes = [
      "count": "20", "seed": "5", "noise": "false", "gamma": "0.25,0.55", "particles": "12",
      "box": "6.0", "temperature": "0.5", "step": "0.3", "sweeps": "10", "potential": "fake",
      "order": "corner", "representation": "occupancy", "cells": "16", "disturbance": "corrupted",
      "corrupted_particles": "2", "amplitude": "2.0", "ordered_after": "false", "hole": "6",
    ]
    #expect(Set(changes.keys) == Set(FluidSettings.keys))
    var settings = FluidSettings()
    for (key, value) in changes {
      try settings.set(key: key, value: value)
      #expect(settings.value(of: key) == value)
    }
    let simulator = try settings.makeSimulator()
    #expect(simulator.count == 20 && !simulator.hasNoise && simulator.sampleShape == [16, 16, 1])
    #expect(simulator.gravities == [0.25, 0.55])
    #expect(simulator.sampling.model.potential == .longRanged)
    try settings.set(key: "gamma", value: " 0.1, 2 ")
    #expect(settings.gravities == [0.1, 2])
  }

  @Test(arguments: [
    ("gamma", ""), ("gamma", "0.1,"), ("gamma", "nan"), ("gamma", "1e9"), ("gamma", "0.1;0.4"),
    ("particles", "0"), ("box", "0"), ("temperature", "0"), ("temperature", "inf"),
    ("step", "-1"), ("sweeps", "-1"), ("potential", "coulomb"), ("order", "z"),
    ("representation", "graph"), ("cells", "0"), ("disturbance", "some"), ("amplitude", "-0.1"),
    ("hole", "0"),
  ])
  func aBadValueChangesNothing(key: String, value: String) {
    var settings = FluidSettings()
    let error = #expect(throws: DatasetError.self) { try settings.set(key: key, value: value) }
    #expect(error?.description.hasPrefix("fluid: setting \(key): expected ") == true)
    #expect(settings == FluidSettings())
  }

  @Test func settingsThatContradictOneAnotherAreRefused() throws {
    var settings = FluidSettings()
    settings.sampling.model.particleCount = 3
    settings.sampling.disturbance.form = .corrupted
    #expect(
      throws: DatasetError.unusableSettings(
        generator: "fluid", reason: "4 corrupted particles of 3")
    ) { try settings.validate() }
    settings.sampling.disturbance.form = .missing
    #expect(throws: DatasetError.self) { try settings.validate() }
    settings.sampling.disturbance.holeSize = 3
    #expect(throws: Never.self) { try settings.validate() }
    settings.sampling.representation = .coordinates
    #expect(throws: DatasetError.self) { try settings.makeSimulator() }
  }

  @Test func theDescriptionSaysWhatTheSamplesAre() throws {
    var settings = FluidSettings()
    let description = settings.description
    #expect(description.kind == .matrix && description.shape == [30, 30, 1])
    #expect(description.unit == "sigma")
    #expect(
      description.factors == [Factor(name: "gamma", unit: "epsilon/sigma", lower: 0.1, upper: 1)])
    settings.sampling.order = .height
    #expect(settings.description != description, "another order is another data set")
    settings.sampling.order = .horizontal
    settings.gravities = [0.1, 0.3, 1]
    #expect(settings.description != description, "so are other gravities between the same ends")
  }

  @Test func theFileHoldsSamplesAndFactorsOfEqualRows() throws {
    var settings = FluidSettings()
    settings.count = 9
    settings.sampling.model.sweepCount = 5
    let dataset = try settings.generate()
    let simulator = try settings.makeSimulator()
    #expect(dataset.count == 9 && dataset.samples(0..<9) == simulator.samples(0..<9))
    #expect(dataset.factors.elements == [0.1, 0.4, 0.7, 1, 0.1, 0.4, 0.7, 1, 0.1])
  }
}
