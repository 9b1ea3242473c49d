import Escaping
import Platform

/// A file that other processes write while it is read.
///
/// It is read and not mapped: a mapped page beyond the end of a file that was truncated meanwhile would crash the
/// process.
package final class GrowingFile: Sendable {
  /// The path that was opened; another file may have taken it since.
  package let path: String
  private let file: FileDescriptor

  /// Opens a file for reading.
  ///
  /// - Parameter path: A regular file.
  /// - Throws: ``StorageError`` when the file is missing, unreadable or not a regular file.
  package init(path: String) throws(StorageError) {
    // Opening a pipe or a device has side effects: it lets a writer continue, or rewinds a tape.
    guard try FileStatus(path: path) != nil else {
      throw .system(path: path, operation: "open", code: ENOENT)
    }
    file = try FileDescriptor(path: path, flags: O_RDONLY | O_NONBLOCK | O_NOCTTY)
    self.path = path
    let found = FileKind(mode: try file.status().st_mode)
    guard found == .file else {
      throw .malformed(
        path: path, place: "file", expected: FileKind.file.rawValue, found: found.rawValue)
    }
  }

  /// The present state of the file that was opened, wherever it is now.
  ///
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the file cannot be examined.
  package var status: FileStatus {
    get throws(StorageError) { FileStatus(try file.status()) }
  }

  /// Reads what is there.
  ///
  /// - Parameters:
  ///   - buffer: Where to put the bytes.
  ///   - offset: Where to start in the file.
  /// - Returns: The number of bytes read, less than the buffer's only at the end of the file.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the device fails.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(StorageError) -> Int {
    precondition(offset >= 0, "GrowingFile: offset \(offset)")
    var done = 0
    while done < buffer.count {
      let count = retryingInterrupted {
        pread(
          file.number, buffer.baseAddress?.advanced(by: done), buffer.count - done,
          off_t(offset + done))
      }
      guard count >= 0 else { throw file.failure("read") }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// Finds the first byte that is not zero; the holes of a sparse file are not read.
  ///
  /// - Parameter offset: Where to start in the file.
  /// - Returns: Its offset; `nil` when there are only zeros up to the end.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the device fails.
  package func firstNonZero(from offset: Int) throws(StorageError) -> Int? {
    var part = [UInt8](repeating: 0, count: Self.searchedByteCount)
    var place = offset
    while let data = data(from: place) {
      let count = try part.withUnsafeMutableBufferPointer { part throws(StorageError) in
        try read(into: UnsafeMutableRawBufferPointer(part), at: data)
      }
      let end = part.withUnsafeBytes {
        ZeroBytes.end(in: UnsafeRawBufferPointer(rebasing: $0[..<count]), from: 0)
      }
      if end < count { return data + end }
      if count < part.count { return nil }
      place = data + count
    }
    return nil
  }

  private static let searchedByteCount = 1 << 18
  /// What the headers of Linux call `SEEK_DATA`, which is not imported.
  private static let seekData: Int32 = 3

  /// Where data begins at or after an offset; `nil` when there is only a hole.
  ///
  /// File systems without holes return the offset itself.
  private func data(from offset: Int) -> Int? {
    let found = lseek(file.number, off_t(offset), Self.seekData)
    if found >= 0 { return max(offset, Int(found)) }
    return errno == ENXIO ? nil : offset
  }
}
