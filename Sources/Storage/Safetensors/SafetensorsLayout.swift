/// The layout of a safetensors file of single-precision tensors.
struct SafetensorsLayout {
  /// The length prefix and the header, padded so that the data starts at a multiple of 8 bytes.
  let header: [UInt8]
  /// The bytes of every tensor in the file, in the order given.
  let byteRanges: [Range<Int>]

  init(metadata: [String: String], tensors: [(name: String, shape: [Int])]) {
    var fields: [String] = []
    if !metadata.isEmpty {
      fields.append(
        "\"\(SafetensorsHeader.metadataKey)\":" + Self.object(metadata.sorted { $0.key < $1.key }))
    }
    var names: Set = [SafetensorsHeader.metadataKey]
    var ranges: [Range<Int>] = []
    var end = 0
    for (name, shape) in tensors {
      precondition(names.insert(name).inserted, "Safetensors: tensor name \"\(name)\" is taken")
      let range = Self.range(from: end, shape: shape)
      fields.append(
        ByteScanner.jsonString(name) + ":{\"dtype\":\"F32\",\"shape\":\(Self.list(shape)),"
          + "\"data_offsets\":[\(range.lowerBound),\(range.upperBound)]}")
      ranges.append(range)
      end = range.upperBound
    }
    header = Self.padded("{" + fields.joined(separator: ",") + "}")
    let dataStart = header.count
    byteRanges = ranges.map { dataStart + $0.lowerBound..<dataStart + $0.upperBound }
  }

  private static func range(from start: Int, shape: [Int]) -> Range<Int> {
    guard let byteCount = StoredShape.byteCount(shape, of: .float32),
      byteCount <= Int.max / 2 - start
    else { preconditionFailure("Safetensors: shape \(shape)") }
    return start..<start + byteCount
  }

  private static func list(_ shape: [Int]) -> String {
    "[" + shape.map(String.init).joined(separator: ",") + "]"
  }

  private static func object(_ texts: [(key: String, value: String)]) -> String {
    let fields = texts.map {
      ByteScanner.jsonString($0.key) + ":" + ByteScanner.jsonString($0.value)
    }
    return "{" + fields.joined(separator: ",") + "}"
  }

  private static func padded(_ json: String) -> [UInt8] {
    var text = Array(json.utf8)
    while !text.count.isMultiple(of: 8) { text.append(UInt8(ascii: " ")) }
    return withUnsafeBytes(of: UInt64(text.count).littleEndian, Array.init) + text
  }
}
