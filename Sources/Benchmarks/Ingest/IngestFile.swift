import Escaping
import Platform

/// A temporary file of a measurement.
struct IngestFile: ~Copyable {
  private let descriptor: Int32
  private let path: String

  /// Opens a file for appending, creating it when it does not exist.
  init(path: String) throws(BenchError) {
    self.path = path
    descriptor = open(FileName.cString(path), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .system(operation: path, message: String(cString: strerror(errno)))
    }
  }

  deinit { close(descriptor) }

  /// Writes all bytes.
  func append(_ bytes: [UInt8]) throws(BenchError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else {
        throw .system(operation: path, message: String(cString: strerror(errno)))
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Creates a new folder in the system's temporary directory.
  static func makeFolder() throws(BenchError) -> String {
    let base = getenv("TMPDIR").map { FileName.text($0) } ?? P_tmpdir
    let ending = String(repeating: "X", count: 6)
    var template = FileName.cString("\(base)/latentty-bench-\(ending)")
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { FileName.text($0) }
    }
    guard let made else {
      throw .system(operation: base, message: String(cString: strerror(errno)))
    }
    return made
  }
}
