/// Zeroed memory for sums in double precision, freed with its owner.
///
/// Like ``FloatBuffer`` it is `Sendable` as an address.
public final class DoubleBuffer: Sendable {
  /// The number of elements.
  public let count: Int
  private let address: UInt

  /// Allocates `count` zeros.
  public init(count: Int) {
    precondition(count > 0, "DoubleBuffer: \(count) elements")
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: count)
    memory.initialize(repeating: 0, count: count)
    self.count = count
    address = UInt(bitPattern: memory)
  }

  deinit { elements.baseAddress?.deallocate() }

  /// The elements.
  public var elements: UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(start: UnsafeMutablePointer(bitPattern: address), count: count)
  }

  /// Sets every element to zero.
  public func clear() { elements.update(repeating: 0) }
}
