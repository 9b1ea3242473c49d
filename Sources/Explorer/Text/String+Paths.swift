import Plotting

extension String {
  /// So much of a path is kept.
  private static let leastPathColumns = 16

  /// The text cut to a number of columns, its longest path first of all, so that what is said of it stays.
  func clippedAtPath(to columns: Int, glyphs: GlyphSet) -> String {
    let words: [Substring] = split(separator: " ")
    guard count > columns,
      let path = words.filter({ $0.contains("/") }).max(by: { $0.count < $1.count })
    else { return clipped(to: columns, glyphs: glyphs) }
    let room = Swift.max(Self.leastPathColumns, path.count - (count - columns))
    let shortened = path.shortened(to: room, glyphs: glyphs)
    return (prefix(upTo: path.startIndex) + shortened + suffix(from: path.endIndex))
      .clipped(to: columns, glyphs: glyphs)
  }
}
