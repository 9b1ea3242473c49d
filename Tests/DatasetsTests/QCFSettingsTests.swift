import Datasets
import Simulations
import Tensors
import Testing

@Suite("Settings of the events")
struct QCFSettingsTests {
  @Test func everySettingReadsItsOwnText() throws {
    let changes = [
      "count": "200", "seed": "5", "noise": "false", "events": "64", "cross_section": "sigma2",
      "detector": "literal", "detector_variance": "0.5", "representation": "histogram",
      "a_u": "0.0...1.0", "b_u": "1.0...2.0", "a_d": "2.0...2.0", "b_d": "-0.9...50.0",
    ]
    #expect(Set(changes.keys) == Set(QCFSettings.keys))
    var settings = QCFSettings()
    for (key, value) in changes {
      try settings.set(key: key, value: value)
      #expect(settings.value(of: key) == value)
    }
    let simulator = try settings.makeSimulator()
    #expect(simulator.count == 200 && !simulator.hasNoise && simulator.sampleShape == [1, 64, 1])
    #expect(simulator.model.crossSection == .sigma2 && simulator.model.eventCount == 64)
    #expect(simulator.model.detector == QCFDetector(.literal, variance: 0.5))
    #expect(simulator.ranges.downComplementPower == -0.9...50)
    try settings.set(key: "cross_section", value: "1")
    #expect(settings.crossSection == .sigma1)
  }

  @Test(arguments: [
    ("events", "0"), ("events", "65537"), ("cross_section", "sigma3"), ("detector", "perfect"),
    ("detector_variance", "-1"), ("detector_variance", "1e-9"), ("detector_variance", "nan"),
    ("detector_variance", "1e9"), ("representation", "curve"), ("a_u", "-1...0"),
    ("b_d", "0...60"),
  ])
  func aBadValueChangesNothing(key: String, value: String) {
    var settings = QCFSettings()
    let error = #expect(throws: DatasetError.self) { try settings.set(key: key, value: value) }
    #expect(error?.description.hasPrefix("qcf: setting \(key): expected ") == true)
    #expect(settings == QCFSettings())
  }

  @Test func theDescriptionSaysWhatTheSamplesAre() throws {
    var settings = QCFSettings()
    #expect(settings.description.kind == .curve && settings.description.shape == [1, 1000, 1])
    #expect(settings.description.factors.map(\.name) == ["a_u", "b_u", "a_d", "b_d"])
    #expect(settings.description.factors.allSatisfy { $0.lower == -0.5 && $0.upper == 5 })
    // A detector without smearing and one of no variance are the same.
    settings.detectorVariance = 0
    let ideal = settings.description
    settings.detector = .none
    settings.detectorVariance = 0.3
    #expect(settings.description == ideal)
  }

  @Test func theFileHoldsSamplesAndFactorsOfEqualRows() throws {
    var settings = QCFSettings()
    settings.count = 9
    settings.events = 40
    let dataset = try settings.generate()
    let simulator = try settings.makeSimulator()
    #expect(dataset.count == 9 && dataset.samples(0..<9) == simulator.samples(0..<9))
    #expect(
      dataset.factors.row(8).map(Double.init) == simulator.factors(of: 8).map { Double(Float($0)) })
  }
}
