import Escaping
import Platform

/// An open file that is closed with its owner.
struct FileDescriptor: ~Copyable {
  let number: Int32
  let path: String

  init(path: String, flags: Int32) throws(StorageError) {
    let number = retryingInterrupted { open(FileName.cString(path), flags | O_CLOEXEC, 0o666) }
    guard number >= 0 else { throw .system(path: path, operation: "open", code: errno) }
    self.number = number
    self.path = path
  }

  deinit { close(number) }

  func status() throws(StorageError) -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw failure("examine") }
    return status
  }

  /// Writes all of `bytes` at a position of the file.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(StorageError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = retryingInterrupted {
        pwrite(number, rest.baseAddress, rest.count, off_t(offset + done))
      }
      guard count >= 0 else { throw failure("write") }
      guard count > 0 else { throw .system(path: path, operation: "write", code: ENOSPC) }
      done += count
    }
  }

  /// Appends bytes to a file that was opened with `O_APPEND`, all of them or none.
  func append(_ bytes: [UInt8]) throws(StorageError) {
    let start = Int(try status().st_size)
    var done = 0
    while done < bytes.count {
      // A short write gives no reason; the next one does.
      let count = bytes[done...].withUnsafeBytes { rest in
        retryingInterrupted { platformWrite(number, rest.baseAddress, rest.count) }
      }
      guard count > 0 else {
        let code = count < 0 ? errno : ENOSPC
        if done > 0 { try self.truncate(to: start) }
        throw .system(path: path, operation: "append to", code: code)
      }
      done += count
    }
  }

  /// Reads up to `count` bytes at a position of the file, fewer where the file ends.
  func read(count: Int, at offset: Int) throws(StorageError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let step = bytes.withUnsafeMutableBytes { bytes in
        retryingInterrupted {
          pread(number, bytes.baseAddress?.advanced(by: done), count - done, off_t(offset + done))
        }
      }
      guard step >= 0 else { throw failure("read") }
      if step == 0 { break }
      done += step
    }
    bytes.removeLast(count - done)
    return bytes
  }

  func truncate(to length: Int) throws(StorageError) {
    guard retryingInterrupted({ ftruncate(number, off_t(length)) }) == 0 else {
      throw failure("shorten")
    }
  }

  /// Waits until everything written has reached the device.
  func synchronize() throws(StorageError) {
    guard retryingInterrupted({ fsync(number) }) == 0 else { throw failure("write") }
  }

  func failure(_ operation: String) -> StorageError {
    .system(path: path, operation: operation, code: errno)
  }
}

private let platformWrite = write(_:_:_:)

/// Repeats a system call that a signal interrupted.
func retryingInterrupted<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
