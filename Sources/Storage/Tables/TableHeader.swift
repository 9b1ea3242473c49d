/// Whether the first record of a sample names the columns, and what it names.
struct TableHeader {
  let sample: TableSample
  let text: UnsafePointer<UInt8>

  /// The records below the first that have as many fields as most.
  private var below: [TableSample.Record] {
    sample.records.dropFirst().filter { $0.fields.count == sample.cellCount }
  }

  /// What the records have in a column.
  fileprivate struct Column {
    var numbers: [Double] = []
    var texts = 0
    var decorated = 0
    /// How many numbers are written without a point, comma or exponent.
    var wholes = 0

    var isOfNumbers: Bool { !numbers.isEmpty && numbers.count >= texts }
  }

  /// Whether the first record is the header.
  ///
  /// - Parameter shift: How many columns the record leaves without a name at the left.
  /// - Returns: Whether it names the columns.
  func isHeader(shift: Int) -> Bool {
    guard let first = sample.records.first else { return false }
    let fields = first.fields
    guard !below.isEmpty else {
      return fields.contains(.text) && !fields.contains { $0.value != nil }
    }
    let columns = columns(below)
    let above = Array(zip(fields, columns.dropFirst(shift)))
    if above.contains(where: { isName($0, above: $1) }) { return true }
    if !columns.contains(where: \.isOfNumbers) {
      return fields.contains(.text) && !fields.contains { $0.value != nil }
    }
    return areNumbersNames(first, Array(columns.dropFirst(shift)))
  }

  /// Whether a field above numbers is none.
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

  private func isWhole(_ cell: TableCell) -> Bool {
    cell.range.allSatisfy { place in
      text[place] &- UInt8(ascii: "0") < 10
        || place == cell.range.lowerBound && text[place] == UInt8(ascii: "-")
    }
  }

  /// Whether the numbers of the first record count up, and are unlike what is below them: 0, 1, 2…, years, wavelengths.
  private func areNumbersNames(_ first: TableSample.Record, _ columns: [Column]) -> Bool {
    let places = first.fields.indices.filter {
      if case .number(let value) = first.fields[$0] {
        value.isFinite && $0 < columns.count
      } else {
        false
      }
    }
    let names = places.compactMap { first.fields[$0].value }
    guard !names.isEmpty, below.count > 1, isAscending(names), !areRowsAscending(places),
      !zip(places, names).contains(where: { columns[$0].continues($1) })
    else { return false }
    let steps = zip(names.dropFirst(), names).map { $0 - $1 }
    let countsUp = names.count > 3 && steps.allSatisfy { $0 == 1 }
    let unlike = zip(places, names).count { place, name in
      isUnlike(name, isWhole: isWhole(first.cells[place]), countsUp: countsUp, columns[place])
    }
    // A single column is only named 0 where nobody gave it a name.
    guard names.count > 1 || first.fields.count > 1 || names == [0] else { return false }
    return 2 * unlike >= places.count
  }

  private func isUnlike(_ name: Double, isWhole: Bool, countsUp: Bool, _ column: Column) -> Bool {
    let finite = column.numbers.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return false }
    if isWhole, column.wholes == 0 { return true }
    let margin = countsUp ? 0 : 10 * (high - low)
    return name < low - margin || name > high + margin
  }

  private func isAscending(_ values: [Double]) -> Bool {
    zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// Whether the rows are sorted themselves, so that a first one that counts up is like them.
  private func areRowsAscending(_ places: [Int]) -> Bool {
    guard places.count > 2 else { return false }
    let rows = below
    let ascending = rows.count { row in isAscending(places.map { row.fields[$0].value ?? .nan }) }
    return 10 * ascending >= 9 * rows.count
  }

  /// Whether the second record holds the units of the columns.
  ///
  /// - Parameter records: The records below the names.
  /// - Returns: Whether the first of them holds texts above numbers.
  func areUnits(_ records: [TableSample.Record]) -> Bool {
    guard let units = records.first, units.fields.count == sample.cellCount else { return false }
    let rest = records.dropFirst().filter { $0.fields.count == sample.cellCount }
    let above = zip(units.fields, columns(Array(rest))).filter(\.1.isOfNumbers)
    let texts = above.count { $0.0 == .text }
    return texts > 0 && texts >= above.count { $0.0.value != nil }
  }
}

extension TableHeader.Column {
  /// Whether a number is what comes before the others, which are evenly spaced.
  fileprivate func continues(_ first: Double) -> Bool {
    guard numbers.count > 2 else { return false }
    let step = numbers[1] - numbers[0]
    let tolerance = 0.01 * abs(step)
    return zip([first] + numbers, numbers).allSatisfy { abs($1 - $0 - step) <= tolerance }
  }
}
