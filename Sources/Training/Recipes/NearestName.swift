/// Finds the known name nearest to a mistyped one.
package enum NearestName {
  /// The longest name that is compared; no setting has a longer one.
  private static let lengthLimit = 64

  /// The name with the smallest edit distance.
  ///
  /// - Parameters:
  ///   - name: The name as written.
  ///   - known: The known names.
  /// - Returns: The nearest, the first of several; `nil` when even that differs in more than a third of its
  ///   letters.
  package static func of(_ name: String, among known: [String]) -> String? {
    guard name.utf8.count <= lengthLimit else { return nil }
    let candidates = known.map { (name: $0, distance: distance(name, $0)) }
    guard let best = candidates.min(by: { $0.distance < $1.distance }),
      best.distance <= max(1, best.name.utf8.count / 3)
    else { return nil }
    return best.name
  }

  /// The Levenshtein distance: insertions, deletions and replacements between two texts.
  static func distance(_ first: String, _ second: String) -> Int {
    let (rows, columns) = (Array(first.utf8), Array(second.utf8))
    var previous = Array(0...columns.count)
    for (row, letter) in rows.enumerated() {
      var current = [row + 1]
      for (column, other) in columns.enumerated() {
        current.append(
          min(
            previous[column] + (letter == other ? 0 : 1), previous[column + 1] + 1,
            current[column] + 1))
      }
      previous = current
    }
    return previous[columns.count]
  }
}
