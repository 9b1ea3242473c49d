/// Texts where numbers were expected, counted by column, with the first of each.
package struct UnreadColumns: Sendable {
  /// What could not be read of one column.
  struct Column: Sendable, Equatable {
    /// The file.
    let file: String
    /// The name of the column.
    let name: String
    /// The line of the first text.
    let line: Int
    /// The first text, cut to ``UnreadColumns/textLimit`` bytes.
    let text: String
    /// How many texts there were.
    var count = 1
    /// Whether the column has numbers too.
    var hasNumbers: Bool
  }

  /// The columns, at most ``limit``.
  private(set) var columns: [Column] = []
  /// Texts of the columns beyond the limit.
  private var otherCount = 0

  /// The most columns that are counted one by one.
  static let limit = 256
  /// The most bytes kept of the first text of a column.
  static let textLimit = 40
  /// The most columns that are reported one by one.
  private static let toldLimit = 8

  init() {}

  /// Counts the first text of a column.
  ///
  /// - Returns: The index of the column, for ``count(_:)``.
  mutating func add(
    file: String, column: String, line: Int, text: UnsafeBufferPointer<UInt8>, hasNumbers: Bool
  ) -> Int {
    guard columns.count < Self.limit else {
      otherCount += 1
      return Self.limit
    }
    let isCut = text.count > Self.textLimit
    let start = String(decoding: text.prefix(Self.textLimit), as: UTF8.self)
    columns.append(
      Column(
        file: file, name: column, line: line, text: isCut ? start + "…" : start,
        hasNumbers: hasNumbers))
    return columns.count - 1
  }

  /// Counts another text of a column.
  mutating func count(_ place: Int) {
    if place < columns.count { columns[place].count += 1 } else { otherCount += 1 }
  }

  /// Records that a column has numbers too.
  mutating func hasNumbers(_ place: Int) {
    if place < columns.count { columns[place].hasNumbers = true }
  }

  /// A line for every column that has numbers too, and one for those of a file that have none.
  var notes: [String] {
    let mixed = columns.filter(\.hasNumbers)
    var notes = mixed.prefix(Self.toldLimit).map { column in
      "\(column.file): line \(column.line), column \(column.name): expected a number, found "
        + "'\(column.text)'" + (column.count > 1 ? ", \(column.count) such texts" : "")
    }
    if mixed.count > Self.toldLimit {
      notes.append("\(mixed.count - Self.toldLimit) more columns have texts among their numbers")
    }
    var files: [String] = []
    for column in columns where !column.hasNumbers && files.last != column.file {
      if !files.contains(column.file) { files.append(column.file) }
    }
    notes += files.prefix(Self.toldLimit).map { file in
      Self.note(file, columns.filter { $0.file == file && !$0.hasNumbers })
    }
    if otherCount > 0 { notes.append("\(otherCount) texts of more columns are not read") }
    return notes
  }

  private static func note(_ file: String, _ columns: [Column]) -> String {
    let told = columns.prefix(4).map { column in
      "\(column.name) (\(column.count == 1 ? "" : "\(column.count) times, first ")"
        + "'\(column.text)' in line \(column.line))"
    }
    let rest = columns.count - told.count
    return
      "\(file): \(columns.count) \(columns.count == 1 ? "column" : "columns") without a number: "
      + told.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}
