import Storage

extension MapPoints {
  /// Points of a table of text.
  init(
    table: Table, path: String, array: String?, choice: ColumnChoice
  ) throws(MapError) {
    if let array {
      throw .storage(.missingTensor(path: path, name: array, available: []))
    }
    try self.init(
      columns: table.columns, lines: table.lines, choice: choice, notes: table.notes, path: path)
  }

  /// Points of an array of structures, or of texts.
  init(stored: [StoredColumn], path: String, choice: ColumnChoice) throws(MapError) {
    var (columns, notes): ([TableColumn], [String]) = ([], [])
    for column in stored {
      if let values = TableColumn.Values(column.values) {
        columns.append(TableColumn(name: column.name, unit: column.unit, values: values))
      } else if case .foreign(let type) = column.values {
        notes.append("\(column.name) has the type \(type) and was left out")
      }
    }
    try self.init(columns: columns, lines: nil, choice: choice, notes: notes, path: path)
  }

  /// Points of columns: features, and what else is known of them.
  ///
  /// - Parameters:
  ///   - columns: The columns, all of as many rows.
  ///   - lines: The line of every row in the file; `nil` where it has none.
  ///   - choice: The user's choice of columns.
  ///   - notes: Earlier notes.
  ///   - path: The file.
  /// - Throws: ``MapError``.
  init(
    columns: [TableColumn], lines: [Int]?, choice: ColumnChoice, notes: [String], path: String
  ) throws(MapError) {
    let points = try TablePoints(columns, lines: lines, choice: choice, notes: notes, path: path)
    let width = points.features.count
    let count = points.features.first?.count ?? 0
    let elements = [Double](unsafeUninitializedCapacity: width * count) { elements, initialized in
      for (feature, values) in points.features.enumerated() {
        for row in 0..<count { elements[row * width + feature] = values[row] }
      }
      initialized = width * count
    }
    let centred = CentredFeatures(elements, width: width)
    do throws(MapError) {
      try self.init(
        label: fileName(path), features: centred.features, origin: centred.origin,
        featureNames: points.featureNames, columns: points.columns, notes: points.notes)
    } catch {
      guard case .badFeature(_, let point, let feature, _) = error else { throw error }
      throw points.tooLarge(point: point, feature: feature)
    }
  }
}
