/// Whether the first record of a sample names the columns, and the names.
struct TableHeader {
  let sample: TableSample
  let text: UnsafePointer<UInt8>

  /// The records below the first that have as many fields as most.
  var below: [TableSample.Record] {
    sample.records.dropFirst().filter { $0.fields.count == sample.cellCount }
  }

  /// The contents of a column in the records.
  struct Column {
    var numbers: [Double] = []
    var texts = 0
    var decorated = 0
    /// How many numbers are written without a point, comma or exponent.
    var wholes = 0

    var isOfNumbers: Bool { !numbers.isEmpty && numbers.count >= texts }
  }

  /// The evidence that the first record names the columns.
  enum Evidence {
    /// A text above numbers, or texts only.
    case texts
    /// Numbers unlike the values below.
    case numbers
  }

  /// The evidence that the first record is the header; `nil` where it is not.
  ///
  /// - Parameter shift: How many columns the record leaves without a name at the left.
  /// - Returns: The evidence.
  func evidence(shift: Int) -> Evidence? {
    guard let first = sample.records.first else { return nil }
    let isOfTexts = first.fields.contains(.text) && !first.fields.contains { $0.value != nil }
    guard !below.isEmpty else { return isOfTexts ? .texts : nil }
    let columns = columns(below)
    let above = Array(zip(first.fields, columns.dropFirst(shift)))
    if above.contains(where: { isName($0, above: $1) }) { return .texts }
    if !columns.contains(where: \.isOfNumbers) { return isOfTexts ? .texts : nil }
    let isAboveIndex = shift == 0 && leavesCornerEmpty(first, columns)
    return isAboveIndex || areNumbersNames(first, Array(columns.dropFirst(shift))) ? .numbers : nil
  }

  /// Whether a field above numbers is not a number.
  private func isName(_ field: TableField, above column: Column) -> Bool {
    guard column.isOfNumbers else { return false }
    if case .decorated = field { return 2 * column.decorated < column.numbers.count }
    return field == .text
  }

  private func columns(_ records: [TableSample.Record]) -> [Column] {
    var columns = [Column](repeating: Column(), count: sample.cellCount)
    for record in records {
      for (index, field) in record.fields.enumerated() {
        switch field {
        case .number(let value):
          columns[index].numbers.append(value)
          if isWhole(record.cells[index]) { columns[index].wholes += 1 }
        case .decorated(let value, _):
          columns[index].numbers.append(value)
          columns[index].decorated += 1
        case .text: columns[index].texts += 1
        case .missing: continue
        }
      }
    }
    return columns
  }

  func isWhole(_ cell: TableCell) -> Bool {
    cell.range.allSatisfy { place in
      text[place] &- UInt8(ascii: "0") < 10
        || place == cell.range.lowerBound && text[place] == UInt8(ascii: "-")
    }
  }

  /// Whether the second record contains the units of the columns.
  ///
  /// - Parameter records: The records below the names.
  /// - Returns: Whether the first of them contains only units, some of them above numbers.
  func areUnits(_ records: [TableSample.Record]) -> Bool {
    guard let units = records.first, units.fields.count == sample.cellCount,
      !units.fields.contains(where: { $0.value != nil })
    else { return false }
    let rest = records.dropFirst().filter { $0.fields.count == sample.cellCount }
    let columns = columns(rest)
    let places = units.fields.indices.filter { units.fields[$0] == .text }
    return places.contains { columns[$0].isOfNumbers }
      && places.allSatisfy { place in
        let unit = units.cells[place].string(in: text)
        return (columns[place].texts == 0 || columns[place].isOfNumbers || unit.isInBrackets)
          && unit.isLikeUnit && !recurs(unit, at: place, in: rest)
      }
  }

  /// Whether a text occurs in a column of some records, which may have fewer fields than the one it is from.
  func recurs(_ name: String, at place: Int, in records: [TableSample.Record]) -> Bool {
    records.contains {
      place < $0.fields.count && $0.fields[place] == .text
        && $0.cells[place].string(in: text) == name
    }
  }
}

extension String {
  private static let longestUnit = 24

  fileprivate var isInBrackets: Bool {
    hasPrefix("[") && hasSuffix("]") || hasPrefix("(") && hasSuffix(")")
  }

  /// Whether the text may be a unit: short, and not a number with something before or after it.
  fileprivate var isLikeUnit: Bool {
    guard let first, count <= Self.longestUnit else { return false }
    if first.isNumber { return ["1/", "10^", "10**"].contains(where: hasPrefix) }
    return !"<>=~+-.,?!".contains(first)
  }
}
