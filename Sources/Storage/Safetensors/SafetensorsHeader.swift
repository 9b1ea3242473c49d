/// The checked header of a safetensors file.
///
/// Format: https://huggingface.co/docs/safetensors, "Format". Like the reference implementation, and
/// more strictly where it leaves a choice, a header is refused unless the tensors cover the rest of
/// the file exactly: no hole, no overlap, no byte left over.
struct SafetensorsHeader {
  typealias Entry = SafetensorsFile.Entry

  private(set) var metadata: [String: String] = [:]
  private(set) var entries: [Entry] = []

  /// The largest header that is read; the reference implementation has the same limit.
  static let maximumLength = 100_000_000
  /// The most tensors, and the most texts of metadata.
  static let entryLimit = 1 << 16
  static let prefixLength = 8
  static let metadataKey = "__metadata__"

  init(_ file: UnsafeRawBufferPointer, path: String) throws(StorageError) {
    let dataStart = try Self.dataStart(file, path: path)
    var scanner = ByteScanner(
      file[Self.prefixLength..<dataStart], path: path, place: "safetensors header")
    try parse(&scanner, dataStart: dataStart)
    entries.sort {
      ($0.byteRange.lowerBound, $0.byteRange.upperBound)
        < ($1.byteRange.lowerBound, $1.byteRange.upperBound)
    }
    try checkCover(dataStart..<file.count, path: path)
  }

  private static func dataStart(
    _ file: UnsafeRawBufferPointer, path: String
  ) throws(StorageError) -> Int {
    guard file.count >= prefixLength else {
      throw .malformed(
        path: path, place: "safetensors header length", expected: "8 bytes",
        found: "\(file.count) bytes")
    }
    let length = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
    let available = min(file.count - prefixLength, maximumLength)
    guard length <= UInt64(available) else {
      throw .malformed(
        path: path, place: "safetensors header length", expected: "at most \(available) bytes",
        found: "\(length) bytes")
    }
    return prefixLength + Int(length)
  }

  private mutating func parse(
    _ scanner: inout ByteScanner, dataStart: Int
  ) throws(StorageError) {
    var names: Set<String> = []
    try scanner.jsonObject { scanner, key throws(StorageError) in
      guard names.insert(key).inserted else {
        throw scanner.fault(expected: "unique names", found: "\"\(key)\" twice")
      }
      if key == Self.metadataKey {
        try scanner.jsonObject { scanner, key throws(StorageError) in
          try Self.check(metadata.count, of: "texts of metadata", scanner)
          let value = try scanner.jsonString()
          guard metadata.updateValue(value, forKey: key) == nil else {
            throw scanner.fault(expected: "unique metadata keys", found: "\"\(key)\" twice")
          }
        }
      } else {
        try Self.check(entries.count, of: "tensors", scanner)
        entries.append(try Self.entry(named: key, &scanner, dataStart: dataStart))
      }
    }
    try scanner.expectEnd()
  }

  private static func check(
    _ count: Int, of things: String, _ scanner: ByteScanner
  ) throws(StorageError) {
    guard count < entryLimit else {
      throw scanner.fault(expected: "at most \(entryLimit) \(things)", found: "more")
    }
  }

  private static func entry(
    named name: String, _ scanner: inout ByteScanner, dataStart: Int
  ) throws(StorageError) -> Entry {
    var type: String?
    var shape: [Int]?
    var offsets: [Int]?
    try scanner.jsonObject { scanner, key throws(StorageError) in
      switch key {
      case "dtype" where type == nil:
        type = try scanner.jsonString()
      case "shape" where shape == nil:
        shape = try scanner.integers(from: "[", to: "]", allowsTrailingComma: false)
      case "data_offsets" where offsets == nil:
        offsets = try scanner.integers(from: "[", to: "]", allowsTrailingComma: false)
      default:
        throw scanner.fault(
          expected: "dtype, shape and data_offsets once each", found: "\"\(key)\"")
      }
    }
    guard let type, let shape, let offsets else {
      throw scanner.fault(
        expected: "dtype, shape and data_offsets of tensor \"\(name)\"", found: "fewer keys")
    }
    return Entry(
      name: name, elementType: ElementType(rawValue: type), typeName: type, shape: shape,
      byteRange: try byteRange(
        shape: shape, type: type, offsets: offsets, tensor: name, dataStart: dataStart, scanner))
  }

  private static func byteRange(
    shape: [Int], type: String, offsets: [Int], tensor: String, dataStart: Int,
    _ scanner: ByteScanner
  ) throws(StorageError) -> Range<Int> {
    let place = "tensor \"\(tensor)\""
    guard offsets.count == 2, offsets[0] <= offsets[1], offsets[1] <= Int.max - dataStart else {
      throw .malformed(
        path: scanner.path, place: place, expected: "data_offsets [begin, end]",
        found: "\(offsets.prefix(3))")
    }
    let range = dataStart + offsets[0]..<dataStart + offsets[1]
    // The size of unsupported types is unknown; the tensors must still cover the file.
    guard let known = ElementType(rawValue: type) else { return range }
    guard let byteCount = StoredShape.byteCount(shape, of: known) else {
      throw .malformed(
        path: scanner.path, place: place, expected: "a size below 2^63 bytes",
        found: "shape \(shape.prefix(8))")
    }
    guard range.count == byteCount else {
      throw .malformed(
        path: scanner.path, place: place,
        expected: "\(byteCount) bytes for \(type) \(shape.prefix(8))",
        found: "\(range.count) bytes")
    }
    return range
  }

  private func checkCover(_ data: Range<Int>, path: String) throws(StorageError) {
    var position = data.lowerBound
    for entry in entries {
      guard entry.byteRange.lowerBound == position else {
        throw .malformed(
          path: path, place: "tensor \"\(entry.name)\"",
          expected: "data from byte \(position - data.lowerBound), where the one before ends",
          found: "byte \(entry.byteRange.lowerBound - data.lowerBound)")
      }
      position = entry.byteRange.upperBound
    }
    guard position == data.upperBound else {
      throw .malformed(
        path: path, place: "file length", expected: "\(position) bytes by its header",
        found: "\(data.upperBound) bytes")
    }
  }
}

extension ByteScanner {
  /// Reads a JSON object, calling `readValue` at each value.
  fileprivate mutating func jsonObject(
    _ readValue: (inout ByteScanner, _ key: String) throws(StorageError) -> Void
  ) throws(StorageError) {
    try expect("{")
    if take("}") { return }
    repeat {
      let key = try jsonString()
      try expect(":")
      try readValue(&self, key)
    } while take(",")
    try expect("}")
  }
}
