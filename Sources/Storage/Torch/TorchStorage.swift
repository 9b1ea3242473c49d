/// The elements that tensors of a PyTorch file view, wherever they are.
struct TorchStorage: Sendable {
  enum Source: Sendable {
    /// Bytes of the mapped file.
    case file(Range<Int>)
    /// Bytes that would have to be expanded, which PyTorch never writes and this program does not read.
    case compressed(count: Int)
    /// Few bytes, which lay inside of a pickle.
    case memory([UInt8])
  }

  /// Where the bytes are.
  let source: Source

  var byteCount: Int {
    switch source {
    case .file(let range): range.count
    case .compressed(let count): count
    case .memory(let bytes): bytes.count
    }
  }

  /// Bytes of this storage as one of its own; `nil` where they are not inside.
  func part(_ range: Range<Int>) -> TorchStorage? {
    guard range.lowerBound >= 0, range.upperBound <= byteCount else { return nil }
    return switch source {
    case .file(let whole):
      TorchStorage(
        source: .file(
          whole.lowerBound + range.lowerBound..<whole.lowerBound + range.upperBound))
    case .memory(let bytes): TorchStorage(source: .memory(Array(bytes[range])))
    case .compressed: nil
    }
  }
}
