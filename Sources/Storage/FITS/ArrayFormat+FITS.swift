import Tensors

extension ArrayFormat {
  /// Images, cubes and tables of astronomy.
  static let fits = ArrayFormat("a FITS file", recognise: { $0.format == .fits }) {
    file throws(StorageError) in
    try FITSArrays(try file.mapped()).arrays()
  }
}

/// The arrays of a FITS file: images of one shape together, cubes, and the columns of tables.
private struct FITSArrays {
  /// Where an array is.
  enum Place: Sendable {
    /// Images of one shape, each a sample, or one image of several axes.
    case images([FITSUnit])
    case column(unit: Int, FITSColumn, rows: Int)
    case table(unit: Int, [FITSColumn], rows: Int)
  }

  private let content: MappedFile
  private var places: [(name: String, shape: [Int], place: Place)] = []

  /// The most units that are looked at.
  private static let unitLimit = 1 << 14

  init(_ content: MappedFile) throws(StorageError) {
    self.content = content
    let file = try FITSFile(content)
    var images: [FITSUnit] = []
    let count = try file.unitCount
    guard count <= Self.unitLimit else {
      throw .malformed(
        path: content.path, place: "FITS", expected: "at most \(Self.unitLimit) units",
        found: "\(count)")
    }
    for number in 1...max(1, count) {
      let unit = try file.unit(number)
      if unit.columnCount > 0 {
        try add(table: unit, of: file)
      } else if unit.shape.count >= 2, !unit.shape.contains(0) {
        try unit.check(in: content)
        images.append(unit)
      }
    }
    add(images)
  }

  /// Images of two axes are samples together with all of their shape; those of more are samples themselves.
  private mutating func add(_ images: [FITSUnit]) {
    var groups: [[FITSUnit]] = []
    for unit in images {
      let shape = unit.pictureShape
      if shape.count == 2, let group = groups.firstIndex(where: { $0[0].pictureShape == shape }) {
        groups[group].append(unit)
      } else {
        groups.append([unit])
      }
    }
    for group in groups {
      let shape = group[0].pictureShape
      let isOneName = group.allSatisfy { $0.name == group[0].name }
      places.append(
        (
          isOneName || group.count == 1 ? group[0].title : "images",
          shape.count == 2 ? [group.count] + shape : shape, .images(group)
        ))
    }
  }

  /// Columns with a picture or a curve in every row are arrays, and so are the others beside them; without such columns the rows
  /// are samples.
  private mutating func add(table unit: FITSUnit, of file: borrowing FITSFile) throws(StorageError)
  {
    let rows = unit.rowCount
    guard unit.columnCount <= FITSUnit.columnLimit, rows >= 0, rows <= content.count else {
      throw .malformed(
        path: content.path, place: "FITS \(unit.title)",
        expected: "at most \(FITSUnit.columnLimit) columns and rows that the file has",
        found: "\(unit.columnCount) columns, \(rows) rows")
    }
    var columns: [FITSColumn] = []
    for number in 1...unit.columnCount { columns.append(try file.column(number)) }
    guard columns.contains(where: \.isVector) else {
      places.append((unit.title, [rows], .table(unit: unit.number, columns, rows: rows)))
      return
    }
    for column in columns where column.isNumeric || column.isText {
      let isFilled = column.shape.reduce(1.0) { $0 * Double($1) } == Double(column.count)
      let axes = isFilled && column.count > 1 ? column.shape : [column.count]
      guard rows == 0 || column.isText || column.count <= content.count / rows else {
        throw .malformed(
          path: content.path, place: "FITS column \(column.name)",
          expected: "elements that the file has", found: "\(rows) of \(axes)")
      }
      places.append(
        (
          column.name, [rows] + (column.isVector ? axes : []),
          .column(unit: unit.number, column, rows: rows)
        ))
    }
  }

  func arrays() -> StoredArrays {
    let names = UniqueNames.of(places.map(\.name), orElse: "array")
    let found = Dictionary(uniqueKeysWithValues: zip(names, places.map(\.place)))
    let content = content
    return StoredArrays(
      path: content.path, entries: zip(names, places).map(Self.entry), notes: notes,
      columns: { entry throws(StorageError) in
        guard let place = found[entry.name] else { return [] }
        return try Self.columns(place, of: content)
      },
      elements: { entry throws(StorageError) in
        guard let place = found[entry.name] else {
          preconditionFailure("FITSArrays: no array \(entry.name)")
        }
        return try Self.elements(place, shape: entry.shape, of: content)
      })
  }

  private var notes: [String] {
    places.compactMap { name, shape, place in
      guard case .images(let units) = place, units.count > 1 else { return nil }
      return "\(units.count) images of shape \(Array(shape.dropFirst())) are samples"
    }
  }

  private static func entry(
    _ name: String, _ found: (name: String, shape: [Int], place: Place)
  ) -> StoredArrays.Entry {
    switch found.place {
    case .images: .init(name: name, shape: found.shape, elementType: .float32, typeName: "image")
    case .table:
      .init(name: name, shape: found.shape, elementType: nil, typeName: "table", isTable: true)
    case .column(_, let column, _):
      .init(
        name: name, shape: found.shape,
        elementType: column.isText ? nil : column.isVector ? .float32 : .float64,
        typeName: column.isText ? "text" : "column", holdsTexts: column.isText)
    }
  }

  private static func elements(
    _ place: Place, shape: [Int], of content: MappedFile
  ) throws(StorageError) -> StoredElements {
    let count = shape.reduce(1, *)
    guard MachineMemory.hasRoom(forFloats: count) else {
      throw .malformed(
        path: content.path, place: "FITS", expected: "an array that fits into memory",
        found: "shape \(shape)")
    }
    let file = try FITSFile(content)
    switch place {
    case .images(let units):
      var pixels = [Float](repeating: 0, count: count)
      let part = count / units.count
      for (index, unit) in units.enumerated() {
        _ = try file.unit(unit.number)
        try pixels.withUnsafeMutableBufferPointer { pixels throws(StorageError) in
          try file.readPixels(
            into: UnsafeMutableBufferPointer(rebasing: pixels[index * part..<(index + 1) * part]))
        }
      }
      return StoredElements(shape: shape, type: .float32, source: .floats(pixels))
    case .column(let unit, let column, _) where column.isVector:
      _ = try file.unit(unit)
      var values = [Float](repeating: 0, count: count)
      try values.withUnsafeMutableBufferPointer { values throws(StorageError) in
        try file.readFloats(column.number, into: values)
      }
      return StoredElements(shape: shape, type: .float32, source: .floats(values))
    case .column(let unit, let column, let rows):
      _ = try file.unit(unit)
      let values = try Self.doubles(column, rows: rows, of: file)
      return StoredElements(shape: shape, type: .float64, source: .doubles(values))
    case .table: preconditionFailure("FITSArrays: the elements of a table")
    }
  }

  private static func columns(
    _ place: Place, of content: MappedFile
  ) throws(StorageError) -> [StoredColumn] {
    let file = try FITSFile(content)
    switch place {
    case .images: return []
    case .column(let unit, let column, let rows):
      _ = try file.unit(unit)
      return [try stored(column, rows: rows, of: file)]
    case .table(let unit, let columns, let rows):
      guard MachineMemory.hasRoom(forBytes: rows * columns.count * MemoryLayout<Double>.size) else {
        throw .malformed(
          path: content.path, place: "FITS", expected: "a table that fits into memory",
          found: "\(rows) rows of \(columns.count) columns")
      }
      _ = try file.unit(unit)
      var all: [StoredColumn] = []
      for column in columns { all.append(try stored(column, rows: rows, of: file)) }
      return all
    }
  }

  private static func stored(
    _ column: FITSColumn, rows: Int, of file: borrowing FITSFile
  ) throws(StorageError) -> StoredColumn {
    let values: StoredColumn.Values =
      if column.isText {
        .texts(try file.texts(column, count: rows))
      } else if column.isNumeric {
        .numbers(try doubles(column, rows: rows, of: file))
      } else {
        .foreign(column.typeName)
      }
    return StoredColumn(name: column.name, unit: column.unit, values: values)
  }

  private static func doubles(
    _ column: FITSColumn, rows: Int, of file: borrowing FITSFile
  ) throws(StorageError) -> [Double] {
    var values = [Double](repeating: 0, count: rows)
    try values.withUnsafeMutableBufferPointer { values throws(StorageError) in
      try file.readDoubles(column.number, into: values)
    }
    return values
  }
}
