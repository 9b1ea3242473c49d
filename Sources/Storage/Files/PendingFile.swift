import Escaping

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file written beside its target and renamed over it when complete.
///
/// Until ``commit()`` succeeds the target is untouched; an owner that goes away earlier, for whatever
/// reason, removes the unfinished file.
final class PendingFile {
  let path: String
  private(set) var length = 0
  private let temporaryPath: String
  private let folder: FileDescriptor
  private let file: FileDescriptor
  private var isCommitted = false

  init(path: String) throws(StorageError) {
    let (folderPath, name) = Self.split(path)
    guard !name.isEmpty else { throw .system(path: path, operation: "write", code: EISDIR) }
    let mark = String(UInt64.random(in: .min ... .max), radix: 36)
    self.path = path
    temporaryPath = "\(folderPath)/.\(mark).partial"
    do {
      folder = try FileDescriptor(path: folderPath, flags: O_RDONLY | O_DIRECTORY)
      file = try FileDescriptor(path: temporaryPath, flags: O_WRONLY | O_CREAT | O_EXCL)
    } catch {
      throw error.blaming(path)
    }
  }

  deinit {
    if !isCommitted { unlink(FileName.cString(temporaryPath)) }
  }

  /// Adds bytes at the end.
  func append(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
    try write(bytes, at: length)
  }

  /// Adds bytes at the end.
  func append(_ bytes: [UInt8]) throws(StorageError) {
    try bytes.withUnsafeBufferPointer { bytes throws(StorageError) in
      try append(UnsafeRawBufferPointer(bytes))
    }
  }

  /// Writes bytes anywhere; a gap that is never written reads as zeros.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(StorageError) {
    do {
      try file.write(bytes, at: offset)
    } catch {
      throw error.blaming(path)
    }
    length = max(length, offset + bytes.count)
  }

  /// Puts the file in its target's place, in one step that a crash cannot split.
  func commit() throws(StorageError) {
    precondition(!isCommitted, "PendingFile: \(path) is already in place")
    do {
      try file.synchronize()
    } catch {
      throw error.blaming(path)
    }
    guard rename(FileName.cString(temporaryPath), FileName.cString(path)) == 0 else {
      throw .system(path: path, operation: "replace", code: errno)
    }
    isCommitted = true
    try synchronizeFolder()
  }

  /// Makes the new name durable; file systems that cannot do it for folders say `EINVAL`.
  private func synchronizeFolder() throws(StorageError) {
    do {
      try folder.synchronize()
    } catch .system(_, _, EINVAL) {
      return
    } catch {
      throw error.blaming(path)
    }
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let name = String(path[path.utf8.index(after: slash)...])
    return (slash == path.startIndex ? "/" : String(path[..<slash]), name)
  }
}

extension StorageError {
  /// The same failure, told of the file that its user named instead of a helper file.
  fileprivate func blaming(_ path: String) -> StorageError {
    guard case .system(_, _, let code) = self else { return self }
    return .system(path: path, operation: "write", code: code)
  }
}
