import Platform

/// A folder of its own for one test, removed with all that is in it when the test lets go of it.
package final class TemporaryFolder: Sendable {
  /// Why a folder or a file in it could not be made.
  package struct Failure: Error {
    /// The system's `errno`.
    package let code: Int32

    /// Creates a failure.
    package init(code: Int32) { self.code = code }
  }

  /// The path, without a slash at the end.
  package let path: String

  /// Makes a folder under the system's temporary folder.
  ///
  /// - Throws: ``Failure`` when the system refuses.
  package init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/latentty-test-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    guard let made else { throw Failure(code: errno) }
    path = made
  }

  deinit { Self.remove(path) }

  /// The path of a file or folder inside.
  package func path(_ name: String) -> String { "\(path)/\(name)" }

  /// The names of what is inside, sorted.
  package var names: [String] { Self.names(in: path).sorted() }

  /// Removes all that is inside.
  package func empty() {
    for name in names { Self.remove(path(name)) }
  }

  private static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Removes a file, or a folder with all that is in it.
  static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    chmod(path, 0o700)
    for name in names(in: path) { remove("\(path)/\(name)") }
    rmdir(path)
  }
}
