/// An image in sRGB, one byte per channel.
package struct SnapshotPicture: Sendable, Equatable {
  /// The number of columns.
  package var width: Int
  /// The number of rows.
  package var height: Int
  /// Red, green and blue of every pixel, row by row from the top left.
  package var pixels: [UInt8]

  /// Creates an image; `pixels` holds three bytes for every pixel.
  package init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(
      pixels.count == width * height * 3, "SnapshotPicture: \(pixels.count) for \(width)x\(height)")
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}

/// Everything needed to reproduce the image of a snapshot.
package struct SnapshotRecord: Codable, Sendable, Equatable {
  /// A quantity of the decoded sample.
  package struct Quantity: Codable, Sendable, Equatable {
    /// The name.
    package var name: String
    /// The value; absent where it could not be measured.
    package var value: Double?
    /// The unit.
    package var unit: String
  }

  /// The model's file.
  package var model: String
  /// The value of every latent, by index.
  package var latents: [Float]
  /// The sample that the sliders started from, in words.
  package var source: String
  /// The seed of random draws.
  package var seed: UInt64
  /// The number of draws taken from the seed.
  package var draws: Int
  /// The map from elements to brightness.
  package var stretch: String
  /// The darkest and the brightest element shown.
  package var limits: [Float]
  /// The colour map.
  package var colorMap: String
  /// The quantities measured from the decoded sample.
  package var quantities: [Quantity]
  /// The named elements of the decoded sample; absent where elements have only positions.
  package var elements: [Quantity]?
}

/// A picture and a record to be written side by side as PNG and JSON.
package struct Snapshot: FileRequest {
  /// The name of both files without extension; the engine adds a number where it is taken.
  package var stem: String
  /// The decoded sample with the current stretch and colour map.
  package var picture: SnapshotPicture
  /// The record of the image.
  package var record: SnapshotRecord

  /// Writing a snapshot.
  package static let kind = RequestKind("snapshot")
}
