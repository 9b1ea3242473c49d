/// The kind of sample, as shown to the user.
package enum SampleKind: String, Codable, Sendable {
  /// A picture, `[height, width, channels]`.
  case image
  /// A matrix whose rows and columns are objects, `[rows, columns, 1]`.
  case matrix
  /// A curve over an ordered axis, `[1, points, 1]`.
  case curve

  /// The shape of a sample, in words.
  var shape: String {
    switch self {
    case .image: "[height, width, channels]"
    case .matrix: "[rows, columns, 1]"
    case .curve: "[1, points, 1]"
    }
  }

  /// Whether a sample of this kind can have a shape.
  func has(shape: [Int]) -> Bool {
    guard shape.count == 3, shape.allSatisfy({ $0 > 0 }) else { return false }
    return switch self {
    case .image: true
    case .matrix: shape[2] == 1
    case .curve: shape[0] == 1 && shape[2] == 1
    }
  }

  /// The position of an element of a sample, counted from 0, in words.
  func place(of element: Int, shape: [Int]) -> String {
    let (width, channels) = (shape[1], shape[2])
    let (pixel, channel) = (element / channels, element % channels)
    if shape[0] == 1, channels == 1 { return "element \(pixel)" }
    let place = "row \(pixel / width), column \(pixel % width)"
    return channels == 1 ? place : place + ", channel \(channel)"
  }
}

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

  /// Creates a description.
  package init(
    name: String, kind: SampleKind, shape: [Int], unit: String, factors: [Factor],
    settings: [String: String] = [:]
  ) {
    self.name = name
    self.kind = kind
    self.shape = shape
    self.unit = unit
    self.factors = factors
    self.settings = settings
  }

  /// Reads a description, whose shape must be that of its kind.
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
    settings = try container.decode([String: String].self, forKey: .settings)
  }
}
