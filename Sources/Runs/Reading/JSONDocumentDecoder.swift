/// Reads JSON that is not one object per line: a list of objects, objects over several lines or without newlines
/// between them, an object with a list for each figure, and a document in which one list contains the rows.
struct JSONDocumentDecoder: LogDecoder {
  private enum Place {
    /// At the start, where the first object shows whether it contains columns.
    case start
    /// Inside the object that has the list of rows among its members.
    case members
    /// Between rows.
    case rows
    /// After the last row.
    case end
  }

  let file: String
  /// The member whose list contains the rows; `nil` where objects are at the top level.
  private let member: [UInt8]?
  private var place = Place.start
  private var rows: LogRows
  private var names = NameTable()
  private var scanner = JSONNumberScanner()
  /// Whether what precedes the next object was reported.
  private var isPassingOver = false

  /// Creates a decoder.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - member: The member whose list contains the rows; `nil` where objects are at the top level.
  init(file: String, member: String? = nil) {
    (self.file, self.member) = (file, member.map { Array($0.utf8) })
    // A list inside a document is the history of one training.
    rows = LogRows(file: file, repetition: member == nil ? .restart : .row)
  }

  var isDocument: Bool { true }

  mutating func decode(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, isEnd: Bool, into log: inout RunLog
  ) -> Int {
    guard let text = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
    var used = offset == 0 && bytes.starts(with: ByteOrderMark.utf8) ? 3 : 0
    if place == .start, member != nil { openDocument(text, &used, end: bytes.count) }
    if place == .members { seekRows(text, &used, end: bytes.count) }
    if place == .start || place == .rows {
      readRows(text, &used, end: bytes.count, at: offset, into: &log)
    }
    return place == .end ? bytes.count : used
  }

  /// Skips the brace of the document.
  private mutating func openDocument(_ text: UnsafePointer<UInt8>, _ used: inout Int, end: Int) {
    used = JSONObjectBounds.behindSpaces(text, from: used, end: end)
    guard used < end else { return }
    used += 1
    place = .members
  }

  /// Skips members up to the list of rows.
  private mutating func seekRows(_ text: UnsafePointer<UInt8>, _ used: inout Int, end: Int) {
    while let next = JSONMember(text, from: used, end: end) {
      if next.isEnd {
        place = .end
        return
      }
      let key = UnsafeBufferPointer(start: text + next.key.lowerBound, count: next.key.count)
      if let member, key.elementsEqual(member), text[next.value] == UInt8(ascii: "[") {
        used = next.value + 1
        place = .rows
        return
      }
      guard let behind = next.end(text, end: end) else { return }
      used = behind
    }
  }

  private mutating func readRows(
    _ text: UnsafePointer<UInt8>, _ used: inout Int, end: Int, at offset: Int,
    into log: inout RunLog
  ) {
    while used < end {
      let byte = text[used]
      switch byte {
      case _ where isPassingOver && byte != UInt8(ascii: "{"):
        passOver(text, &used, end: end, at: offset, into: &log)
      case UInt8(ascii: "{"):
        guard let behind = JSONObjectBounds.end(of: text, from: used, end: end) else { return }
        isPassingOver = false
        if let fault = readObject(text, used..<behind, into: &log) {
          log.notes.add(fault, file: file, offset: offset + used, byteCount: behind - used)
        }
        used = behind
      case UInt8(ascii: "]") where member != nil:
        place = .end
        return
      case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","): used += 1
      case _ where JSONObjectBounds.isSpace(byte): used += 1
      default:
        passOver(text, &used, end: end, at: offset, into: &log)
      }
    }
  }

  /// Skips what is not an object, up to where one may begin.
  private mutating func passOver(
    _ text: UnsafePointer<UInt8>, _ used: inout Int, end: Int, at offset: Int,
    into log: inout RunLog
  ) {
    let start = used
    while used < end, text[used] != UInt8(ascii: "{") { used += 1 }
    log.notes.add(
      .malformedLine, file: file, offset: offset + start, count: isPassingOver ? 0 : 1,
      byteCount: used - start)
    isPassingOver = true
  }

  /// Reads an object.
  ///
  /// - Returns: What is wrong with it; `nil` when it was read.
  private mutating func readObject(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, into log: inout RunLog
  ) -> RunNote.Kind? {
    if place == .start {
      place = .rows
      if range.count > JSONColumns.byteLimit { return .longObject }
      if let columns = JSONColumns(text, range) {
        read(columns, into: &log)
        return nil
      }
    }
    rows.line += 1
    guard scanner.scan(text, range, names: &names) == true else { return .malformedObject }
    rows.append(scanner, names: names, text, into: &log)
    return nil
  }

  private mutating func read(_ columns: JSONColumns, into log: inout RunLog) {
    log.series.refuse(columns.refusedCount, tooLong: 0)
    for row in columns.rows {
      rows.line += 1
      rows.append(
        row.lazy.map { (Int(truncatingIfNeeded: $0.name), $0.value) }, names: columns.names,
        into: &log)
    }
    // Further objects have their own columns.
    rows.beginSession()
  }
}
