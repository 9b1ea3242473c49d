extension SampleAxes {
  /// The axes of samples as their extents suggest them.
  ///
  /// - Parameters:
  ///   - extents: The extents of one sample, without the batch.
  ///   - channelsFirst: Whether the writer puts the channels of pictures first.
  /// - Returns: The axes, and what was assumed in words; `nil` where a sample has no or too many axes.
  static func guess(
    _ extents: [Int], channelsFirst: Bool
  ) -> (axes: SampleAxes, note: String?)? {
    switch extents.count {
    case 3: (threeAxes(extents), nil)
    case 2: (.plane, nil)
    case 1: flat(extents[0], channelsFirst: channelsFirst)
    default: nil
    }
  }

  private static func threeAxes(_ extents: [Int]) -> SampleAxes {
    let isFirst = (1...4).contains(extents[0])
    let isLast = (1...4).contains(extents[2])
    if isFirst != isLast { return isFirst ? .channelsFirst : .channelsLast }
    return extents[2] < min(extents[0], extents[1]) ? .channelsLast : .channelsFirst
  }

  /// Sizes of pictures that people write in a row: side and channels.
  private static let pictures = [
    784: (28, 1), 1024: (32, 1), 4096: (64, 1), 3072: (32, 3), 12288: (64, 3),
  ]

  private static func flat(
    _ count: Int, channelsFirst: Bool
  ) -> (axes: SampleAxes, note: String?) {
    if let (side, channels) = pictures[count] {
      let order =
        channels == 1 ? "" : channelsFirst ? ", one channel after the other" : ", channels last"
      return (
        .flat(shape: [side, side, channels], channelsFirst: channelsFirst),
        "the \(count) numbers of a sample are taken for a picture of \(side)x\(side) pixels in "
          + "\(channels == 1 ? "one channel" : "\(channels) channels")\(order)"
      )
    }
    let side = Int(Double(count).squareRoot())
    guard side >= 8, side * side == count else { return (.vector, nil) }
    return (
      .vector,
      "the \(count) numbers of a sample are taken for a vector; they could be a picture of \(side)x\(side)"
    )
  }
}
