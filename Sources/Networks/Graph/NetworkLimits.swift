/// Bounds on the size of a network, far above any real one, so that a damaged or hostile file cannot make
/// sizes overflow or request absurd amounts of memory.
enum NetworkLimits {
  /// The largest channel count, kernel, stride, padding or side of an image.
  static let extent = 1 << 16
  /// The most elements in one sample of one value.
  static let sampleCount = 1 << 26
  /// The most weights of a dense layer, so low that the sum over any network that fits in a file fits an
  /// `Int`.
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

  /// The sizes that ``allows(_:)`` accepts, in words.
  static let allowedShapes = "1 to \(sampleCount) elements"

  /// Checks that a setting of a layer is in its range.
  static func check(
    _ value: Int, _ setting: String, in range: ClosedRange<Int> = 1...extent, layer: String
  ) throws(NetworkError) {
    guard range.contains(value) else {
      throw .settingMismatch(layer: layer, setting: setting, expected: range, found: value)
    }
  }
}
