/// An image in an event file, loaded on demand.
package struct RunImage: Sendable, Equatable {
  /// The step.
  package var step: Int
  /// The wall time in unix seconds.
  package var time: Double
  /// The columns, as given in the log.
  package var width: Int
  /// The rows, as given in the log.
  package var height: Int
  /// The file.
  package var file: String
  /// The range of the encoded image in the file.
  package var bytes: Range<Int>
}

/// The images of one name, oldest first; when there are many, every second one is left out, but never the newest.
package struct RunImageSeries: Sendable, Equatable {
  /// The most pictures listed.
  package static let limit = 256

  /// The pictures.
  package private(set) var images: [RunImage] = []
  /// All pictures ever seen.
  package private(set) var count = 0
  private var stride = 1

  mutating func append(_ image: RunImage) {
    // The newest is always listed; it stays when the stride reaches it.
    if count > 0, (count - 1) % stride != 0 { images.removeLast() }
    if images.count == Self.limit {
      images = images.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      stride *= 2
    }
    images.append(image)
    count += 1
  }
}
