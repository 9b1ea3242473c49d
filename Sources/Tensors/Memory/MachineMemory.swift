import Platform

/// The memory that this process can have.
package enum MachineMemory {
  /// Less than this is never asked about.
  private static let smallByteCount = 1 << 24

  /// The memory of the machine in bytes.
  package static var byteCount: Int {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return pages > 0 && size > 0 ? pages * size : .max
  }

  /// Whether the machine has so many bytes, and the limits of the process leave room for them now.
  ///
  /// An array that cannot be allocated ends the process, so whoever is about to make one whose size a file decides
  /// asks first. Nothing is kept: another thread may take the room meanwhile.
  ///
  /// - Parameter count: The bytes, not negative.
  /// - Returns: Whether they can be had.
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

  /// Whether so many elements of single precision can be had, as ``hasRoom(forBytes:)`` tells.
  package static func hasRoom(forFloats count: Int) -> Bool {
    count <= Int.max / MemoryLayout<Float>.size
      && hasRoom(forBytes: count * MemoryLayout<Float>.size)
  }
}
