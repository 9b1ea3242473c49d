/// Finds rows of figures in lines of text that people read: dictionaries as Python prints them and objects of JSON,
/// whatever stands before and behind them, and the statistics of fairseq.
struct PrintedRows: Sendable {
  /// The figures of a row, by the numbers of their names.
  private(set) var entries: [(name: Int, value: Double)] = []
  /// The names of all rows so far.
  private(set) var names = NameTable()
  /// Figures of the row with names beyond the limits of the table.
  private(set) var refusedCount = 0
  private var scanner = JSONNumberScanner(.python)
  /// The names that were changed, by their numbers in the table of the scanner.
  private var scanned = NameTable()
  private var renamed: [Int?] = []

  /// So many braces of a line are tried.
  private static let braceLimit = 8

  /// Calls a body for every row of a line.
  ///
  /// - Returns: Whether there was one.
  mutating func read(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, _ body: (PrintedRows) -> Void
  ) -> Bool {
    var hasRow = false
    var (start, triedCount) = (range.lowerBound, 0)
    while triedCount < Self.braceLimit, start < range.upperBound,
      let brace = (start..<range.upperBound).first(where: { text[$0] == UInt8(ascii: "{") })
    {
      triedCount += 1
      let behind = scanner.scanObject(text, at: brace..<range.upperBound, names: &scanned)
      if behind != nil, takeScanned() {
        hasRow = true
        triedCount = 0
        body(self)
      }
      start = behind ?? brace + 1
    }
    if hasRow { return true }
    guard readStatistics(text, range) else { return false }
    body(self)
    return true
  }

  /// Takes what the scanner found; `false` when there is no number.
  private mutating func takeScanned() -> Bool {
    entries.removeAll(keepingCapacity: true)
    refusedCount = scanner.refusedCount
    for entry in scanner.entries where !entry.isNull {
      while renamed.count <= entry.name {
        let name = Self.withoutPrefixOfStep(scanned.name(renamed.count))
        renamed.append(number(of: name))
      }
      if let number = renamed[entry.name] {
        entries.append((number, entry.value))
      } else {
        refusedCount += 1
      }
    }
    return !entries.isEmpty
  }

  /// Statistics of fairseq (`logging/progress_bar.py`): `… | epoch 001:    100 / 2000 loss=4.5, num_updates=100` while an
  /// epoch runs, `… | valid | epoch 001 | valid on 'valid' subset | loss 5.1 | num_updates 2000` behind it.
  private mutating func readStatistics(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    entries.removeAll(keepingCapacity: true)
    refusedCount = 0
    let line = Substring(
      decoding: UnsafeBufferPointer(start: text + range.lowerBound, count: range.count),
      as: UTF8.self)
    // A cheap look first: most lines are neither.
    guard line.contains("epoch "), line.contains("=") || line.contains(" | ") else { return false }
    let fields = line.split(separator: " | ", omittingEmptySubsequences: false)
    guard let index = fields.firstIndex(where: { $0.hasPrefix("epoch ") }) else { return false }
    let head = fields[index].dropFirst("epoch ".count).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let epoch = head.first.flatMap({ Int($0, radix: 10) }) else { return false }
    add("epoch", Double(epoch))
    if head.count == 2 {
      addPairs(head[1])
    } else {
      let tag = index > 0 ? fields[index - 1] : ""
      for field in fields[(index + 1)...] { addPair(field, separator: " ", tag: tag) }
    }
    return entries.count > 1
  }

  /// `   100 / 2000 loss=4.5, ppl=22.6`.
  private mutating func addPairs(_ text: Substring) {
    let behindCount = text.drop { $0 == " " || $0 == "/" || $0.isNumber }
    for pair in behindCount.split(separator: ",") { addPair(pair, separator: "=", tag: "") }
  }

  private mutating func addPair(_ pair: Substring, separator: Character, tag: Substring) {
    let pair = pair.drop { $0 == " " }
    guard let place = pair.firstIndex(of: separator) else { return }
    let key = pair[..<place]
    let text = Array(pair[pair.index(after: place)...].utf8)
    let value = text.withUnsafeBufferPointer { text in
      text.baseAddress.flatMap { JSONNumberScanner.number($0, 0..<text.count) }
    }
    guard let value, !key.isEmpty else { return }
    add(Self.withoutPrefixOfStep(tag.isEmpty ? String(key) : "\(tag)_\(key)"), value)
  }

  private mutating func add(_ name: String, _ value: Double) {
    if let number = number(of: name) {
      entries.append((number, value))
    } else {
      refusedCount += 1
    }
  }

  private mutating func number(of name: String) -> Int? {
    Array(name.utf8).withUnsafeBytes { names.number(of: $0) }
  }

  /// fairseq calls the step of its last lines `train_num_updates` and `valid_num_updates`.
  private static func withoutPrefixOfStep(_ name: String) -> String {
    name.hasSuffix("_num_updates") ? "num_updates" : name
  }
}
