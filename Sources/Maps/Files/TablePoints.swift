import Storage

/// What becomes of the columns and rows of a table: the features of points, what else is known of them, and what was left out.
struct TablePoints {
  /// The values of every feature, all finite.
  private(set) var features: [[Double]] = []
  /// The names of the features.
  private(set) var featureNames: [String] = []
  /// All columns but those that are empty.
  private(set) var columns: [MapColumn] = []
  /// What was guessed and left out, a sentence each.
  private(set) var notes: [String]

  private let path: String
  /// The line of every row; the row's number from 0 where the file has none.
  private let lines: [Int]?

  /// Sorts columns and rows.
  ///
  /// - Parameters:
  ///   - table: The columns.
  ///   - lines: The line of every row; `nil` where the file has no lines.
  ///   - choice: What the user says of the columns.
  ///   - notes: What was guessed before.
  ///   - path: The file for errors.
  /// - Throws: ``MapError`` when no feature or no row is left, a feature is infinite, or a chosen column is not there.
  init(
    _ table: [TableColumn], lines: [Int]?, choice: ColumnChoice, notes: [String], path: String
  ) throws(MapError) {
    self.notes = notes
    self.path = path
    self.lines = lines
    let names = Self.names(of: table)
    let roles = try choice.roles(of: table, names: names, path: path)
    let places = try featurePlaces(table, names, roles.roles)
    self.notes += roles.notes
    for place in places { describe(table[place], names[place]) }
    let rows = try completeRows(places.map { table[$0] }, places.map { names[$0] })
    for place in places {
      guard case .numbers(let numbers) = table[place].values else { continue }
      features.append(rows?.map { numbers[$0] } ?? numbers)
      featureNames.append(names[place])
    }
    for (place, column) in table.enumerated() where column.knownCount > 0 {
      columns.append(Self.column(column, names[place], roles.roles[place], rows: rows))
    }
  }

  /// Names that are all different.
  private static func names(of table: [TableColumn]) -> [String] {
    UniqueNames.of(table.map(\.name), orElse: "column")
  }

  /// The columns that are features and have enough values.
  private mutating func featurePlaces(
    _ table: [TableColumn], _ names: [String], _ roles: [TableRole?]
  ) throws(MapError) -> [Int] {
    var places: [Int] = []
    for (place, column) in table.enumerated() where roles[place] == .feature {
      let known = column.knownCount
      if known == 0 {
        notes.append("\(names[place]) is empty, and was left out")
      } else if 2 * known < column.count {
        notes.append(
          "\(names[place]) has no value in \(column.count - known) of \(column.count) rows, and was left out"
        )
      } else {
        places.append(place)
      }
    }
    guard !places.isEmpty else {
      let others = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
      throw .storage(
        .malformed(
          path: path, place: "table", expected: "at least one column of numbers for a feature",
          found: "none among \(others); --features names columns"))
    }
    return places
  }

  /// Says what was not read of a feature, and what stood around its numbers.
  private mutating func describe(_ column: TableColumn, _ name: String) {
    if let texts = column.texts {
      let fields =
        texts.count == 1 ? "1 field is no number" : "\(texts.count) fields are no numbers"
      notes.append(
        "\(name): \(fields) and \(texts.count == 1 ? "was" : "were") not read, the first in line "
          + "\(texts.line): \"\(texts.first.prefix(24))\"")
    }
    guard let decoration = column.decoration else { return }
    let what =
      switch decoration {
      case .percent: "a percent sign, which was dropped: 51.2% is 51.2"
      case .uncertainty: "an uncertainty, of which only the value was read"
      case .wrapper: "a wrapper, of which only the number was read: tensor(0.5) is 0.5"
      }
    notes.append("\(name): \(column.decoratedCount) of \(column.count) numbers have \(what)")
  }

  /// The rows that have a value of every feature; `nil` for all.
  private mutating func completeRows(
    _ features: [TableColumn], _ names: [String]
  ) throws(MapError) -> [Int]? {
    let count = features.first?.count ?? 0
    var isComplete = [Bool](repeating: true, count: count)
    var gaps: [String] = []
    for (column, name) in zip(features, names) {
      guard case .numbers(let numbers) = column.values else { continue }
      var (missing, first) = (0, 0)
      for (row, number) in numbers.enumerated() where !number.isFinite {
        guard number.isNaN else { throw infinite(number, row: row, name) }
        if missing == 0 { first = row }
        missing += 1
        isComplete[row] = false
      }
      if missing > 0 { gaps.append("\(name) in \(missing), the first in \(place(of: first))") }
    }
    let rows = isComplete.indices.filter { isComplete[$0] }
    guard rows.count < count else { return nil }
    let shown = gaps.prefix(4).joined(separator: "; ") + (gaps.count > 4 ? "; …" : "")
    guard !rows.isEmpty else {
      throw .storage(
        .malformed(
          path: path, place: "table", expected: "at least one row with a value of every feature",
          found: "none: values are missing of \(shown)"))
    }
    let left = count - rows.count
    notes.append(
      "\(left) of \(count) rows \(left == 1 ? "has" : "have") no value of some feature and "
        + "\(left == 1 ? "was" : "were") left out: \(shown)")
    return rows
  }

  private func infinite(_ number: Double, row: Int, _ name: String) -> MapError {
    .storage(
      .malformed(
        path: path, place: "\(place(of: row)), \(name)", expected: "a finite number",
        found: "\(number)"))
  }

  private func place(of row: Int) -> String {
    lines.map { "line \($0[row])" } ?? "row \(row)"
  }
}

extension TablePoints {
  /// What a column tells of the rows that are kept.
  private static func column(
    _ column: TableColumn, _ name: String, _ role: TableRole?, rows: [Int]?
  ) -> MapColumn {
    func kept<Value>(_ values: [Value]) -> [Value] { rows?.map { values[$0] } ?? values }
    if role == .identifier || role == .index {
      return MapColumn(name: name, unit: column.unit, identifiers: kept(column.writtenTexts))
    }
    let shown = role == .label ? MapColumn.Role.label : .other
    return switch column.values {
    case .texts(let texts):
      MapColumn(name: name, unit: column.unit, role: shown, kinds: kept(texts))
    case .numbers(let numbers):
      MapColumn(name: name, unit: column.unit, role: shown, numbers: kept(numbers))
    }
  }
}

extension TableColumn {
  /// How many rows have a value.
  fileprivate var knownCount: Int {
    switch values {
    case .numbers(let numbers): numbers.count { !$0.isNaN }
    case .texts(let texts): texts.count { $0 != nil }
    }
  }

  /// The values as they are written in the file; whole numbers without a fraction.
  fileprivate var writtenTexts: [String] {
    if let exactTexts { return exactTexts }
    switch values {
    case .texts(let texts): return texts.map { $0 ?? "" }
    case .numbers(let numbers):
      return numbers.map { number in
        number.isNaN ? "" : Int64(exactly: number).map { String($0) } ?? "\(number)"
      }
    }
  }
}
