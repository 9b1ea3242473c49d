/// The records of a table one after the other: lines that are neither empty nor comments, joined where a quoted field
/// spans several.
struct TableRecords {
  /// The longest field in bytes.
  static let byteLimit = 1 << 24

  /// A line that begins with `#`.
  struct Remark {
    var line: Int
    var range: Range<Int>
  }

  private let text: UnsafePointer<UInt8>
  private let dialect: TableDialect
  private let path: String
  private var lines: TableLines

  /// The fields of the record that was read last.
  private(set) var cells: [TableCell] = []
  /// The line that it begins on, counted from 1.
  private(set) var line = 0
  /// Its range in the text.
  private(set) var range = 0..<0
  /// The comments since the previous record, with their signs.
  private(set) var comments: [Remark] = []

  /// Whether comments are collected.
  var keepsComments = false

  init(
    _ text: UnsafePointer<UInt8>, count: Int, from offset: Int = 0, lineCount: Int = 0,
    dialect: TableDialect, path: String
  ) {
    self.text = text
    self.dialect = dialect
    self.path = path
    lines = TableLines(
      UnsafeBufferPointer(start: text, count: count), from: offset, number: lineCount)
  }

  /// Reads the next record; `false` at the end.
  ///
  /// - Throws: ``StorageError/malformed(path:place:expected:found:)`` when a quoted field is not ended, and when
  ///   there are more or longer fields than any table has.
  mutating func next() throws(StorageError) -> Bool {
    comments.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    while let next = lines.next() {
      if dialect.isRemark(text, next) {
        if keepsComments { comments.append(Remark(line: lines.number, range: next)) }
        continue
      }
      guard !isEmpty(next) else { continue }
      (line, range) = (lines.number, next)
      try read(next)
      return true
    }
    return false
  }

  private func isEmpty(_ line: Range<Int>) -> Bool {
    // A tab may separate missing fields.
    dialect.separator == .byte(0x09)
      ? line.isEmpty : line.allSatisfy { TableDialect.isBlank(text[$0]) }
  }

  private mutating func read(_ line: Range<Int>) throws(StorageError) {
    var open = dialect.split(text, line, into: &cells)
    while let start = open {
      let end = try closingLine(of: start)
      open = dialect.split(text, start..<end, into: &cells)
      range = range.lowerBound..<end
    }
    guard cells.count <= TableDialect.fieldLimit else {
      throw fault("at most \(TableDialect.fieldLimit) fields", found: "more")
    }
    guard range.count > Self.byteLimit else { return }
    guard cells.allSatisfy({ $0.range.count <= Self.byteLimit }) else { throw tooLong }
  }

  /// The end of the line with the closing quote of a field that began on an earlier line.
  private mutating func closingLine(of start: Int) throws(StorageError) -> Int {
    while let next = lines.next() {
      guard next.upperBound - start <= Self.byteLimit else { throw tooLong }
      if TableDialect.closingQuote(text, next) != nil { return next.upperBound }
    }
    throw fault("the end of a quoted field", found: "the end of the file")
  }

  private var tooLong: StorageError {
    fault("a field of at most \(Self.byteLimit) bytes", found: "a longer one")
  }

  private func fault(_ expected: String, found: String) -> StorageError {
    .malformed(path: path, place: "line \(line)", expected: expected, found: found)
  }
}
