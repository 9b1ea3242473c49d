/// Finds a short text inside a longer one, letter by letter in order.
enum FuzzyMatch {
  /// How well a query fits a candidate; higher is better, `nil` when a letter is missing.
  ///
  /// The query in one piece counts most, then letters that follow one another and letters at the beginning of words;
  /// of equals the shorter candidate wins.
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
