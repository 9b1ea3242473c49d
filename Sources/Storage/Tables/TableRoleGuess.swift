/// The inferred role of one column of a table.
struct TableRoleGuess {
  let role: TableRole
  /// Why it is not a feature, as the rest of a sentence about the column.
  private(set) var reason: String?

  /// The context of a column.
  struct Context {
    /// Whether other columns have names.
    var amongNames: Bool
    /// Whether another column is called x, beside which y is a coordinate.
    var besideX: Bool
    /// Whether it is a separate array, where numbers that are not classes are properties of the points.
    var isArray: Bool
  }

  /// Names of labels, whatever the values.
  private static let labelWords: Set = [
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
  /// Names of indices where the numbers count up, and names that are always indices.
  private static let rowWords: Set = ["row", "rows", "nr", "no", "num", "number"]
  private static let indexWords: Set = ["index", "idx", "rownames", "rowid"]

  /// The most different whole numbers that are taken for classes.
  static let mostClasses = 100

  init(_ column: TableColumn, in context: Context) {
    let words = Self.words(of: column.name)
    switch column.values {
    case .texts(let texts):
      if column.truthValues != nil, !Self.endsInLabel(words) {
        (role, reason) = (.feature, nil)
      } else {
        (role, reason) = TextRoleGuess(texts, first: column.texts).guess
      }
    case .numbers(let numbers):
      (role, reason) = Self.guess(
        WholeNumbers(numbers, exactTexts: column.exactTexts), column, words: words, context)
    }
  }

  private static func guess(
    _ numbers: WholeNumbers, _ column: TableColumn, words: [String], _ context: Context
  ) -> (TableRole, String?) {
    // The name that pandas gives an index written without a name.
    let isUnnamed = context.amongNames && column.name.isEmpty || column.name.hasPrefix("Unnamed:")
    if isUnnamed, numbers.areUnique {
      return (
        .index,
        numbers.countUp ? "has no name and counts up" : "has no name and unique integers"
      )
    }
    let joined = words.joined()
    if numbers.areUnique,
      indexWords.contains(joined) || numbers.countUp && rowWords.contains(joined)
    {
      return (.index, numbers.countUp ? "counts up" : "has unique integers")
    }
    if numbers.areWhole, let codes = column.writtenCodes {
      return TextRoleGuess(codes, first: nil).guess
    }
    let last = words.last ?? ""
    if identifierWords.contains(last) || identifierWords.contains(joined), numbers.areWhole {
      return numbers.areClasses
        ? (.label, "has the name of an identifier and \(numbers.kinds)")
        : (.identifier, "has the name and the integers of an identifier")
    }
    if numbers.areClasses, endsInLabel(words) || joined == "y" && !context.besideX {
      return (.label, "has the name of a label and \(numbers.kinds)")
    }
    if labelWords.contains(last), !context.isArray { return (.label, "has the name of a label") }
    return (.feature, nil)
  }

  /// Whether a name is a word for labels or ends in one: `class_size` and `species_a` are not labels.
  private static func endsInLabel(_ words: [String]) -> Bool {
    guard let last = words.last else { return false }
    return labelWords.contains(last) || kindWords.contains(last)
      || kindWords.contains(words.joined())
  }

  /// Whether a name is the name of a label whatever the values.
  static func isCalledLabel(_ name: String) -> Bool {
    let words = words(of: name)
    return words.last.map(labelWords.contains) ?? false || words == ["y"]
  }

  /// The words of a name in lower case: `sourceID`, `source_id` and `Source ID` are source and id.
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
