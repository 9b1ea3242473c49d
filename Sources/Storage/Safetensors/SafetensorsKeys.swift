/// Looks for the keys of this program in a safetensors file without reading its header as a whole.
enum SafetensorsKeys {
  /// So much of a header is looked at; what writers put first, `__metadata__`, is shorter.
  private static let byteLimit = 1 << 20

  /// The keys that begin with `latentty.`, as far as they stand in the first part of the header.
  ///
  /// A quote inside of a text has a backslash before it, so a key is found by the quote that has none, and by the colon behind
  /// it.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - start: Its first bytes.
  /// - Returns: The keys.
  /// - Throws: `StorageError` when the file cannot be read.
  static func own(in file: GrowingFile, start: [UInt8]) throws(StorageError) -> Set<String> {
    guard start.count > SafetensorsHeader.prefixLength else { return [] }
    let length = start.prefix(SafetensorsHeader.prefixLength).reversed().reduce(UInt64(0)) {
      $0 << 8 | UInt64($1)
    }
    let wanted = Int(min(length, UInt64(byteLimit)))
    guard wanted > start.count - SafetensorsHeader.prefixLength else {
      return own(in: start[SafetensorsHeader.prefixLength...].prefix(wanted))
    }
    var header = [UInt8](repeating: 0, count: wanted)
    let count = try header.withUnsafeMutableBufferPointer { header throws(StorageError) in
      try file.read(
        into: UnsafeMutableRawBufferPointer(header), at: SafetensorsHeader.prefixLength)
    }
    return own(in: header.prefix(count))
  }

  private static let beginning = Array("\"latentty.".utf8)

  private static func own(in header: ArraySlice<UInt8>) -> Set<String> {
    var keys: Set<String> = []
    var place = header.startIndex
    while let quote = header[place...].firstIndex(of: UInt8(ascii: "\"")) {
      place = quote + 1
      let isEscaped = quote > header.startIndex && header[quote - 1] == UInt8(ascii: "\\")
      guard !isEscaped, header[quote...].starts(with: beginning),
        let end = header[place...].firstIndex(of: UInt8(ascii: "\"")),
        header[(end + 1)...].first(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: ":")
      else { continue }
      keys.insert(String(decoding: header[place..<end], as: UTF8.self))
      place = end + 1
    }
    return keys
  }
}
