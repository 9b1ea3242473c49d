/// Zeroed memory for sums in double precision, freed with its owner.
///
/// Like ``FloatBuffer`` it is `Sendable` as an address.
package final class DoubleBuffer: Sendable {
  /// The number of elements.
  package let count: Int
  private let address: UInt

  /// Allocates `count` zeros.
  package init(count: Int) {
    precondition(count >= 0, "DoubleBuffer: \(count) elements")
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: count)
    memory.initialize(repeating: 0, count: count)
    self.count = count
    address = UInt(bitPattern: memory)
  }

  deinit { elements.baseAddress?.deallocate() }

  /// The first element.
  package var pointer: UnsafeMutablePointer<Double> {
    guard let pointer = elements.baseAddress else {
      preconditionFailure("DoubleBuffer: no address")
    }
    return pointer
  }

  /// The elements.
  package var elements: UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(start: UnsafeMutablePointer(bitPattern: address), count: count)
  }

  /// Sets every element to zero.
  package func clear() { elements.update(repeating: 0) }
}
