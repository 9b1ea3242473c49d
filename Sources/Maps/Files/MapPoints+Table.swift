import Diagnostics
import Storage
import Tensors

extension MapPoints {
  /// Points of a table: columns of numbers are features, those of texts are kinds to colour by.
  init(table: CSVTable, path: String, array: String?) throws(MapError) {
    if let array {
      throw .storage(.missingTensor(path: path, name: array, available: []))
    }
    let names = UniqueNames.of(table.columns.map(\.name), orElse: "column")
    var (features, featureNames): ([[Float]], [String]) = ([], [])
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
        features.append(values)
        featureNames.append(name)
        columns.append(MapColumn(name: name, role: .other, numbers: values))
      case .texts(let texts, let firstText, let line):
        columns.append(MapColumn(name: name, role: .other, kinds: texts))
        notes.append(
          "\(name) is no number (line \(line): \"\(String(firstText.prefix(24)))\"), "
            + "so it is a kind to colour by")
      }
    }
    guard !features.isEmpty else {
      throw .storage(
        .malformed(
          path: path, place: "csv", expected: "at least one column of numbers",
          found: "\(names.count) without"))
    }
    let width = features.count
    try self.init(
      label: fileName(path),
      features: Tensor(shape: [table.rowCount, width]) { elements in
        for (feature, values) in features.enumerated() {
          for (row, value) in values.enumerated() { elements[row * width + feature] = value }
        }
      },
      featureNames: featureNames, columns: columns, notes: notes)
  }
}
