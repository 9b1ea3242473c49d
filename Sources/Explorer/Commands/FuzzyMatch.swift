/// Matches the letters of a query against a longer text, in order.
enum FuzzyMatch {
  /// The score of a candidate; higher is better, `nil` when a letter is missing.
  ///
  /// The query as a substring counts most, then consecutive letters and letters at the beginning of words;
  /// the shorter candidate wins a tie.
  static func score(_ query: String, in candidate: String) -> Int? {
    let letters = Array(candidate.lowercased())
    var total = 0
    var position = 0
    var previous = -1
    for letter in query.lowercased() where letter != " " {
      guard let found = letters[position...].firstIndex(of: letter) else { return nil }
      let startsWord = found == 0 || !letters[found - 1].isLetter
      total += found == previous + 1 ? 8 : (startsWord ? 6 : 1)
      previous = found
      position = found + 1
    }
    let isWhole = candidate.lowercased().contains(query.lowercased())
    return total * 16 + (isWhole ? 1000 : 0) - letters.count
  }
}
