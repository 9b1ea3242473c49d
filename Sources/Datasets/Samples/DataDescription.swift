/// A known physical parameter behind every sample of a data set.
package struct Factor: Codable, Sendable, Equatable {
  /// The name, as in the file.
  package var name: String
  /// The unit; empty for a pure number.
  package var unit: String
  /// The smallest value that was drawn.
  package var lower: Double
  /// The largest value that was drawn.
  package var upper: Double

  /// Creates a factor with the range that it was drawn from.
  package init(name: String, unit: String, lower: Double, upper: Double) {
    self.name = name
    self.unit = unit
    self.lower = lower
    self.upper = upper
  }

  /// Reads a factor, whose range must be valid.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    unit = try container.decode(String.self, forKey: .unit)
    lower = try container.decode(.lower, expecting: "a finite number") { $0.isFinite }
    let lowest = lower
    upper = try container.decode(.upper, expecting: "a finite number from \(lowest), its lower") {
      $0.isFinite && $0 >= lowest
    }
  }
}

/// What the samples of a data set are.
package struct DataDescription: Codable, Sendable, Equatable {
  /// The data set's name, for example `galaxies`.
  package var name: String
  /// What a sample is.
  package var kind: SampleKind
  /// The shape of one sample, `[height, width, channels]`.
  package var shape: [Int]
  /// The unit of a sample's elements, for example `counts`.
  package var unit: String
  /// The factors, in the order of the columns of the file.
  package var factors: [Factor]
  /// Other settings of the generator, for example `pixelScale` in arcsec.
  package var settings: [String: String]
  /// What the elements of features and classes are, in their order; empty where nothing is known of them.
  package var features: [Feature]
  /// What is to be measured from a sample beside its elements.
  package var quantities: [QuantityFamily]
  /// The values of a channel that is dark and of one that is fully lit, in pictures in colour; `nil` where that is not known.
  package var range: ClosedRange<Float>?

  /// Creates a description.
  package init(
    name: String, kind: SampleKind, shape: [Int], unit: String, factors: [Factor],
    settings: [String: String] = [:], features: [Feature] = [],
    quantities: [QuantityFamily] = [], range: ClosedRange<Float>? = nil
  ) {
    self.name = name
    self.kind = kind
    self.shape = shape
    self.unit = unit
    self.factors = factors
    self.settings = settings
    self.features = features
    self.quantities = quantities
    self.range = range
  }

  private enum CodingKeys: String, CodingKey {
    case name, kind, shape, unit, factors, settings, features, quantities, range
  }

  /// Describes samples of which nothing but the shape is known: a curve where there is one row, else a picture.
  ///
  /// - Parameter shape: `[height, width, channels]`.
  package init(ofSamples shape: [Int]) {
    self.init(
      name: "samples", kind: SampleKind.curve.has(shape: shape) ? .curve : .image, shape: shape,
      unit: "", factors: [])
  }

  /// Reads a description, whose shape must be that of its kind.
  ///
  /// `features`, `quantities` and `range` are younger than the format: of a description without `quantities` the
  /// generator's name tells what is measured.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    let kind = try container.decode(SampleKind.self, forKey: .kind)
    self.kind = kind
    shape = try container.decode(.shape, expecting: "\(kind.shape) for the kind \(kind)") {
      kind.has(shape: $0)
    }
    unit = try container.decode(String.self, forKey: .unit)
    factors = try container.decode([Factor].self, forKey: .factors)
    let settings = try container.decode([String: String].self, forKey: .settings)
    self.settings = settings
    let count = kind.hasNamedElements ? shape[1] : 0
    features =
      try container.decodeIfPresent(.features, expecting: Self.expectedFeatures(count)) {
        $0.isEmpty || $0.count == count
      } ?? []
    quantities =
      try container.decodeIfPresent([QuantityFamily].self, forKey: .quantities)
      ?? QuantityFamily.families(ofGenerator: name, settings: settings)
    let ends: [Float]? = try container.decodeIfPresent(
      .range, expecting: "two increasing finite numbers"
    ) { $0.count == 2 && $0.allSatisfy(\.isFinite) && $0[0] < $0[1] }
    range = ends.map { $0[0]...$0[1] }
  }

  private static func expectedFeatures(_ count: Int) -> String {
    count == 0
      ? "none, because elements of this kind have no names"
      : "none or \(count), one for each element"
  }

  /// Writes a description; what is younger than the format only where there is something to say.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(kind, forKey: .kind)
    try container.encode(shape, forKey: .shape)
    try container.encode(unit, forKey: .unit)
    try container.encode(factors, forKey: .factors)
    try container.encode(settings, forKey: .settings)
    if !features.isEmpty { try container.encode(features, forKey: .features) }
    let implied = QuantityFamily.families(ofGenerator: name, settings: settings)
    if !quantities.isEmpty || !implied.isEmpty {
      try container.encode(quantities, forKey: .quantities)
    }
    if let range { try container.encode([range.lowerBound, range.upperBound], forKey: .range) }
  }
}

extension DataDescription {
  /// Whether elements are numbers of events whose noise is that of counting.
  package var holdsCounts: Bool { kind == .image && unit == "counts" }

  /// Whether samples are pictures of three channels: red, green and blue.
  package var isInColor: Bool { kind == .image && shape.last == 3 }

  /// The names of the elements of features and classes; numbers where nothing is known of them.
  package var elementNames: [String] {
    guard features.isEmpty else { return features.map(\.name) }
    return (0..<shape.reduce(1, *)).map { "\(kind == .classes ? "class" : "feature") \($0)" }
  }

  /// The description with the range of colours that the training data had, where it does not say one itself.
  ///
  /// Elements up to 1 are shares, elements up to 255 bytes; others are shown from the least to the largest.
  package func withRange(of transform: PixelTransform) -> DataDescription {
    guard isInColor, range == nil, transform.minimum < transform.maximum else { return self }
    var known = self
    known.range =
      switch (transform.minimum, transform.maximum) {
      case (0..., ...1): 0...1
      case (0..., ...255): 0...255
      default: transform.minimum...transform.maximum
      }
    return known
  }

  /// Whether a description is of the same samples, whatever it says of how they are shown.
  package func describesSamples(of other: DataDescription) -> Bool {
    name == other.name && shape == other.shape && unit == other.unit && factors == other.factors
      && settings == other.settings
  }
}
