extension ONNXFile {
  /// Whether bytes are the first ones of an ONNX model, which has no signature: a message that begins with the version of the format,
  /// followed by fields of a model in any order, of which one names the producer, the operators or the graph.
  ///
  /// - Parameter start: The first bytes of a file; 64 suffice.
  /// - Returns: Whether all of them fit.
  package static func isRecognised(start: [UInt8]) -> Bool {
    start.withUnsafeBytes { bytes in
      guard bytes.count >= 4, bytes[0] == 8, (1...32).contains(bytes[1]) else { return false }
      var fields = ProtobufFields(bytes, in: 2..<bytes.count)
      var isNamed = false
      while let (number, content) = fields.nextHead(messageEnd: .max) {
        switch (number, content) {
        case (2, .bytes(let range)), (3, .bytes(let range)), (4, .bytes(let range)):
          guard isText(bytes, range) else { return false }
          isNamed = isNamed || number == 2
        case (7, .bytes(let range)): return range.count > 1 && isGraph(bytes, range)
        case (8, .bytes(let range)):
          guard range.count < 256 else { return false }
          isNamed = true
        case (5, .varint), (6, .bytes), (14, .bytes), (20, .bytes), (25, .bytes), (26, .bytes):
          break
        default: return false
        }
        guard fields.offset < bytes.count else { return isNamed }
      }
      return isNamed && fields.isMalformed && !fields.isAtEnd ? false : isNamed
    }
  }

  private static func isText(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    range.count < 1 << 12
      && bytes[range.clamped(to: 0..<bytes.count)].allSatisfy { $0 >= 0x20 && $0 != 0x7F }
  }

  /// Whether the first field is one of a graph.
  private static func isGraph(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    guard range.lowerBound < bytes.count else { return true }
    var fields = ProtobufFields(bytes, in: range.lowerBound..<bytes.count)
    guard let (number, content) = fields.nextHead(messageEnd: range.upperBound) else {
      return false
    }
    guard case .bytes(let part) = content, part.upperBound <= range.upperBound else { return false }
    return [1, 2, 5, 10, 11, 12, 13, 14, 15, 16].contains(number)
  }
}
