import Diagnostics
import Storage

extension MapPoints {
  /// Points of a table: columns of numbers are features, those of texts are kinds to colour by.
  init(table: CSVTable, path: String, array: String?) throws(MapError) {
    if let array {
      throw .storage(.missingTensor(path: path, name: array, available: []))
    }
    let names = UniqueNames.of(table.columns.map(\.name), orElse: "column")
    var (features, featureNames): ([[Double]], [String]) = ([], [])
    var (columns, notes): ([MapColumn], [String]) = ([], [])
    for (column, name) in zip(table.columns, names) {
      switch column.values {
      case .numbers(let values):
        if !values.isEmpty, values.allSatisfy(\.isNaN) {
          notes.append("\(name) is empty, and was left out")
          continue
        }
        if let row = values.firstIndex(where: { !$0.isFinite }) {
          throw .storage(
            .malformed(
              path: path, place: "line \(table.lines[row]), \(name)",
              expected: "a finite number",
              found: values[row].isNaN ? "none" : "\(values[row])"))
        }
        features.append(values.map(Double.init))
        featureNames.append(name)
        columns.append(MapColumn(name: name, role: .other, numbers: values.map(Double.init)))
      case .texts(let texts, let firstText, let line):
        columns.append(MapColumn(name: name, role: .other, kinds: texts))
        notes.append(
          "\(name) is no number (line \(line): \"\(String(firstText.prefix(24)))\"), "
            + "so it is a kind to colour by")
      }
    }
    try self.init(
      features, names: featureNames, columns: columns, notes: notes, path: path,
      columnCount: names.count)
  }

  /// Points of an array of structures, or of texts.
  init(stored: [StoredColumn], path: String) throws(MapError) {
    let names = UniqueNames.of(stored.map(\.name), orElse: "column")
    var (features, featureNames): ([[Double]], [String]) = ([], [])
    var (columns, notes): ([MapColumn], [String]) = ([], [])
    for (column, name) in zip(stored, names) {
      switch column.values {
      case .numbers(let values):
        features.append(values)
        featureNames.append(name)
        columns.append(MapColumn(name: name, role: .other, numbers: values))
      case .texts(let texts): columns.append(MapColumn(name: name, role: .other, kinds: texts))
      case .foreign(let type): notes.append("\(name) is of \(type), and was left out")
      }
    }
    try self.init(
      features, names: featureNames, columns: columns, notes: notes, path: path,
      columnCount: names.count)
  }

  /// Points of columns of numbers.
  private init(
    _ features: [[Double]], names: [String], columns: [MapColumn], notes: [String], path: String,
    columnCount: Int
  ) throws(MapError) {
    guard let first = features.first else {
      throw .storage(
        .malformed(
          path: path, place: "table", expected: "at least one column of numbers",
          found: columnCount == 1 ? "one column without" : "\(columnCount) columns without"))
    }
    let centred = CentredFeatures(
      first.indices.flatMap { row in features.map { $0[row] } }, width: features.count)
    try self.init(
      label: fileName(path), features: centred.features, origin: centred.origin,
      featureNames: names, columns: columns, notes: notes)
  }
}
