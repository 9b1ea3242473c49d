/// Collects a column: as numbers, and in a second pass as texts where it is not numerical.
struct TableColumnBuilder {
  private let name: String
  private let unit: String
  private var numbers: [Double] = []
  private var numberCount = 0
  private var firstText: TableColumn.Texts?
  private var missingWords: TableColumn.Texts?
  private var decoratedCount = 0
  private var decoration: NumberDecoration?
  private var isInexact = false
  private var texts: [String?] = []
  private var known: [String: String] = [:]

  private static let knownLimit = 1 << 10
  /// A column is numerical while at most one in this many of its fields is a text.
  private static let numbersPerText = 10
  private static let largestExact = 9_007_199_254_740_992.0

  init(name: String, unit: String) {
    self.name = name
    self.unit = unit
  }

  /// Whether the column is numerical; otherwise all fields are collected as texts.
  private var isOfNumbers: Bool {
    guard let firstText else { return true }
    return numberCount > 0 && numberCount >= Self.numbersPerText * firstText.count
  }

  /// Whether some field was a number.
  var hasNumbers: Bool { numberCount > 0 }
  /// How many fields were texts.
  var textCount: Int { firstText?.count ?? 0 }

  /// Whether the second pass is needed.
  var needsTexts: Bool { !isOfNumbers || isInexact }

  /// Takes a field in the first pass.
  mutating func append(
    _ field: TableField, _ cell: TableCell, in text: UnsafePointer<UInt8>, line: Int
  ) {
    switch field {
    case .number(let value):
      numbers.append(value)
      numberCount += 1
      if value.magnitude >= Self.largestExact || text[cell.range.lowerBound] == UInt8(ascii: "0") {
        noteDigits(text, cell.range)
      }
    case .decorated(let value, let found):
      numbers.append(value)
      numberCount += 1
      decoratedCount += 1
      decoration = decoration ?? found
    case .missing:
      numbers.append(.nan)
      if !cell.range.isEmpty { Self.count(cell, in: text, line: line, as: &missingWords) }
    case .text:
      numbers.append(.nan)
      Self.count(cell, in: text, line: line, as: &firstText)
    }
  }

  private static func count(
    _ cell: TableCell, in text: UnsafePointer<UInt8>, line: Int, as texts: inout TableColumn.Texts?
  ) {
    guard texts == nil else {
      texts?.count += 1
      return
    }
    texts = TableColumn.Texts(count: 1, first: cell.string(in: text), line: line)
  }

  /// Takes a field in the second pass.
  ///
  /// An empty field is `nil`, and in a numerical column a word for a missing value as well; among texts such a word
  /// may be a value: `NA` is Namibia.
  mutating func collect(_ field: TableField, _ cell: TableCell, in text: UnsafePointer<UInt8>) {
    if field == .missing, isOfNumbers || cell.range.isEmpty { return texts.append(nil) }
    let string = cell.string(in: text)
    // Repeated texts are stored once.
    if let known = known[string] { return texts.append(known) }
    if known.count < Self.knownLimit { known[string] = string }
    texts.append(string)
  }

  /// Digits that a double does not hold: leading zeros of a whole number, and more digits than its precision.
  private mutating func noteDigits(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) {
    let isWhole = range.allSatisfy {
      text[$0] &- UInt8(ascii: "0") < 10 || text[$0] == UInt8(ascii: "-")
    }
    if isWhole, range.count > 1 { isInexact = true }
  }

  /// The column.
  var column: TableColumn {
    var column = TableColumn(
      name: name, unit: unit, values: isOfNumbers ? .numbers(numbers) : .texts(texts))
    column.texts = firstText
    if isOfNumbers {
      (column.decoratedCount, column.decoration) = (decoratedCount, decoration)
      column.exactTexts = isInexact ? texts.map { $0 ?? "" } : nil
    } else {
      column.missingWords = missingWords
    }
    return column
  }
}
