/// The shape that a decoded thing has for its user.
public enum SampleKind: String, Codable, Sendable {
  /// A picture, `[height, width, channels]`.
  case image
  /// A matrix whose rows and columns are objects, `[rows, columns, 1]`.
  case matrix
  /// A curve over an ordered axis, `[1, points, 1]`.
  case curve
}

/// A known physical parameter behind every sample of a data set.
public struct Factor: Codable, Sendable, Equatable {
  /// The name, as in the file.
  public var name: String
  /// The unit; empty for a pure number.
  public var unit: String
  /// The smallest value that was drawn.
  public var lower: Double
  /// The largest value that was drawn.
  public var upper: Double

  /// Creates a factor with the range that it was drawn from.
  public init(name: String, unit: String, lower: Double, upper: Double) {
    self.name = name
    self.unit = unit
    self.lower = lower
    self.upper = upper
  }
}

/// What the samples of a data set are.
public struct DataDescription: Codable, Sendable, Equatable {
  /// The data set's name, for example `galaxies`.
  public var name: String
  /// What a sample is.
  public var kind: SampleKind
  /// The shape of one sample, `[height, width, channels]`.
  public var shape: [Int]
  /// The unit of a sample's elements, for example `counts`.
  public var unit: String
  /// The factors, in the order of the columns of the file.
  public var factors: [Factor]
  /// Whatever else the generator fixed, for example `pixelScale` in arcsec.
  public var settings: [String: String]

  /// Creates a description.
  public init(
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
}
