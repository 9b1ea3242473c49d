/// A JSON object with a list of numbers for each figure, such as a Keras history: `{"loss": [0.5,
/// 0.4], "val_loss": [0.6, 0.5]}`.
///
/// An object whose keys count, as pandas writes a column, is a list. Lists may be nested in objects, and their
/// elements may be objects or lists again; the outermost list counts the rows.
struct JSONColumns {
  /// A number with its row.
  struct Entry {
    var row: Int32
    var name: Int32
    var value: Double
  }

  /// The numbers, in the order of the text.
  private(set) var entries: [Entry] = []
  /// The names of the figures.
  private(set) var names = NameTable()
  /// Numbers with names beyond the limits of the table.
  private(set) var refusedCount = 0
  private var path: [UInt8] = []
  private var place = 0
  private var end = 0
  /// Numbers outside of lists.
  private var looseCount = 0

  private static let depthLimit = 16
  /// The longest object that it accepts, bytes.
  static let byteLimit = 1 << 23

  /// Reads an object; `nil` where a number in it, or the whole, is not a column.
  init?(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) {
    (place, end) = (range.lowerBound, range.upperBound)
    guard readValue(text, row: nil, depth: 0), looseCount == 0,
      entries.contains(where: { $0.row > 0 })
    else { return nil }
  }

  /// The entries of every row, in their order.
  var rows: [ArraySlice<Entry>] {
    // A stable order by rows: entries of a column are in the order of their rows already.
    let sorted = entries.enumerated()
      .sorted { ($0.element.row, $0.offset) < ($1.element.row, $1.offset) }.map(\.element)
    var (rows, start): ([ArraySlice<Entry>], Int) = ([], 0)
    for index in 1..<sorted.count + 1
    where index == sorted.count || sorted[index].row != sorted[start].row {
      rows.append(sorted[start..<index])
      start = index
    }
    return rows
  }

  private mutating func readValue(
    _ text: UnsafePointer<UInt8>, row: Int32?, depth: Int
  ) -> Bool {
    place = JSONObjectBounds.behindSpaces(text, from: place, end: end)
    guard place < end, depth <= Self.depthLimit else { return false }
    let start = place
    switch text[place] {
    case UInt8(ascii: "{"):
      place += 1
      return readMembers(text, row: row, depth: depth)
    case UInt8(ascii: "["):
      place += 1
      return readElements(text, row: row, depth: depth)
    case UInt8(ascii: "\""):
      guard let behind = JSONObjectBounds.behindString(text, from: place + 1, end: end) else {
        return false
      }
      place = behind
    default:
      while place < end, !Self.endsWord(text[place]) { place += 1 }
      guard place > start else { return false }
      add(JSONNumberScanner.number(text, start..<place), row)
    }
    return true
  }

  private mutating func readMembers(
    _ text: UnsafePointer<UInt8>, row: Int32?, depth: Int
  ) -> Bool {
    if take("}", text) { return true }
    let length = path.count
    while true {
      guard take("\"", text),
        let behind = JSONObjectBounds.behindString(text, from: place, end: end)
      else { return false }
      let key = UnsafeBufferPointer(start: text + place, count: behind - 1 - place)
      place = behind
      guard take(":", text) else { return false }
      var inner = row
      // The keys of a column count, at any depth except the outermost.
      if row == nil, depth > 0, let index = Self.index(key) {
        inner = index
      } else {
        appendToPath(key.contains(UInt8(ascii: "\\")) ? JSONEscapes.resolved(key) : Array(key))
      }
      let isRead = readValue(text, row: inner, depth: depth + 1)
      path.removeLast(path.count - length)
      guard isRead else { return false }
      if take(",", text) { continue }
      return take("}", text)
    }
  }

  private mutating func readElements(
    _ text: UnsafePointer<UInt8>, row: Int32?, depth: Int
  ) -> Bool {
    if take("]", text) { return true }
    let length = path.count
    var index: Int32 = 0
    while true {
      if row != nil { appendToPath(Array(String(index).utf8)) }
      let isRead = readValue(text, row: row ?? index, depth: depth + 1)
      path.removeLast(path.count - length)
      guard isRead else { return false }
      index += 1
      if take(",", text) { continue }
      return take("]", text)
    }
  }

  private mutating func add(_ value: Double?, _ row: Int32?) {
    guard let value else { return }
    guard let row else {
      looseCount += 1
      return
    }
    guard let name = path.withUnsafeBytes({ names.number(of: $0) }) else {
      refusedCount += 1
      return
    }
    entries.append(Entry(row: row, name: Int32(truncatingIfNeeded: name), value: value))
  }

  private mutating func appendToPath(_ part: [UInt8]) {
    if !path.isEmpty { path.append(UInt8(ascii: "/")) }
    path += part
  }

  private mutating func take(_ character: Unicode.Scalar, _ text: UnsafePointer<UInt8>) -> Bool {
    place = JSONObjectBounds.behindSpaces(text, from: place, end: end)
    guard place < end, text[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case ",", "]", "}", "[", "{", ":", "\"": true
    default: JSONObjectBounds.isSpace(byte)
    }
  }

  /// The number that a key represents, in digits.
  private static func index(_ key: UnsafeBufferPointer<UInt8>) -> Int32? {
    guard !key.isEmpty, key.count <= 9, key.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
      return nil
    }
    return Int32(String(decoding: key, as: UTF8.self), radix: 10)
  }
}
