/// Pasted text while it arrives; only the end marker ends it.
struct PasteCollector {
  /// The most that is kept; the rest is read and dropped.
  private static let limit = 65_536
  private static let mark: [UInt8] = [0x1B] + Array("[201~".utf8)

  private var text: [UInt8] = []
  private var matchedCount = 0

  /// Takes a byte.
  ///
  /// - Returns: The whole text when this byte ended it.
  mutating func take(_ byte: UInt8) -> String? {
    if byte == Self.mark[matchedCount] {
      matchedCount += 1
      return matchedCount == Self.mark.count ? String(decoding: text, as: UTF8.self) : nil
    }
    keep(Self.mark[..<matchedCount])
    // The first byte of the marker occurs nowhere else in it.
    matchedCount = byte == Self.mark[0] ? 1 : 0
    if matchedCount == 0 { keep([byte]) }
    return nil
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    text += bytes.prefix(Self.limit - text.count)
  }
}
