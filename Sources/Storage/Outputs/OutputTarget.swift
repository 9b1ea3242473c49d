import Escaping
import Platform

/// An output file chosen by the user: the only code that decides what it may replace.
///
/// It replaces an empty file and a file of the same kind by this program; anything else only when the user forces it,
/// and an input never. A symbolic link is followed, and its target is replaced.
package struct OutputTarget: Sendable {
  /// The path of the file: as named, or the target of the link there.
  package let path: String
  private let kind: OutputKind
  private let inputs: [String]
  private let isForced: Bool

  /// Decides before the work begins whether a file may be written.
  ///
  /// - Parameters:
  ///   - path: The file as the user named it.
  ///   - kind: What will be written; an existing file of this kind is replaced.
  ///   - inputs: The input files; none of them is replaced, under whatever name.
  ///   - isForced: Whether other files are replaced as well.
  /// - Throws: ``StorageError`` in one line when the file may not be written, or its folder is missing or may not be written.
  package init(
    _ path: String, kind: OutputKind, inputs: [String], isForced: Bool
  ) throws(StorageError) {
    self.path = try Self.resolved(path)
    (self.kind, self.inputs, self.isForced) = (kind, inputs, isForced)
    try check()
  }

  /// Writes the file, after checking again what is there now: the work may have taken hours.
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
      throw fault(expected: "a file other than the input", found: input)
    }
    guard !isForced, status.st_size > 0 else { return }
    guard kind.recognizes(path) else {
      throw fault(
        expected: "no file, or \(kind.title) that latentty wrote",
        found: "another file; --force replaces it")
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

  /// The target of a link, or the path itself.
  private static func resolved(_ path: String) throws(StorageError) -> String {
    var status = stat()
    guard lstat(FileName.cString(path), &status) == 0, status.st_mode & S_IFMT == S_IFLNK else {
      return path
    }
    guard let real = realpath(FileName.cString(path), nil) else {
      throw .malformed(
        path: path, place: "output", expected: "a file, a link to one, or nothing",
        found: "a dangling link")
    }
    defer { free(real) }
    return FileName.text(real)
  }
}
