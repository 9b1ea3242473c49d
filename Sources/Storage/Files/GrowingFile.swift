#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What tells one state of a file from another without reading it.
public struct FileStatus: Sendable, Equatable {
  /// The device that holds the file.
  public let device: UInt64
  /// The number of the file on its device; another file under the same path has another.
  public let number: UInt64
  /// The length in bytes.
  public let byteCount: Int
  /// When the content was last changed, in unix seconds by the clock of whoever keeps the file.
  public let modificationTime: Double

  /// Looks at a regular file.
  ///
  /// - Parameter path: The file; `nil` when there is none, or something that is no regular file.
  public init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    byteCount = Int(status.st_size)
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    modificationTime = Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}

/// A file that others write while it is read.
///
/// It is read and not mapped: a mapped page behind the end of a file that was cut meanwhile would end the process.
public final class GrowingFile: Sendable {
  /// The path that was opened; another file may have taken it since.
  public let path: String
  private let file: FileDescriptor

  /// Opens a file for reading.
  ///
  /// - Parameter path: A regular file.
  /// - Throws: ``StorageError`` when the file is missing, unreadable or not a regular file.
  public init(path: String) throws(StorageError) {
    file = try FileDescriptor(path: path, flags: O_RDONLY | O_NONBLOCK)
    self.path = path
    let kind = try file.status().st_mode & S_IFMT
    guard kind != S_IFDIR else { throw .system(path: path, operation: "read", code: EISDIR) }
    guard kind == S_IFREG else {
      throw .malformed(
        path: path, place: "file", expected: "a regular file", found: "a device, pipe or socket")
    }
  }

  /// The present state of the file that was opened, wherever it is now.
  ///
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the file cannot be examined.
  public var status: FileStatus {
    get throws(StorageError) { FileStatus(try file.status()) }
  }

  /// Reads what is there.
  ///
  /// - Parameters:
  ///   - buffer: Where to put the bytes.
  ///   - offset: Where to start in the file.
  /// - Returns: The number of bytes read, less than the buffer's only at the end of the file.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the device fails.
  public func read(
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
}
