import Diagnostics
import Storage
import Tensors

extension MapPoints {
  /// Up to this many features are columns to colour by; more would be too long a list to choose from.
  private static let columnLimit = 64

  /// Points of a file of arrays.
  init(_ arrays: StoredArrays, array: String?) throws(MapError) {
    let entry = try arrays.points(named: array)
    guard let count = entry.shape.first else {
      throw .notAMatrix(points: arrays.path, shape: entry.shape)
    }
    var tensor = try arrays.tensor(entry)
    var notes: [String] = []
    if entry.shape.count != 2 {
      let extents = entry.shape.dropFirst().map(String.init).joined(separator: "x")
      notes =
        entry.shape.count == 1
        ? ["the array has one axis: every entry is a point with one feature"]
        : ["the \(extents) values of a row were taken for \(tensor.rowStride) features"]
      tensor = tensor.reshaped(to: [count, tensor.rowStride])
    }
    let names = (0..<tensor.rowStride).map { "column \($0)" }
    var columns: [MapColumn] = []
    for other in arrays.entries
    where other.name != entry.name && other.shape.reduce(1, *) == count
      && other.shape.dropFirst().allSatisfy({ $0 == 1 }) && other.shape.first == count
    {
      columns.append(
        MapColumn(
          name: other.name, role: .factor, numbers: try arrays.tensor(other).elements))
    }
    if names.count <= Self.columnLimit {
      columns += names.indices.map { feature in
        MapColumn(
          name: names[feature], role: .other,
          numbers: (0..<count).map { tensor.elements[$0 * names.count + feature] })
      }
    }
    let file = fileName(arrays.path)
    try self.init(
      label: arrays.entries.count > 1
        ? "\(file), array \(entry.name)" : file,
      features: tensor, featureNames: names, columns: Self.namedApart(columns), notes: notes)
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
