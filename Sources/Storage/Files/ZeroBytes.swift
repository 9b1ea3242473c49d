/// Runs of zero bytes, as in files whose space was reserved before they are written; the search is bound by memory
/// bandwidth.
package enum ZeroBytes {
  /// The first offset at or after `start` whose byte is not zero; the end when there is none.
  ///
  /// - Parameters:
  ///   - bytes: Any bytes.
  ///   - start: Where to begin.
  /// - Returns: The offset.
  package static func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    precondition((0...bytes.count).contains(start), "ZeroBytes: start \(start)")
    var place = start
    while place + 8 <= bytes.count,
      bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) == 0
    { place += 8 }
    while place < bytes.count, bytes[place] == 0 { place += 1 }
    return place
  }

  /// Where the trailing zeros of some bytes begin; the end when the last byte is not zero.
  ///
  /// - Parameter bytes: Any bytes.
  /// - Returns: The offset.
  package static func start(ofTailOf bytes: UnsafeRawBufferPointer) -> Int {
    var place = bytes.count
    while place >= 8, bytes.loadUnaligned(fromByteOffset: place - 8, as: UInt64.self) == 0 {
      place -= 8
    }
    while place > 0, bytes[place - 1] == 0 { place -= 1 }
    return place
  }
}
