import Diagnostics
import Storage

extension MapPoints {
  /// Up to this many features are columns to colour by; more would be too long a list to choose from.
  private static let columnLimit = 64

  /// The most features of a point; every one has a name.
  private static let mostFeatures = 1 << 20

  /// Points of a file of arrays.
  init(_ arrays: StoredArrays, array: String?, choice: ColumnChoice) throws(MapError) {
    let entry = try arrays.points(named: array)
    guard let count = entry.shape.first else {
      throw .notAMatrix(points: arrays.path, shape: entry.shape)
    }
    // In floating point, because the extents of an empty array may have any product.
    guard entry.shape.dropFirst().reduce(1, { $0 * Double($1) }) <= Double(Self.mostFeatures) else {
      throw .storage(
        .malformed(
          path: arrays.path, place: "array \"\(entry.name)\"",
          expected: "at most \(Self.mostFeatures) features", found: "shape \(entry.shape.prefix(8))"
        ))
    }
    if entry.isTable || entry.holdsTexts {
      let columns = try reading { () throws(StorageError) in try arrays.columns(entry) }
      try self.init(stored: columns, path: arrays.path, choice: choice)
      return
    }
    let companions = try arrays.companions(of: entry, count: count)
    guard !choice.isMade || choice.features == nil && !companions.columns.isEmpty else {
      throw .noSuchColumn(
        path: arrays.path, option: choice.option, expected: "a table with named columns",
        found: "an array of \(entry.typeName)")
    }
    guard entry.elementType != nil else {
      throw .storage(
        .unsupported(
          path: arrays.path, place: "array \"\(entry.name)\"",
          feature: "a map of \(entry.typeName)"))
    }
    let width = entry.shape.dropFirst().reduce(1, *)
    let elements = try arrays.values(entry)
    var notes = arrays.notes
    if entry.shape.count != 2 {
      let extents = entry.shape.dropFirst().map(String.init).joined(separator: "x")
      notes.append(
        entry.shape.count == 1
          ? "the array has one axis: every element is a point with one feature"
          : "the \(extents) values of a row were read as \(width) features")
    }
    guard width > 0 else { throw .notAMatrix(points: arrays.path, shape: entry.shape) }
    let names = (0..<width).map { "column \($0)" }
    let known = companions.columns
    let roles = try choice.roles(
      of: known, names: known.map(\.name), path: arrays.path, areArrays: true)
    var columns = zip(known, roles.roles).map { column, role in
      MapColumn(column, name: column.name, role: role, other: .factor)
    }
    notes += companions.notes + roles.notes + TableRoles.bounded(columns.compactMap(\.missingNote))
    if names.count <= Self.columnLimit {
      columns += names.indices.map { feature in
        MapColumn(
          name: names[feature], role: .other,
          numbers: elements.numbers(from: feature, stride: width))
      }
    }
    let file = fileName(arrays.path)
    let centred = elements.centred(width: width)
    try self.init(
      label: arrays.entries.count > 1 && !arrays.isSingle
        ? "\(file), array \(entry.name)" : file,
      features: centred.features, origin: centred.origin, featureNames: names,
      columns: Self.namedApart(columns), notes: notes)
  }

  /// Columns under names that are unique and safe to print.
  static func namedApart(_ columns: [MapColumn]) -> [MapColumn] {
    let names = UniqueNames.of(columns.map(\.name), orElse: "column")
    return zip(columns, names).map { column, name in
      var column = column
      column.name = name
      return column
    }
  }
}
