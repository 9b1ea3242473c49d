import Platform

/// Finds rows of figures in printed text: Python dictionaries and JSON objects, whatever precedes or follows them,
/// and fairseq statistics.
struct PrintedRows: Sendable {
  /// The names of all rows so far.
  private(set) var names = NameTable()
  private var scanner = JSONNumberScanner(.python)

  /// A row that was found.
  enum Row {
    /// An object, as the scanner has it.
    case object(JSONNumberScanner)
    /// Numbers with the indices of their names.
    case figures([(name: Int, value: Double)])
  }

  /// The most braces of a line that are tried without finding an object.
  private static let braceLimit = 8

  /// Calls a body for every row of a line, with the names so far.
  mutating func read(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, _ body: (Row, NameTable) -> Void
  ) {
    var (hasRow, triedCount) = (false, 0)
    var start = range.lowerBound
    while triedCount < Self.braceLimit, let brace = Self.brace(text, start..<range.upperBound) {
      start = brace
      if scanner.scanNext(text, &start, end: range.upperBound, names: &names) {
        guard scanner.entries.contains(where: { !$0.isNull }) else { continue }
        hasRow = true
        body(.object(scanner), names)
      } else {
        triedCount += 1
        start = brace + 1
      }
    }
    guard !hasRow, let figures = statistics(text, range) else { return }
    body(.figures(figures), names)
  }

  private static func brace(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Int? {
    guard let found = memchr(text + range.lowerBound, 0x7B, range.count) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(text)
  }

  /// Statistics of fairseq (`logging/progress_bar.py`): `… | epoch 001:    100 / 2000 loss=4.5, num_updates=100` while an
  /// epoch runs, `… | valid | epoch 001 | valid on 'valid' subset | loss 5.1 | num_updates 2000` after it.
  private mutating func statistics(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>
  ) -> [(name: Int, value: Double)]? {
    // A cheap check first: most lines are not statistics.
    guard Self.holdsEpoch(text, range) else { return nil }
    let line = Substring(
      decoding: UnsafeBufferPointer(start: text + range.lowerBound, count: range.count),
      as: UTF8.self)
    let fields = line.split(separator: " | ", omittingEmptySubsequences: false)
    guard let index = fields.firstIndex(where: { $0.hasPrefix("epoch ") }) else { return nil }
    let head = fields[index].dropFirst("epoch ".count).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let epoch = head.first.flatMap({ Int($0, radix: 10) }) else { return nil }
    var figures: [(name: Int, value: Double)] = []
    add("epoch", Double(epoch), to: &figures)
    if head.count == 2 {
      // The pairs follow `   100 / 2000 `.
      let pairs = head[1].drop { $0 == " " || $0 == "/" || $0.isNumber }
      for pair in pairs.split(separator: ", ") { add(pair, separator: "=", tag: "", to: &figures) }
    } else {
      let tag = index > 0 ? fields[index - 1] : ""
      for field in fields[(index + 1)...] { add(field, separator: " ", tag: tag, to: &figures) }
    }
    return figures.count > 1 ? figures : nil
  }

  /// Whether the word is followed by a number somewhere.
  private static func holdsEpoch(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
    let word = "epoch ".utf8
    var start = range.lowerBound
    while let found = memchr(text + start, 0x65, range.upperBound - start) {
      start = UnsafeRawPointer(found) - UnsafeRawPointer(text)
      guard range.upperBound - start > word.count else { return false }
      let bytes = UnsafeBufferPointer(start: text + start, count: word.count)
      if bytes.elementsEqual(word), text[start + word.count] &- UInt8(ascii: "0") < 10 {
        return true
      }
      start += 1
    }
    return false
  }

  private mutating func add(
    _ pair: Substring, separator: Character, tag: Substring,
    to figures: inout [(name: Int, value: Double)]
  ) {
    let pair = pair.drop { $0 == " " }
    guard let place = pair.firstIndex(of: separator), place > pair.startIndex else { return }
    var key = String(pair[..<place])
    if !tag.isEmpty { key = "\(tag)_\(key)" }
    // A comma inside a number separates thousands, one after it separates pairs.
    let text = pair[pair.index(after: place)...].utf8.filter { $0 != UInt8(ascii: ",") }
    let value = text.withUnsafeBufferPointer { text in
      text.baseAddress.flatMap { JSONNumberScanner.number($0, 0..<text.count) }
    }
    if let value { add(key, value, to: &figures) }
  }

  private mutating func add(
    _ name: String, _ value: Double, to figures: inout [(name: Int, value: Double)]
  ) {
    let number = Array(name.utf8).withUnsafeBytes { names.number(of: $0) }
    if let number { figures.append((number, value)) }
  }

  /// The name of a column: fairseq calls the step of its last lines `train_num_updates` and `valid_num_updates`.
  static func columnName(_ name: String) -> String {
    name.hasSuffix("_num_updates") ? "num_updates" : name
  }
}
