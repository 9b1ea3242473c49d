import Numerics

/// Numbers as a row of bars, one column each.
package enum Sparkline {
  /// The bars of numbers between zero and the largest.
  ///
  /// - Parameters:
  ///   - values: The numbers; zero and below are blank, values above zero are never blank, NaN is marked.
  ///   - maximum: The number of a full bar; the largest finite one when `nil`.
  ///   - glyphs: The bars.
  /// - Returns: One character per number.
  package static func text(
    _ values: some Collection<Float>, maximum: Float? = nil, glyphs: GlyphSet
  ) -> String {
    let steps = glyphs.verticalEighths
    let limit = maximum ?? values.lazy.filter(\.isFinite).max() ?? 0
    return String(
      values.map { value -> Character in
        guard !value.isNaN else { return glyphs.missing }
        guard value > 0 else { return " " }
        guard value < limit else { return steps[steps.count - 1] }
        return steps[Int(clamping: value / limit * Float(steps.count), to: 0...steps.count - 1)]
      })
  }

  /// Counts of a histogram rebinned to the number of columns; their sum is preserved.
  ///
  /// - Parameters:
  ///   - counts: The counts of bins of equal width.
  ///   - columns: The number of new bins; a bin that straddles two is shared between them.
  /// - Returns: The counts of the new bins; zeros when there are no counts.
  package static func gathered(_ counts: [Float], into columns: Int) -> [Float] {
    let columns = max(0, columns)
    var result = [Float](repeating: 0, count: columns)
    guard columns > 0 else { return result }
    for (bin, count) in counts.enumerated() {
      // In units of 1 / columns of a bin, everything is whole: bin `b` covers b * columns ..< (b + 1) * columns.
      var position = bin * columns
      let end = position + columns
      while position < end {
        let column = position / counts.count
        let next = min(end, (column + 1) * counts.count)
        result[column] += count * Float(next - position) / Float(columns)
        position = next
      }
    }
    return result
  }
}
