import Plotting

extension String {
  /// The smallest number of columns of a shortened path.
  private static let leastPathColumns = 16

  /// The text cut to a number of columns by shortening its longest path first, so that the rest stays
  /// readable.
  func clippedAtPath(to columns: Int, glyphs: GlyphSet) -> String {
    let words: [Substring] = split(separator: " ")
    let excess = self.columns(glyphs: glyphs) - columns
    guard excess > 0,
      let path = words.filter({ $0.contains("/") }).max(by: { $0.utf8.count < $1.utf8.count })
    else { return clipped(to: columns, glyphs: glyphs) }
    let room = Swift.max(Self.leastPathColumns, path.columns(glyphs: glyphs) - excess)
    let shortened = path.shortened(to: room, glyphs: glyphs)
    return (prefix(upTo: path.startIndex) + shortened + suffix(from: path.endIndex))
      .clipped(to: columns, glyphs: glyphs)
  }
}
