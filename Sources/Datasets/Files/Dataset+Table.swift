import Storage
import Tensors

extension Dataset {
  /// A table of text: what ``TableRoles`` takes for features are the elements of a row's sample, labels are factors.
  ///
  /// Samples are features with the names of their columns, or curves where the names do no more than count up.
  ///
  /// Only names and numbers of rows and empty columns are left out; a missing value is an error, as in every other
  /// data set.
  static func openTable(
    _ path: String, columns: [TableColumn], lines: [Int]?, notes: [String]
  ) throws(DatasetError) -> Dataset {
    let names = UniqueNames.of(columns.map(\.name), orElse: "column")
    let roles = TableRoles(of: columns)
    let rowCount = columns.first?.count ?? 0
    var (features, factors): ([[Float]], [[Float]]) = ([], [])
    var (named, known): ([Feature], [Factor]) = ([], [])
    var notes =
      notes + TableRoles.notes(roles: roles.roles, reasons: roles.reasons, names: names)
    for (index, column) in columns.enumerated() {
      let source = TableSamples(path: path, column: column, name: names[index], lines: lines)
      if roles.roles[index] != .feature, let remark = column.missingWordRemark {
        notes.append("\(names[index]) \(remark)")
      }
      switch roles.roles[index] {
      case .feature:
        guard let values = try source.numbers() else {
          notes.append("\(names[index]) has no value in any row and was left out")
          continue
        }
        if let remark = column.truthRemark { notes.append("\(names[index]) \(remark)") }
        features.append(values)
        named.append(Feature(names[index], unit: column.unit))
      case .label:
        let (values, classes) = try source.factor()
        if !classes.isEmpty {
          notes.append("\(names[index]) is numbered: " + classes)
        }
        factors.append(values)
        known.append(
          Factor(
            name: names[index], unit: column.unit, lower: Double(values.min() ?? 0),
            upper: Double(values.max() ?? 0)))
      case .identifier, .index: break
      }
    }
    guard !features.isEmpty else {
      throw .notADataset(
        path: path, expected: "a table with a feature column",
        found: names.first.map { "\"\($0)\" but no feature" } ?? "no column")
    }
    return try DatasetParts(
      path: path, name: DatasetFormat.samples,
      samples: StoredElements(rows(of: features, shape: [rowCount, 1, features.count, 1])),
      factors: rows(of: factors, shape: [rowCount, factors.count])
    ).assembled(features: named, known: known, notes: notes)
  }

  /// Columns of one length as the rows of a tensor.
  static func rows(of columns: [[Float]], shape: [Int]) -> Tensor {
    Tensor(shape: shape) { elements in
      for (place, column) in columns.enumerated() {
        for (row, value) in column.enumerated() { elements[row * columns.count + place] = value }
      }
    }
  }
}

/// A column of a table as elements of samples.
struct TableSamples {
  let path: String
  let column: TableColumn
  let name: String
  /// The line of every row; `nil` where the file is no text.
  let lines: [Int]?

  /// The most classes that a note names.
  private static let shownClasses = 12

  /// The numbers in single precision; `nil` where every row lacks one.
  ///
  /// - Throws: `DatasetError.invalidElement` for the first row whose value is missing, infinite or too large.
  func numbers() throws(DatasetError) -> [Float]? {
    guard let numbers = column.numbers else {
      throw fault(row: 0, value: .nan)
    }
    if numbers.allSatisfy(\.isNaN) { return nil }
    let values = numbers.map { Float($0) }
    if let row = values.firstIndex(where: { !$0.isFinite }) {
      throw fault(row: row, value: Float(numbers[row]))
    }
    return values
  }

  /// Numbers unchanged; texts, and digit codes that a double does not hold exactly, as indices in the order in which
  /// they first appear, with a legend.
  func factor() throws(DatasetError) -> (values: [Float], classes: String) {
    guard let texts = column.classTexts else {
      return (try numbers() ?? Array(repeating: 0, count: column.count), "")
    }
    var (places, order): ([String: Int], [String]) = ([:], [])
    var values: [Float] = []
    for (row, text) in texts.enumerated() {
      guard let text else { throw fault(row: row, value: .nan) }
      if places[text] == nil {
        places[text] = order.count
        order.append(text)
      }
      values.append(Float(places[text] ?? 0))
    }
    let shown = order.prefix(Self.shownClasses).enumerated().map { "\($0) \($1)" }
    let rest = order.count - shown.count
    return (values, (shown + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: ", "))
  }

  private func fault(row: Int, value: Float) -> DatasetError {
    .invalidElement(
      origin: path, sample: row, place: (lines.map { "line \($0[row]), " } ?? "") + name,
      expected: "a finite number",
      value: value)
  }
}
