internal import CGuard
internal import Escaping
import Platform

/// A regular file mapped into memory for reading; its pages are loaded on access.
///
/// A mapped file should be replaced by renaming another over it, as ``AtomicFile`` does: the mapping then keeps the
/// old content. Access beyond the end of a file that was truncated in place ends the process, with a line that names
/// the file and status 1 (`CGuard`), so that no result is computed from parts of different files.
package final class MappedFile: Sendable {
  /// The path that was opened.
  package let path: String
  /// The length of the file in bytes.
  package let count: Int

  /// The first mapped byte as an integer, because a pointer is not `Sendable`; 0 for an empty file.
  private let address: UInt
  /// The note that `CGuard` keeps of the mapping, as an integer; 0 for an empty file.
  private let note: UInt

  /// Maps a file.
  ///
  /// - Parameter path: A regular file, possibly empty.
  /// - Throws: ``StorageError`` when the file is missing, unreadable or not a regular file.
  package init(path: String) throws(StorageError) {
    let file = try FileDescriptor(path: path, flags: O_RDONLY | O_NONBLOCK)
    let status = try file.status()
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw .system(path: path, operation: "read", code: EISDIR)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .malformed(
        path: path, place: "file", expected: "a regular file", found: "a device, pipe or socket")
    }
    let count = Int(status.st_size)
    let start = try Self.map(file, count: count)
    (self.path, self.count) = (path, count)
    address = UInt(bitPattern: start)
    note =
      start.map {
        let shown = path.escaped(limit: 200)
        return UInt(bitPattern: cg_mapping_add($0, count, FileName.cString(path), shown))
      } ?? 0
  }

  /// Makes bytes in memory that are read like those of a file.
  ///
  /// - Parameters:
  ///   - path: The file that they are made from.
  ///   - count: How many there are, which the machine has room for.
  ///   - fill: Fills them.
  /// - Throws: ``StorageError`` when there is no memory, and what `fill` throws.
  init(
    path: String, count: Int,
    filledBy fill: (UnsafeMutableRawBufferPointer) throws(StorageError) -> Void
  ) throws(StorageError) {
    (self.path, self.count, note) = (path, count, 0)
    guard count > 0 else {
      address = 0
      return
    }
    guard
      let start = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      start != MAP_FAILED
    else { throw .system(path: path, operation: "expand", code: errno) }
    address = UInt(bitPattern: start)
    try fill(UnsafeMutableRawBufferPointer(start: start, count: count))
  }

  deinit {
    guard let start = UnsafeMutableRawPointer(bitPattern: address) else { return }
    if let note = UnsafeMutableRawPointer(bitPattern: note) { cg_mapping_remove(note) }
    munmap(start, count)
  }

  /// Calls `body` with the bytes of the file, which stay valid until it returns.
  ///
  /// - Parameter body: Receives all bytes; must not let the pointer escape.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  package func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(
      UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count))
  }

  /// Gives back the memory of pages that will hardly be read again; they are loaded once more on access.
  ///
  /// - Parameter range: Bytes of the file.
  package func releasePages(in range: Range<Int>) {
    let page = sysconf(Int32(_SC_PAGESIZE))
    guard page > 0 else { return }
    let first = (range.lowerBound + page - 1) / page * page
    let end = range.upperBound / page * page
    // What is no file could not be loaded again.
    guard note != 0, first < end, let start = UnsafeMutableRawPointer(bitPattern: address) else {
      return
    }
    madvise(start + first, end - first, Int32(MADV_DONTNEED))
  }

  /// Gives back the memory of bytes that have been read; on access they are loaded again.
  ///
  /// - Parameter range: Where the bytes lie in the file.
  func release(_ range: Range<Int>) {
    guard let start = UnsafeMutableRawPointer(bitPattern: address), !range.isEmpty else { return }
    let page = max(1, sysconf(Int32(_SC_PAGESIZE)))
    let first = range.lowerBound / page * page
    // Pages that stay in memory are no fault.
    _ = madvise(start + first, range.upperBound - first, MADV_DONTNEED)
  }

  private static func map(
    _ file: borrowing FileDescriptor, count: Int
  ) throws(StorageError) -> UnsafeMutableRawPointer? {
    guard count > 0 else { return nil }
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, file.number, 0),
      start != MAP_FAILED
    else { throw file.failure("map") }
    return start
  }
}
