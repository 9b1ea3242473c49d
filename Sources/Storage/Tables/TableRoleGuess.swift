/// What one column of a table is for.
struct TableRoleGuess {
  let role: TableRole
  /// Why it is no feature, as the rest of a sentence about the column.
  private(set) var reason: String?

  /// Names of labels, whatever the values.
  static let labelWords: Set = [
    "label", "labels", "class", "classes", "target", "targets", "classification",
  ]
  /// Names of labels where the values are few whole numbers.
  private static let kindWords: Set = [
    "category", "categories", "cat", "cluster", "clusters", "species", "kind", "type", "group",
    "groups", "split", "fold", "digit", "leiden", "louvain", "tissue", "celltype", "cls", "flag",
    "truth",
  ]
  private static let identifierWords: Set = [
    "id", "ids", "identifier", "uid", "uuid", "guid", "objid", "objectid", "sourceid", "specobjid",
    "designation",
  ]
  /// Names of indices where the numbers count up, and those that no value of a point has.
  private static let rowWords: Set = ["row", "rows", "nr", "no", "num", "number"]
  private static let indexWords: Set = ["index", "idx", "rownames", "rowid"]

  /// The most different whole numbers that are taken for classes.
  private static let mostClasses = 100

  init(_ column: TableColumn, amongNames: Bool) {
    let words = Self.words(of: column.name)
    switch column.values {
    case .texts(let texts): (role, reason) = Self.guess(texts, column)
    case .numbers(let numbers):
      (role, reason) = Self.guess(
        WholeNumbers(numbers, exactTexts: column.exactTexts), column, words: words,
        // What pandas calls an index that it wrote without a name.
        isUnnamed: amongNames && column.name.isEmpty || column.name.hasPrefix("Unnamed:"))
    }
  }

  private static func guess(_ texts: [String?], _ column: TableColumn) -> (TableRole, String?) {
    let known = texts.compactMap(\.self)
    let kinds = Set(known).count
    let first = column.texts.map { " (line \($0.line): \"\($0.first.prefix(24))\")" } ?? ""
    // A few texts that repeat by chance do not make classes.
    let areNames = kinds == known.count || kinds > mostClasses && 2 * kinds > known.count
    return areNames
      ? (.identifier, "has a text in every row that differs from most others\(first)")
      : (.label, "has texts of \(kinds) kinds\(first)")
  }

  private static func guess(
    _ numbers: WholeNumbers, _ column: TableColumn, words: [String], isUnnamed: Bool
  ) -> (TableRole, String?) {
    if isUnnamed, numbers.areUnique {
      return (
        .index,
        numbers.countUp ? "has no name and counts up" : "has no name and whole numbers that differ"
      )
    }
    let joined = words.joined()
    if numbers.areUnique,
      indexWords.contains(joined) || numbers.countUp && rowWords.contains(joined)
    {
      return (.index, numbers.countUp ? "counts up" : "has whole numbers that differ")
    }
    let last = words.last ?? ""
    let areClasses =
      numbers.areWhole && numbers.kindCount <= mostClasses && 2 * numbers.kindCount <= numbers.count
    if column.exactTexts != nil, numbers.areWhole {
      return areClasses
        ? (.label, "has \(numbers.kindCount) different codes of digits")
        : (.identifier, "has whole numbers of more digits than a double keeps")
    }
    if identifierWords.contains(last) || identifierWords.contains(joined), numbers.areWhole {
      return areClasses
        ? (.label, "has the name of an identifier and \(numbers.kindCount) different numbers")
        : (.identifier, "has the name and the whole numbers of an identifier")
    }
    if areClasses, words.contains(where: { labelWords.contains($0) || kindWords.contains($0) }) {
      return (.label, "has the name of a label and \(numbers.kindCount) different whole numbers")
    }
    if labelWords.contains(last) { return (.label, "has the name of a label") }
    return (.feature, nil)
  }

  /// The words of a name in small letters: `sourceID`, `source_id` and `Source ID` are source and id.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var previous: Character = " "
    for character in name {
      let isPart = character.isLetter || character.isNumber
      if !isPart || character.isUppercase && previous.isLowercase {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isPart { word += character.lowercased() }
      previous = character
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}

/// Whether a column is one of whole numbers, and how they are spread.
private struct WholeNumbers {
  let count: Int
  let areWhole: Bool
  let kindCount: Int
  let areUnique: Bool
  /// Whether every number is one above the number before it.
  let countUp: Bool

  /// Looks at numbers.
  ///
  /// - Parameters:
  ///   - numbers: The numbers.
  ///   - exactTexts: The numbers as they are written, where some that differ are the same as doubles.
  init(_ numbers: [Double], exactTexts: [String]?) {
    let known = numbers.filter { !$0.isNaN }
    count = known.count
    areWhole = !known.isEmpty && known.allSatisfy { $0 == $0.rounded() && $0.isFinite }
    let texts = exactTexts.map { Set($0).subtracting([""]).count }
    kindCount = areWhole ? texts ?? Set(known).count : 0
    areUnique = areWhole && kindCount == count && count > 1 && 2 * count > numbers.count
    countUp = areUnique && zip(known, known.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }
}
