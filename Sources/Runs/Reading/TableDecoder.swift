import Storage

/// Reads text tables as they grow: wide ones with a column per figure, and long ones with a name and a value on every
/// line, such as `Epoch,Loss,Value`.
///
/// The format is detected from the first records, as for every table of the program. While there are few of them it
/// is detected again with new ones; where it turns out to be different, the log is read again.
struct TableDecoder: LogDecoder {
  let file: String
  private var encoding = TextEncoding.utf8
  private var rows: TableRows
  private var format: TableFormat?
  /// What was read of the file while its format is undecided.
  private var head: [UInt8] = []
  private var isSettled = false
  private var lineNumber = 0

  /// The records that suffice to detect the format of a table, to which a header and units add two more.
  private static let enoughRecords = 97
  private static let enoughBytes = 1 << 19

  init(file: String) {
    self.file = file
    rows = TableRows(file: file)
  }

  mutating func decode(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, isEnd: Bool, into log: inout RunLog
  ) -> Int {
    var start = 0
    if offset == 0 {
      let signature = TextEncoding.signature(of: bytes)
      (encoding, start) = (signature.encoding, signature.markCount)
    }
    guard encoding == .utf8 else { return transcode(bytes, from: start, at: offset, into: &log) }
    start = lineStart(bytes, from: start, offset, into: &log)
    return decode(bytes.bindMemory(to: UInt8.self), from: start, at: offset, into: &log)
  }

  /// Reads a text of two bytes per character up to the end of its last line.
  private mutating func transcode(
    _ bytes: UnsafeRawBufferPointer, from start: Int, at offset: Int, into log: inout RunLog
  ) -> Int {
    let low = encoding == .utf16LittleEndian ? 0 : 1
    var end = bytes.count - (bytes.count - start) % 2
    while end > start, bytes[end - 2 + low] != 0x0A || bytes[end - 1 - low] != 0 { end -= 2 }
    guard end > start else { return 0 }
    var text: [UInt8] = []
    var transcoder = TextTranscoder(from: encoding)
    transcoder.append(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), to: &text)
    text.withUnsafeBufferPointer { text in
      _ = decode(text, from: 0, at: offset, into: &log)
    }
    return end
  }

  /// Reads complete lines.
  ///
  /// - Returns: The bytes that were read.
  private mutating func decode(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, at offset: Int, into log: inout RunLog
  ) -> Int {
    guard let base = text.baseAddress else { return 0 }
    var start = start
    if !isSettled { start = learn(text, from: start, into: &log) }
    guard let dialect = format?.dialect else { return start }
    let begin = start
    var lines = TableLines(text, from: start, number: lineNumber, isWhole: false)
    while true {
      if lines.offset < text.count, text[lines.offset] == 0 {
        let next = lineStart(UnsafeRawBufferPointer(text), from: lines.offset, offset, into: &log)
        if next > lines.offset {
          lines = TableLines(text, from: next, number: lines.number, isWhole: false)
        }
      }
      guard let line = lines.next() else { break }
      rows.line = lines.number
      if !rows.decode(base, line, dialect, into: &log) {
        log.notes.add(
          .malformedLine, file: file, offset: offset + line.lowerBound,
          byteCount: lines.offset - line.lowerBound)
      }
    }
    lineNumber = lines.number
    if !isSettled { head += text[begin..<lines.offset] }
    return lines.offset
  }

  /// Detects the format of the table from what is available.
  ///
  /// - Returns: Where to continue reading.
  private mutating func learn(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, into log: inout RunLog
  ) -> Int {
    let beginning = head + text[start...]
    let known = beginning.withUnsafeBufferPointer { TableFormat($0, isWhole: false) }
    guard let known else { return passRemarks(text, from: start, into: &log) }
    isSettled = known.recordCount >= Self.enoughRecords || beginning.count > Self.enoughBytes
    log.remarks[file] = known.notes
    guard let format else {
      format = known
      lineNumber = known.dataLineCount
      rows.begin(known, &log)
      // Comments may have been read before.
      let skipped = max(0, known.dataOffset - head.count)
      head = isSettled ? [] : Array(beginning[..<(head.count + skipped)])
      return start + skipped
    }
    if !known.isWritten(like: format) { log.readAgain() }
    if isSettled { head = [] }
    return start
  }
}

extension TableDecoder {
  /// Skips the comments above a table, and lines that do not begin one.
  private mutating func passRemarks(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, into log: inout RunLog
  ) -> Int {
    guard let base = text.baseAddress else { return start }
    var lines = TableLines(text, from: start, isWhole: false)
    while let line = lines.next() {
      if TableDialect.isComment(base, line) || line.allSatisfy({ text[$0] <= 0x20 }) { continue }
      log.notes.add(
        .malformedLine, file: file, offset: line.lowerBound,
        byteCount: lines.offset - line.lowerBound)
    }
    head += text[start..<lines.offset]
    return lines.offset
  }
}

extension TableFormat {
  /// Whether all lines have the same meaning in both.
  fileprivate func isWritten(like other: TableFormat) -> Bool {
    dialect == other.dialect && names == other.names && cellCount == other.cellCount
      && hasHeader == other.hasHeader && dataLineCount == other.dataLineCount
  }
}
