import Platform

/// The memory available to this process.
package enum MachineMemory {
  /// Requests smaller than this are not checked.
  private static let smallByteCount = 1 << 24

  /// The memory of the machine in bytes.
  package static var byteCount: Int {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return pages > 0 && size > 0 ? pages * size : .max
  }

  /// Whether the machine has this many bytes, and the limits of the process leave room for them now.
  ///
  /// An allocation that fails ends the process, so code that allocates an array whose size comes from a file
  /// checks first. Nothing is reserved: another thread may take the memory in the meantime.
  ///
  /// - Parameter count: The bytes, not negative.
  /// - Returns: Whether they can be allocated.
  package static func hasRoom(forBytes count: Int) -> Bool {
    precondition(count >= 0, "MachineMemory: \(count) bytes")
    guard count > smallByteCount else { return true }
    guard count <= byteCount else { return false }
    guard
      let start = mmap(
        nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      start != MAP_FAILED
    else { return false }
    munmap(start, count)
    return true
  }

  /// Whether this many elements of single precision can be allocated, by ``hasRoom(forBytes:)``.
  package static func hasRoom(forFloats count: Int) -> Bool {
    count <= Int.max / MemoryLayout<Float>.size
      && hasRoom(forBytes: count * MemoryLayout<Float>.size)
  }
}
