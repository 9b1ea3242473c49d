/// Single-precision elements that stay in a mapped file; it is open as long as this value lives.
package struct MappedFloats: Sendable {
  /// The extent of every axis.
  package let shape: [Int]
  private let file: MappedFile
  private let byteRange: Range<Int>

  init(shape: [Int], file: MappedFile, byteRange: Range<Int>) {
    self.shape = shape
    self.file = file
    self.byteRange = byteRange
  }

  /// The number of elements.
  package var count: Int { byteRange.count / MemoryLayout<Float>.size }

  /// Calls `body` with all elements in row-major order.
  ///
  /// - Parameter body: Receives the elements; must not let the pointer escape.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  package func withUnsafeElements<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try file.withUnsafeBytes { bytes throws(Failure) in
      try body(
        UnsafeRawBufferPointer(rebasing: bytes[byteRange]).assumingMemoryBound(to: Float.self))
    }
  }
}
