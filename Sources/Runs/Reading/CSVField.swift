import Storage

/// The fields of one line of a table.
enum CSVField {
  /// The most fields of a line.
  static let limit = 1 << 16

  /// Splits a line at its delimiters; a field in double quotes may hold delimiters.
  ///
  /// A line of more than ``limit`` fields gives one field more than that, the last with all the rest.
  static func split(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, delimiter: UInt8,
    into fields: inout [Range<Int>]
  ) {
    var start = range.lowerBound
    var isQuoted = false
    for place in range {
      if text[place] == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if text[place] == delimiter, !isQuoted, fields.count < limit {
        fields.append(start..<place)
        start = place + 1
      }
    }
    fields.append(start..<range.upperBound)
  }

  /// A field without spaces and quotes around it.
  static func unquoted(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, text[lower] == 0x20 || text[lower] == UInt8(ascii: "\"") { lower += 1 }
    while lower < upper, text[upper - 1] == 0x20 || text[upper - 1] == UInt8(ascii: "\"") {
      upper -= 1
    }
    return lower..<upper
  }

  /// The number that a whole field is, also `nan`, `inf` and their like in any case; `nil` for an empty one.
  static func number(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Double? {
    let field = unquoted(text, range)
    guard !field.isEmpty else { return nil }
    var place = field.lowerBound
    if let value = DecimalNumber.read(text, &place, end: field.upperBound) {
      return place == field.upperBound ? value : nil
    }
    guard field.count <= 9 else { return nil }
    let word = String(
      decoding: UnsafeBufferPointer(start: text + field.lowerBound, count: field.count),
      as: UTF8.self)
    return switch word.lowercased() {
    case "nan", "-nan", "+nan": .nan
    case "inf", "+inf", "infinity", "+infinity": .infinity
    case "-inf", "-infinity": -.infinity
    default: nil
    }
  }
}
