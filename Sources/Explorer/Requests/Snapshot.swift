/// A picture in sRGB, one byte per channel.
public struct SnapshotPicture: Sendable, Equatable {
  /// The number of columns.
  public var width: Int
  /// The number of rows.
  public var height: Int
  /// Red, green and blue of every pixel, row by row from the top left.
  public var pixels: [UInt8]

  /// Creates a picture; `pixels` holds three bytes for every pixel.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(
      pixels.count == width * height * 3, "SnapshotPicture: \(pixels.count) for \(width)x\(height)")
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}

/// Everything needed to make the picture of a snapshot again.
public struct SnapshotRecord: Codable, Sendable, Equatable {
  /// A quantity of the decoded sample.
  public struct Quantity: Codable, Sendable, Equatable {
    /// The name.
    public var name: String
    /// The value; absent where it could not be measured.
    public var value: Double?
    /// The unit.
    public var unit: String
  }

  /// The model's file.
  public var model: String
  /// The value of every latent, by index.
  public var latents: [Float]
  /// The sample that the sliders started from, in words.
  public var source: String
  /// The seed of random draws.
  public var seed: UInt64
  /// The number of draws taken from the seed.
  public var draws: Int
  /// The map from elements to brightness.
  public var stretch: String
  /// The darkest and the brightest element shown.
  public var limits: [Float]
  /// The colours.
  public var colorMap: String
  /// What was measured from the decoded sample.
  public var quantities: [Quantity]
}

/// A picture and a record to be written side by side as PNG and JSON.
public struct Snapshot: Sendable, Equatable {
  /// The name of both files without extension; the engine adds a number where it is taken.
  public var stem: String
  /// The decoded sample with the stretch and colours on screen.
  public var picture: SnapshotPicture
  /// What the picture shows.
  public var record: SnapshotRecord
}
