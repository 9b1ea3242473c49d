import Storage

extension MapColumn {
  /// A column of a file as a property of the points.
  ///
  /// - Parameters:
  ///   - column: The column.
  ///   - name: Its name.
  ///   - role: Its role.
  ///   - rows: The rows that are points; `nil` for all.
  ///   - other: The role where it is neither a label nor a name.
  init(_ column: TableColumn, name: String, role: TableRole?, rows: [Int]? = nil, other: Role) {
    func kept<Value>(_ values: [Value]) -> [Value] { rows?.map { values[$0] } ?? values }
    if role == .identifier || role == .index {
      self.init(name: name, unit: column.unit, identifiers: kept(column.writtenTexts))
      return
    }
    let shown = role == .label ? Role.label : other
    if role == .feature || role == nil, let numbers = column.numbers {
      self.init(name: name, unit: column.unit, role: shown, numbers: kept(numbers))
    } else if let texts = column.classTexts {
      self.init(name: name, unit: column.unit, role: shown, kinds: kept(texts))
    } else {
      self.init(name: name, unit: column.unit, role: shown, numbers: kept(column.numbers ?? []))
    }
  }

  /// How many points lack their label; `nil` for other columns, and where none does.
  var missingNote: String? {
    guard role == .label, let missing, case .categories(_, let indices) = values else { return nil }
    let count = indices.count { $0 == missing }
    guard count > 0 else { return nil }
    return
      "\(name) is missing in \(count) of \(indices.count) points, which are left out when it is predicted by neighbours"
  }
}

extension TableColumn {
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
