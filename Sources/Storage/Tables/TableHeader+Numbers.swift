/// Numbers as column names: 0, 1, 2…, years, wavelengths.
extension TableHeader {
  private static let years = 1800.0...2100.0

  /// Whether only the corner above an index is empty, as pandas writes an array.
  func leavesCornerEmpty(_ first: TableSample.Record, _ columns: [Column]) -> Bool {
    let names = first.fields.dropFirst().compactMap(\.value).filter(\.isFinite)
    guard let corner = first.cells.first, corner.range.isEmpty, !names.isEmpty,
      names.count == first.fields.count - 1, Set(names).count == names.count,
      let index = columns.first, index.numbers.count + index.texts == below.count
    else { return false }
    return index.countsRows || names.count > 2 && isAscending(names) && areEven(names)
  }

  /// Whether the numbers of the first record count up, and are unlike what is below them.
  func areNumbersNames(_ first: TableSample.Record, _ columns: [Column]) -> Bool {
    let places = first.fields.indices.filter {
      if case .number(let value) = first.fields[$0] {
        value.isFinite && $0 < columns.count
      } else {
        false
      }
    }
    let names = places.compactMap { first.fields[$0].value }
    guard !names.isEmpty, below.count > 1, isAscending(names) else { return false }
    return areEvenNames(first, places, names, columns)
      || areUnlike(first, places, names, columns)
  }

  /// Whether enough of the numbers are far outside the range of their columns, or whole numbers above fractions.
  private func areUnlike(
    _ first: TableSample.Record, _ places: [Int], _ names: [Double], _ columns: [Column]
  ) -> Bool {
    guard !areRowsAscending(places),
      !zip(places, names).contains(where: { columns[$0].step(from: $1) != nil })
    else { return false }
    let countsUp = names.count > 3 && zip(names.dropFirst(), names).allSatisfy { $0 - $1 == 1 }
    let unlike = zip(places, names).count { place, name in
      isUnlike(name, isWhole: isWhole(first.cells[place]), countsUp: countsUp, columns[place])
    }
    // A single column is only named 0 where it was given no name.
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

  /// Whether the numbers are evenly spaced, which hardly any row of values is by chance, and the rows are not.
  private func areEvenNames(
    _ first: TableSample.Record, _ places: [Int], _ names: [Double], _ columns: [Column]
  ) -> Bool {
    let goesOn = zip(places, names).contains { (columns[$0].step(from: $1) ?? 0) != 0 }
    let texts = first.fields.indices.filter { first.fields[$0] == .text }
    guard areEven(names), !goesOn,
      !texts.contains(where: { recurs(first.cells[$0].string(in: text), at: $0, in: below) })
    else { return false }
    let areWhole = places.allSatisfy { isWhole(first.cells[$0]) }
    if areWhole, areYears(names, besideText: !texts.isEmpty) {
      return !areRowsEven(places) && 2 * places.count { isOfYears(columns[$0]) } <= places.count
    }
    guard !areRowsAscending(places), !areRowsOf(names, places) else { return false }
    let areAboveWholes = places.allSatisfy { columns[$0].wholes == columns[$0].numbers.count }
    let areFractions = !places.contains { isWhole(first.cells[$0]) }
    let isCount =
      areWhole && (names[0] == 0 || names[0] == 1)
      && names.last == names[0] + Double(names.count - 1)
    return names.count > (isCount || areFractions && areAboveWholes ? 3 : 5)
  }

  private func areYears(_ names: [Double], besideText: Bool) -> Bool {
    guard names.allSatisfy(Self.years.contains) else { return false }
    return names.count > 2
      || besideText && names.count == 2 && [1, 5, 10].contains(names[1] - names[0])
  }

  private func isOfYears(_ column: Column) -> Bool {
    column.wholes == column.numbers.count
      && 2 * column.numbers.count(where: Self.years.contains) > column.numbers.count
  }

  private func isAscending(_ values: [Double]) -> Bool {
    zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// Whether all steps are equal up to rounding.
  private func areEven(_ values: [Double]) -> Bool {
    guard values.count > 1, let first = values.first, let last = values.last else { return false }
    let step = (last - first) / Double(values.count - 1)
    return zip(values, values.dropFirst()).allSatisfy { abs($1 - $0 - step) <= 0.001 * abs(step) }
  }

  private func values(_ row: TableSample.Record, _ places: [Int]) -> [Double] {
    places.map { row.fields[$0].value ?? .nan }
  }

  /// Whether the rows are sorted themselves, so that a first one that counts up is like them.
  private func areRowsAscending(_ places: [Int]) -> Bool {
    places.count > 2 && are(below) { isAscending(values($0, places)) }
  }

  private func areRowsEven(_ places: [Int]) -> Bool {
    are(below) { areEven(values($0, places)) }
  }

  /// Whether the rows have the same numbers in another order, or the second row is the first shifted by one.
  private func areRowsOf(_ names: [Double], _ places: [Int]) -> Bool {
    let second = values(below[0], places)
    return second.dropLast() == names.dropFirst()
      || are(below) { values($0, places).sorted() == names }
  }

  /// Whether a condition holds for nine of ten rows.
  private func are(
    _ rows: [TableSample.Record], _ holds: (TableSample.Record) -> Bool
  ) -> Bool {
    10 * rows.count(where: holds) >= 9 * rows.count
  }
}

extension TableHeader.Column {
  /// The step of evenly spaced numbers that continue `first`; `nil` otherwise.
  fileprivate func step(from first: Double) -> Double? {
    guard numbers.count > 2 else { return nil }
    let step = numbers[1] - numbers[0]
    let tolerance = 0.01 * abs(step)
    let goesOn = zip([first] + numbers, numbers).allSatisfy { abs($1 - $0 - step) <= tolerance }
    return goesOn ? step : nil
  }

  /// Whether the numbers are those of the rows, from 0 or 1.
  fileprivate var countsRows: Bool {
    guard texts == 0, wholes == numbers.count, let first = numbers.first,
      first == 0 || first == 1 && numbers.count > 1
    else { return false }
    return numbers.enumerated().allSatisfy { $1 == first + Double($0) }
  }
}
