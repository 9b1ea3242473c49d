/// Zeroed, 64-byte aligned memory for kernels, freed with its owner.
///
/// Kernels load whole vectors, so every buffer ends in ``slack`` readable padding elements. The
/// buffer is `Sendable` as an address; the workers of a pool coordinate who writes where.
package final class FloatBuffer: Sendable {
  /// The number of readable elements past the end: one vector and a lane.
  package static let slack = 32

  /// The number of elements.
  package let count: Int
  private let address: UInt

  /// Allocates `count` zeros.
  package init(count: Int) {
    precondition(count >= 0, "FloatBuffer: \(count) elements")
    let bytes = (count + Self.slack) * MemoryLayout<Float>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    self.count = count
    address = UInt(bitPattern: memory)
  }

  /// Allocates a copy of `elements`.
  package convenience init(_ elements: some Collection<Float>) {
    self.init(count: elements.count)
    _ = UnsafeMutableBufferPointer(start: pointer, count: count).update(from: elements)
  }

  deinit { UnsafeMutableRawPointer(pointer).deallocate() }

  /// The first element.
  package var pointer: UnsafeMutablePointer<Float> {
    guard let pointer = UnsafeMutablePointer<Float>(bitPattern: address) else {
      preconditionFailure("FloatBuffer: freed")
    }
    return pointer
  }

  /// The elements.
  package var elements: UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(start: pointer, count: count)
  }
}
