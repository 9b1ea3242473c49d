import Platform

/// Memory of plain elements for the workers of a thread pool, 64-byte aligned and freed with its owner.
///
/// `Sendable` as an address, like `FloatBuffer`; the workers coordinate who writes where. The elements
/// are followed by one vector of zero bytes, so that kernels may load whole vectors.
final class SharedBuffer<Element: BitwiseCopyable>: Sendable {
  private static var slackBytes: Int { 128 }
  /// From this size on, memory comes in pages of 2 MiB where the system has them: a hundred megabytes
  /// of small pages take longer to release than cancelling a computation may take.
  private static var largeBytes: Int { 1 << 23 }
  private static var largePageBytes: Int { 1 << 21 }

  /// The number of elements.
  let count: Int
  private let address: UInt

  /// Allocates uninitialised elements, each of which must be written before it is read.
  init(uninitializedCount count: Int) {
    precondition(count >= 0, "SharedBuffer: \(count) elements")
    let bytes = count * MemoryLayout<Element>.stride
    let isLarge = bytes >= Self.largeBytes
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: bytes + Self.slackBytes, alignment: isLarge ? Self.largePageBytes : 64)
    #if os(Linux)
      if isLarge { madvise(memory, bytes, MADV_HUGEPAGE) }
    #endif
    (memory + bytes).initializeMemory(as: UInt8.self, repeating: 0, count: Self.slackBytes)
    self.count = count
    address = UInt(bitPattern: memory)
  }

  /// Allocates equal elements.
  convenience init(repeating element: Element, count: Int) {
    self.init(uninitializedCount: count)
    pointer.initialize(repeating: element, count: count)
  }

  /// Allocates a copy.
  convenience init(_ elements: [Element]) {
    self.init(uninitializedCount: elements.count)
    elements.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { pointer.initialize(from: start, count: count) }
    }
  }

  deinit { UnsafeMutableRawPointer(pointer).deallocate() }

  /// The first element.
  var pointer: UnsafeMutablePointer<Element> {
    guard let pointer = UnsafeMutablePointer<Element>(bitPattern: address) else {
      preconditionFailure("SharedBuffer: freed")
    }
    return pointer
  }

  /// The elements.
  var elements: UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: pointer, count: count)
  }

  subscript(_ index: Int) -> Element {
    get { pointer[index] }
    set { pointer[index] = newValue }
  }
}
