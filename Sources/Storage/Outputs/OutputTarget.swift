import Escaping
import Platform

/// A file that a user asked the program to write: the one place that decides what may give way to it.
///
/// Nothing does but an empty file and a file of the same kind by this program; anything else only when the user insists,
/// and what is read to make it never. A link is followed, and the file that it leads to is replaced.
package struct OutputTarget: Sendable {
  /// Where the file goes: the path as named, or what the link there leads to.
  package let path: String
  private let kind: OutputKind
  private let inputs: [String]
  private let isForced: Bool

  /// Decides before the work begins whether a file may be written.
  ///
  /// - Parameters:
  ///   - path: The file as the user named it.
  ///   - kind: What will be written; a file that says it is of this kind gives way.
  ///   - inputs: The files that the work reads; none of them gives way, under whatever name.
  ///   - isForced: Whether other files give way as well.
  /// - Throws: ``StorageError`` in one line when the file may not be written, or its folder is missing or may not be written.
  package init(
    _ path: String, kind: OutputKind, inputs: [String], isForced: Bool
  ) throws(StorageError) {
    self.path = try Self.resolved(path)
    (self.kind, self.inputs, self.isForced) = (kind, inputs, isForced)
    try check()
  }

  /// Writes the file, after another look at what is there by now: the work may have taken hours.
  ///
  /// - Parameter body: Writes to the path that it is given.
  /// - Throws: ``StorageError`` as the initialiser does, and what `body` throws.
  package func write(_ body: (_ path: String) throws -> Void) throws {
    try check()
    try body(path)
  }

  private func check() throws(StorageError) {
    var status = stat()
    if lstat(FileName.cString(path), &status) == 0 {
      try check(status)
    } else if errno != ENOENT {
      throw .system(path: path, operation: "write", code: errno)
    }
    guard access(FileName.cString(folder), W_OK | X_OK) == 0 else {
      throw .system(path: path, operation: "write", code: errno)
    }
  }

  private func check(_ status: stat) throws(StorageError) {
    let type = status.st_mode & S_IFMT
    guard type != S_IFDIR else { throw .system(path: path, operation: "write", code: EISDIR) }
    guard type == S_IFREG else {
      throw fault(expected: "a regular file or none", found: "a device, pipe, socket or link")
    }
    let identity = FileIdentity(status)
    if let input = inputs.first(where: { FileIdentity(path: $0) == identity }) {
      throw fault(expected: "another file than the input", found: input)
    }
    guard !isForced, status.st_size > 0 else { return }
    guard kind.recognizes(path) else {
      throw fault(
        expected: "no file, or \(kind.title) that latentty wrote",
        found: "one that does not say so; --force replaces it")
    }
    guard access(FileName.cString(path), W_OK) == 0 else {
      throw .system(path: path, operation: "replace", code: errno)
    }
  }

  private func fault(expected: String, found: String) -> StorageError {
    .malformed(path: path, place: "output", expected: expected, found: found)
  }

  private var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What a link leads to, or the path itself.
  private static func resolved(_ path: String) throws(StorageError) -> String {
    var status = stat()
    guard lstat(FileName.cString(path), &status) == 0, status.st_mode & S_IFMT == S_IFLNK else {
      return path
    }
    guard let real = realpath(FileName.cString(path), nil) else {
      throw .malformed(
        path: path, place: "output", expected: "a file, a link to one, or nothing",
        found: "a link that leads nowhere")
    }
    defer { free(real) }
    return FileName.text(real)
  }
}
