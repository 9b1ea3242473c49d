/// Archives of PyTorch with any pickle and a few storages of bytes.
enum TorchFrame {
  private static let storageByteCount = 256

  static func file(pickle: [UInt8]) -> [UInt8] {
    var entries = entry("a/data.pkl", Array(pickle.prefix(Int(UInt16.max))))
    for key in 0..<10 {
      let content = (0..<storageByteCount).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ key) }
      entries += entry("a/data/\(key)", content)
    }
    return ZipFrame.file(FuzzInput(entries))
  }

  /// A stored entry whose name stays as it is.
  private static func entry(_ name: String, _ content: [UInt8]) -> [UInt8] {
    [4, UInt8(name.utf8.count)] + Array(name.utf8)
      + UInt16(content.count).littleEndianBytes + content
  }
}
