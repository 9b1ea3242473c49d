import Platform
import TestSupport

extension TemporaryFolder {
  /// Writes a file and returns its path.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let path = path(name)
    try Self.put(bytes, to: path, flags: O_TRUNC)
    return path
  }

  /// Adds bytes to the end of a file, or makes it.
  func append(_ bytes: some Sequence<UInt8>, to name: String) throws {
    try Self.put(Array(bytes), to: path(name), flags: O_APPEND)
  }

  private static func put(_ bytes: [UInt8], to path: String, flags: Int32) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o600)
    guard file >= 0 else { throw Failure(code: errno) }
    defer { close(file) }
    guard write(file, bytes, bytes.count) == bytes.count else { throw Failure(code: errno) }
  }
}
