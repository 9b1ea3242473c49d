import Storage

/// The columns and rows of a table as points: their features, their other properties, and what was left out.
struct TablePoints {
  /// The values of every feature, all finite.
  private(set) var features: [[Double]] = []
  /// The names of the features.
  private(set) var featureNames: [String] = []
  /// All columns but those that are empty.
  private(set) var columns: [MapColumn] = []
  /// What was inferred and left out, one sentence each.
  private(set) var notes: [String]

  private let path: String
  /// The rows that are kept; `nil` for all.
  private var rows: [Int]?
  /// The line of every row; the row's number from 0 where the file has none.
  private let lines: [Int]?

  /// Sorts columns and rows.
  ///
  /// - Parameters:
  ///   - table: The columns.
  ///   - lines: The line of every row; `nil` where the file has no lines.
  ///   - choice: The user's choice of columns.
  ///   - notes: Earlier notes.
  ///   - path: The file for errors.
  /// - Throws: ``MapError`` when no feature or no row is left, a feature is infinite, or a chosen column does not
  ///   exist.
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
    let table = withTruths(table, places, names)
    self.notes += TableRoles.bounded(
      zip(table, names).compactMap { column, name in
        column.missingWordRemark.map { "\(name) \($0)" }
      })
    self.notes += TableRoles.bounded(
      places.flatMap { Self.descriptions(of: table[$0], names[$0]) })
    rows = try completeRows(places.map { table[$0] }, places.map { names[$0] })
    for place in places {
      guard case .numbers(let numbers) = table[place].values else { continue }
      features.append(rows?.map { numbers[$0] } ?? numbers)
      featureNames.append(names[place])
    }
    for (place, column) in table.enumerated() where column.knownCount > 0 {
      columns.append(
        MapColumn(column, name: names[place], role: roles.roles[place], rows: rows, other: .other))
    }
    self.notes += TableRoles.bounded(columns.compactMap(\.missingNote))
  }

  /// The columns with features of `True` and `False` converted to numbers, with a note.
  private mutating func withTruths(
    _ table: [TableColumn], _ places: [Int], _ names: [String]
  ) -> [TableColumn] {
    var (table, notes) = (table, [String]())
    for place in places {
      guard let truths = table[place].truthValues, let remark = table[place].truthRemark else {
        continue
      }
      table[place].values = .numbers(truths)
      (table[place].texts, table[place].missingWords) = (nil, nil)
      notes.append("\(names[place]) \(remark)")
    }
    self.notes += TableRoles.bounded(notes)
    return table
  }

  /// Names that are all different.
  private static func names(of table: [TableColumn]) -> [String] {
    UniqueNames.of(table.map(\.name), orElse: "column")
  }

  /// The columns that are features and have enough values.
  private mutating func featurePlaces(
    _ table: [TableColumn], _ names: [String], _ roles: [TableRole?]
  ) throws(MapError) -> [Int] {
    var (places, notes): ([Int], [String]) = ([], [])
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
    self.notes += TableRoles.bounded(notes)
    guard !places.isEmpty else {
      let others = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
      throw .storage(
        .malformed(
          path: path, place: "table", expected: "at least one column of numbers for a feature",
          found: "none among \(others); --features names columns"))
    }
    return places
  }

  /// Notes on what was not read of a feature, and on text around its numbers.
  private static func descriptions(of column: TableColumn, _ name: String) -> [String] {
    var notes: [String] = []
    if let texts = column.texts {
      let fields =
        texts.count == 1 ? "1 field is not a number" : "\(texts.count) fields are not numbers"
      notes.append(
        "\(name): \(fields) and \(texts.count == 1 ? "was" : "were") not read, the first in line "
          + "\(texts.line): \"\(texts.first.prefix(24))\"")
    }
    guard let decoration = column.decoration else { return notes }
    let what =
      switch decoration {
      case .percent: "a percent sign, which was ignored: 51.2% is 51.2"
      case .uncertainty: "an uncertainty, which was ignored"
      case .wrapper: "a wrapper, which was ignored: tensor(0.5) is 0.5"
      }
    notes.append("\(name): \(column.decoratedCount) of \(column.count) numbers have \(what)")
    return notes
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

  /// The error for a feature that is too large for distances, with its position in the file.
  func tooLarge(point: Int, feature: String) -> MapError {
    let place = featureNames.firstIndex(of: feature) ?? 0
    return .storage(
      .malformed(
        path: path, place: "\(self.place(of: rows?[point] ?? point)), \(feature)",
        expected:
          "a number whose square fits single precision, at most \(MapPoints.featureLimit) in magnitude",
        found: "\(features[place][point])"))
  }

  private func place(of row: Int) -> String {
    lines.map { "line \($0[row])" } ?? "row \(row)"
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
}
