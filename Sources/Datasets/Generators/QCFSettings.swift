package import Simulations

/// The data set of the toy problem of quantum correlation functions: events of a mixture of two Beta
/// distributions, measured by a detector.
package struct QCFSettings: DatasetGenerator, Codable, Equatable {
  /// The number of samples.
  package var count = 25_000
  /// The seed of the exponents and of the events.
  package var seed: UInt64 = 7
  /// Whether the samples are drawn events or their expectation.
  package var noise = true
  /// The events of a sample.
  package var events = 1000
  /// The mixture of the two distributions.
  package var crossSection = CrossSection.sigma1
  /// The form of the detector's smearing.
  package var detector = QCFDetector.Form.centred
  /// The variance of the detector in units of the squared true value; 0 is no smearing.
  package var detectorVariance = 0.1
  /// How the events become a sample.
  package var representation = QCFRepresentation.sorted
  /// The ranges of the exponents.
  package var ranges = QCFRanges()

  /// Creates the settings of the default data set.
  package init() {}

  /// The name of the data set.
  package static let name = "qcf"

  /// The numbers of events of a sample.
  private static let eventCounts = 1...65_536

  private static let limits = QCFParameters.exponents

  /// Everything that can be changed; the settings of the factors have the factors' names.
  package static let settings: [GeneratorSetting<QCFSettings>] = [
    .integer(
      "count", \.count, 1...100_000_000,
      "samples, each with its own exponents, independent and uniform"),
    .integer(
      "seed", \.seed, 0...UInt64.max,
      "of the exponents and of the events"),
    .flag(
      "noise", \.noise,
      "random events, or with `false` their expectations: the quantiles at (i + 1/2) / n for sorted "
        + "events, the mean of an event for unsorted ones, expected counts for a histogram"),
    .integer(
      "events", \.events, eventCounts,
      "events in a sample"),
    .choice(
      "cross_section", \.crossSection, abbreviations: ["1": .sigma1, "2": .sigma2],
      "`sigma1` (or 1), 4/5 up and 1/5 down, or `sigma2` (or 2), the other way round"),
    .choice(
      "detector", \.detector,
      "what the detector measures: `centred`, a normal variate with mean `x`; `literal`, one with mean "
        + "0, so that only its spread depends on `x`; `none`, `x` itself"),
    GeneratorSetting(
      "detector_variance", "its variance in units of `x^2`, 1e-4 to 100, or 0 for `none`",
      \.detectorVariance,
      expected: "0 or a number from \(QCFDetector.variances.lowerBound) "
        + "to \(QCFDetector.variances.upperBound)",
      parse: { text in
        Double(text).flatMap { $0 == 0 || QCFDetector.variances.contains($0) ? $0 : nil }
      },
      print: { "\($0)" }),
    .choice(
      "representation", \.representation,
      "`sorted`, smallest first, the empirical quantile curve; `unsorted`; `histogram`, event counts "
        + "in 64 bins over the range of the detector"),
    .range(
      "a_u", \.ranges.upPower, within: limits,
      "exponent of `x` of up, -0.95 to 50"),
    .range(
      "b_u", \.ranges.upComplementPower, within: limits,
      "exponent of `1 - x` of up"),
    .range(
      "a_d", \.ranges.downPower, within: limits,
      "exponent of `x` of down"),
    .range(
      "b_d", \.ranges.downComplementPower, within: limits,
      "exponent of `1 - x` of down"),
  ]

  /// Independent and uniform exponents.
  package var design: String { "uniform exponents" }

  /// What the samples are: values of events or their numbers, with the four exponents as factors.
  package var description: DataDescription {
    DataDescription(
      name: Self.name, kind: .curve, shape: model.sampleShape,
      unit: representation == .histogram ? "events" : "",
      factors: zip(["a_u", "b_u", "a_d", "b_d"], ranges.all).map { name, range in
        Factor(name: name, unit: "", lower: range.lowerBound, upper: range.upperBound)
      },
      settings: [
        "seed": "\(seed)", "noise": "\(noise)", "events": "\(events)",
        "crossSection": crossSection.rawValue, "detector": model.detector.form.rawValue,
        "detectorVariance": "\(model.detector.variance)",
        "representation": representation.rawValue,
      ])
  }

  /// The model that turns exponents into a sample.
  var model: QCFModel {
    QCFModel(
      crossSection: crossSection, detector: QCFDetector(detector, variance: detectorVariance),
      representation: representation, eventCount: events)
  }

  /// The settings that made a data set with this description.
  ///
  /// - Parameter description: A description with the keys and names of ``description``.
  /// - Returns: The settings; `nil` when a value is not one that ``description`` writes.
  package static func settings(for description: DataDescription) -> QCFSettings? {
    guard var settings = sampling(of: description) else { return nil }
    let ranges = description.factors.map { ($0.name, "\($0.lower)...\($0.upper)") }
    for (key, value) in ranges + [("seed", description.settings["seed"] ?? "")] {
      guard (try? settings.set(key: key, value: value)) != nil else { return nil }
    }
    return settings
  }

  /// The source that simulates single samples of a data set with this description.
  ///
  /// - Parameter description: A description with the keys and names of ``description``.
  /// - Returns: The source; `nil` when a value is not one that ``description`` writes.
  package static func referenceSource(for description: DataDescription) -> (any ReferenceSource)? {
    sampling(of: description).map { QCFReference(model: $0.model, hasNoise: $0.noise) }
  }

  /// The settings that determine a single sample, with the default ranges.
  private static func sampling(of description: DataDescription) -> QCFSettings? {
    var settings = QCFSettings()
    for (key, name) in keysByDescription {
      guard let value = description.settings[name],
        (try? settings.set(key: key, value: value)) != nil
      else { return nil }
    }
    return settings
  }

  /// The keys of the settings that determine a sample, with their names in a description.
  private static let keysByDescription = [
    "noise": "noise", "events": "events", "cross_section": "crossSection",
    "detector": "detector", "detector_variance": "detectorVariance",
    "representation": "representation",
  ]

  /// All settings fit together.
  package func validate() throws(DatasetError) {}

  /// Makes a simulator of ``count`` samples.
  ///
  /// - Returns: The simulator.
  package func makeSimulator() throws(DatasetError) -> QCFSimulator {
    QCFSimulator(count: count, seed: seed, ranges: ranges, model: model, hasNoise: noise)
  }
}
