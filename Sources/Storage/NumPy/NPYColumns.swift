import Tensors

/// Reads arrays of structures and of texts, and those of numbers with one axis, column by column.
enum NPYColumns {
  /// The most columns of a structure.
  private static let columnLimit = 1 << 16

  /// A column and the offsets of its elements in every row.
  private struct Plan {
    let name: String
    let type: NPYType
    let offset: Int
  }

  /// Reads a whole array.
  static func decode(_ reader: inout some ByteReader) throws(StorageError) -> [StoredColumn] {
    let header = try NPYHeader(&reader)
    let isTable = if case .structure = header.type { true } else { false }
    let isText = if case .text = header.type { true } else { false }
    let isNumber = if case .number = header.type { true } else { false }
    // With several axes the order of the elements would matter.
    let isList = isNumber && header.shape.count { $0 != 1 } <= 1
    guard isTable || isText || isList, let size = header.type.byteCount, size > 0 else {
      throw .unsupported(
        path: reader.path, place: "npy header", feature: "a table from \(header.type.name)")
    }
    let (found, path) = (reader.remainingCount, reader.path)
    let rows = StoredShape.byteCount(header.shape, of: .uint8) ?? .max
    guard rows <= Int.max / size, rows * size == found else {
      throw .malformed(
        path: path, place: "npy data",
        expected: "\(size) bytes for each element of shape \(header.shape.prefix(8))",
        found: "\(found) bytes")
    }
    var plans: [Plan] = []
    var end = 0
    plan(header.type, name: "", at: &end, into: &plans)
    guard plans.count <= columnLimit else {
      throw .malformed(
        path: path, place: "npy header", expected: "at most \(columnLimit) columns", found: "more")
    }
    guard rows <= Int.max / (8 * max(plans.count, 1)),
      MachineMemory.hasRoom(forBytes: rows * 8 * plans.count)
    else {
      throw .malformed(
        path: path, place: "npy data", expected: "a table that fits into memory",
        found: "\(rows) rows of \(plans.count) columns")
    }
    var builders = plans.map { Builder($0.type) }
    try forEachPiece(&reader, rows: rows, size: size) { bytes in
      for start in stride(from: 0, to: bytes.count, by: size) {
        for (index, plan) in plans.enumerated() {
          builders[index].append(bytes, at: start + plan.offset)
        }
      }
    }
    try reader.finish()
    return zip(plans, builders).map { StoredColumn(name: $0.name, values: $1.values) }
  }

  private static func plan(
    _ type: NPYType, name: String, at offset: inout Int, into plans: inout [Plan]
  ) {
    switch type {
    case .structure(let fields):
      for field in fields {
        for index in 0..<field.count {
          guard plans.count <= columnLimit else { return }
          let own = (name.isEmpty ? "" : name + ".") + field.name
          plan(
            field.type, name: field.count == 1 ? own : "\(own) \(index)", at: &offset, into: &plans)
        }
      }
    case .padding(let count): offset += count
    case .number, .text, .foreign:
      plans.append(Plan(name: name, type: type, offset: offset))
      offset += type.byteCount ?? 0
    }
  }

  private static func forEachPiece(
    _ reader: inout some ByteReader, rows: Int, size: Int, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(StorageError) {
    let rowsPerPiece = max(1, (1 << 16) / size)
    var bytes = [UInt8](repeating: 0, count: min(rows, rowsPerPiece) * size)
    var row = 0
    while row < rows {
      let count = min(rowsPerPiece, rows - row)
      try bytes.withUnsafeMutableBufferPointer { bytes throws(StorageError) in
        let piece = UnsafeMutableRawBufferPointer(
          UnsafeMutableBufferPointer(rebasing: bytes[..<(count * size)]))
        try reader.read(into: piece)
        body(UnsafeRawBufferPointer(piece))
      }
      row += count
    }
  }
}

/// Collects the values of a column.
private struct Builder {
  private let type: NPYType
  private var numbers: [Double] = []
  private var integers: [UInt64] = []
  private var texts: [String] = []

  init(_ type: NPYType) { self.type = type }

  mutating func append(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    switch type {
    case .number(.int64, let isBigEndian), .number(.uint64, let isBigEndian):
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      integers.append(isBigEndian ? UInt64(bigEndian: word) : UInt64(littleEndian: word))
    case .number(let type, let isBigEndian):
      var value = 0.0
      withUnsafeMutablePointer(to: &value) {
        type.convert(
          UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + type.byteCount]),
          isBigEndian: isBigEndian, into: UnsafeMutableBufferPointer(start: $0, count: 1))
      }
      numbers.append(value)
    case .text(let count, let isWide, let isBigEndian):
      texts.append(
        isWide
          ? Self.wide(bytes, at: offset, count: count, isBigEndian: isBigEndian)
          : Self.narrow(bytes[offset..<offset + count]))
    case .padding, .structure, .foreign: break
    }
  }

  /// A text of four bytes per character; NumPy pads it with zeros.
  private static func wide(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, count: Int, isBigEndian: Bool
  ) -> String {
    var text = String.UnicodeScalarView()
    for index in 0..<count {
      let word = bytes.loadUnaligned(fromByteOffset: offset + 4 * index, as: UInt32.self)
      let value = isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
      if value == 0, bytes[(offset + 4 * index)..<(offset + 4 * count)].allSatisfy({ $0 == 0 }) {
        break
      }
      text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(text)
  }

  private static func narrow(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    let end = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? bytes.startIndex
    return String(decoding: bytes[bytes.startIndex..<end], as: UTF8.self)
  }

  /// Whole numbers; as texts where different ones would be equal in double precision, as with identifiers.
  private static func values<Number: FixedWidthInteger>(
    of integers: [Number]
  ) -> StoredColumn.Values {
    integers.allSatisfy { $0.magnitude <= 1 << 53 }
      ? .numbers(integers.map { Double($0) }) : .texts(integers.map { String($0) })
  }

  var values: StoredColumn.Values {
    switch type {
    case .number(.int64, _): Self.values(of: integers.map { Int64(bitPattern: $0) })
    case .number(.uint64, _): Self.values(of: integers)
    case .number: .numbers(numbers)
    case .text: .texts(texts)
    case .padding, .structure, .foreign: .foreign(type.name)
    }
  }
}
