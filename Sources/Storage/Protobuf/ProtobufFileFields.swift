/// Iterates over the fields of a protocol buffer message that stays in its file.
///
/// Only keys, lengths and numbers are read, through a window; the content of a field is not loaded.
struct ProtobufFileFields {
  private let end: Int
  private var offset: Int
  /// Whether a field could not be read; nothing follows it.
  private(set) var isMalformed = false

  /// A key and a length or number of ten bytes each.
  private static let longestHead = 20

  init(in range: Range<Int>) {
    (offset, end) = (range.lowerBound, range.upperBound)
  }

  /// The next field, `nil` at the end; the ranges refer to the file.
  mutating func next(
    _ window: inout FileWindow
  ) throws(StorageError) -> (number: Int, content: ProtobufFields.Content)? {
    guard offset < end, !isMalformed else { return nil }
    let start = offset
    let available = min(Self.longestHead, end - start)
    let field = try window.withBytes(start..<start + available) { bytes in
      var fields = ProtobufFields(bytes, in: 0..<available)
      return fields.nextHead(messageEnd: end - start).map { ($0.number, $0.content, fields.offset) }
    }
    guard let (number, content, length) = field else {
      isMalformed = true
      return nil
    }
    guard case .bytes(let range) = content else {
      offset = start + length
      return (number, content)
    }
    offset = start + range.upperBound
    return (number, .bytes(start + range.lowerBound..<start + range.upperBound))
  }
}
