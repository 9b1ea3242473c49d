/// Bounds on what a network may be, far above use, so that a damaged or hostile file cannot make sizes
/// overflow or claim memory that nobody has.
enum NetworkLimits {
  /// The largest channel count, kernel, stride, padding or side of an image.
  static let extent = 1 << 16
  /// The most elements in one sample of one value.
  static let sampleCount = 1 << 26
  /// The most weights of a dense layer, whose sum over any network that can be written down fits an `Int`.
  static let weightCount = 1 << 30

  /// Whether one sample of `shape` is within bounds and not empty.
  static func allows(_ shape: [Int]) -> Bool {
    var count = 1
    for extent in shape {
      guard extent > 0, extent <= sampleCount / count else { return false }
      count *= extent
    }
    return !shape.isEmpty
  }

  /// What ``allows(_:)`` accepts, for people.
  static let allowedShapes = "1 to \(sampleCount) elements"

  /// Makes sure that a setting of a layer is in its range.
  static func check(
    _ value: Int, _ setting: String, in range: ClosedRange<Int> = 1...extent, layer: String
  ) throws(NetworkError) {
    guard range.contains(value) else {
      throw .settingMismatch(layer: layer, setting: setting, expected: range, found: value)
    }
  }
}
