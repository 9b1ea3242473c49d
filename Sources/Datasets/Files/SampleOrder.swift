/// The order of the axes of an array of samples, a letter for each: `n` samples, `h` rows, `w` columns, `c` channels, or `d` the
/// points of a curve, `f` features without an order.
package struct SampleOrder: Sendable, Equatable {
  /// What a text must be, for people.
  package static let expected =
    "an order of axes such as nhw, nhwc, nchw, hwn, nd or nf: n samples, h rows, w columns, c channels, d points, f features"

  /// The letters from the first axis on.
  package let letters: String

  /// Reads an order; `nil` if the text is not one.
  package init?(argument: String) {
    let axes = Set(argument)
    let extents = axes.subtracting("nc")
    guard axes.count == argument.count, axes.contains("n"),
      [Set("hw"), Set("d"), Set("f")].contains(extents)
    else { return nil }
    letters = argument
  }

  private init(_ letters: String) { self.letters = letters }

  /// Where the axes `[samples, height, width, channels]` are in the array; `nil` for one of extent 1 that it lacks.
  var axes: [Int?] {
    [["n"], ["h"], ["w", "d", "f"], ["c"]].map { names in
      letters.enumerated().first { names.contains($0.element) }?.offset
    }
  }

  /// Whether elements are features without an order.
  var isOfFeatures: Bool { letters.contains("f") }

  /// The order in words: `samples, rows, columns`.
  var words: String {
    let names: [Character: String] = [
      "n": "samples", "h": "rows", "w": "columns", "c": "channels", "d": "points", "f": "features",
    ]
    return letters.compactMap { names[$0] }.joined(separator: ", ")
  }

  /// The extents that are channels of pictures more often than anything else.
  private static let channels = 1...4
  /// The most channels that come first; with more of them the channels are last.
  private static let mostLeadingChannels = 32
  /// The last axis counts samples if it is so many times as long as rows and columns of equal length.
  private static let countRatio = 4

  /// The likeliest order of an array, by its shape alone; `nil` for one that has no samples.
  package static func likeliest(for shape: [Int]) -> SampleOrder? {
    switch shape.count {
    case 2: SampleOrder("nd")
    case 3:
      isCount(shape[2], besideRows: shape[0], columns: shape[1])
        ? SampleOrder("hwn") : SampleOrder("nhw")
    case 4: ofFourAxes(shape)
    default: nil
    }
  }

  private static func ofFourAxes(_ shape: [Int]) -> SampleOrder {
    if isCount(shape[3], besideRows: shape[0], columns: shape[1]), channels.contains(shape[2]) {
      return SampleOrder("hwcn")
    }
    if channels.contains(shape[3]) { return SampleOrder("nhwc") }
    let leads =
      channels.contains(shape[1])
      || shape[1] <= mostLeadingChannels && shape[1] < min(shape[2], shape[3])
    return SampleOrder(leads ? "nchw" : "nhwc")
  }

  private static func isCount(_ extent: Int, besideRows rows: Int, columns: Int) -> Bool {
    rows == columns && rows > 1 && extent / countRatio >= rows
  }
}
