/// A picture in an event file, left where it is until somebody looks.
package struct RunImage: Sendable, Equatable {
  /// The step.
  package var step: Int
  /// The wall time in unix seconds.
  package var time: Double
  /// The columns, as the log says.
  package var width: Int
  /// The rows, as the log says.
  package var height: Int
  /// The file.
  package var file: String
  /// Where the encoded picture is in the file.
  package var bytes: Range<Int>
}

/// The pictures of one name, oldest first; when there are many, every second was left out, the newest never.
package struct RunImageSeries: Sendable, Equatable {
  /// The most pictures listed.
  package static let limit = 256

  /// The pictures.
  package private(set) var images: [RunImage] = []
  /// All pictures ever seen.
  package private(set) var count = 0
  private var stride = 1

  mutating func append(_ image: RunImage) {
    // The newest is always listed; it stays when its turn has come.
    if count > 0, (count - 1) % stride != 0 { images.removeLast() }
    if images.count == Self.limit {
      images = images.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      stride *= 2
    }
    images.append(image)
    count += 1
  }
}
