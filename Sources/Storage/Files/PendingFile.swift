import Escaping
import Platform

/// A file written beside its target and put in its place when complete.
///
/// Until ``place(replacing:)`` succeeds the target is untouched; if it is deallocated earlier, it removes the
/// unfinished file. The file is locked while it is written, so that a clean-up can distinguish it from one left by a
/// killed writer.
final class PendingFile {
  let path: String
  private(set) var length = 0
  private let temporaryPath: String
  private let folder: FileDescriptor
  private let file: FileDescriptor
  private var isPlaced = false
  private var isNew = false

  init(path: String) throws(StorageError) {
    let (folderPath, name) = Self.split(path)
    guard !name.isEmpty else { throw .system(path: path, operation: "write", code: EISDIR) }
    let mark = String(UInt64.random(in: .min ... .max), radix: 36)
    self.path = path
    temporaryPath = "\(folderPath)/.\(mark)\(UnfinishedFile.suffix)"
    do {
      folder = try FileDescriptor(path: folderPath, flags: O_RDONLY | O_DIRECTORY)
      file = try FileDescriptor(path: temporaryPath, flags: O_WRONLY | O_CREAT | O_EXCL)
    } catch {
      throw error.blaming(path)
    }
    // Where there are no locks, no clean-up relies on them.
    _ = flock(file.number, LOCK_EX | LOCK_NB)
  }

  deinit {
    if !isPlaced { unlink(FileName.cString(temporaryPath)) }
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
    try flush()
    try place(replacing: true)
    try synchronizeFolder()
  }

  /// Waits until the content has reached the device.
  func flush() throws(StorageError) {
    do {
      try file.synchronize()
    } catch {
      throw error.blaming(path)
    }
  }

  /// Renames the file to its final name.
  ///
  /// - Parameter replacing: Whether an existing file of that name is replaced; otherwise it is an error, `EEXIST`.
  /// - Throws: ``StorageError/system(path:operation:code:)``; the target is then untouched.
  func place(replacing: Bool) throws(StorageError) {
    precondition(!isPlaced, "PendingFile: \(path) is already in place")
    isNew = access(FileName.cString(path), F_OK) != 0
    guard
      replacing
        ? rename(FileName.cString(temporaryPath), FileName.cString(path)) == 0 : placeBesideNone()
    else {
      throw .system(path: path, operation: replacing ? "replace" : "write", code: errno)
    }
    isPlaced = true
  }

  /// Removes the file again, unless it has replaced another, which cannot be restored.
  func withdraw() {
    if isPlaced, isNew { unlink(FileName.cString(path)) }
  }

  /// Makes the new name durable; file systems that cannot do it for folders return `EINVAL`.
  func synchronizeFolder() throws(StorageError) {
    do {
      try folder.synchronize()
    } catch .system(_, _, EINVAL) {
      return
    } catch {
      throw error.blaming(path)
    }
  }

  /// A hard link fails where the name exists already, while renaming does not; not every file system has hard links.
  private func placeBesideNone() -> Bool {
    if link(FileName.cString(temporaryPath), FileName.cString(path)) == 0 {
      unlink(FileName.cString(temporaryPath))
      return true
    }
    guard [EPERM, ENOTSUP, ENOSYS, EMLINK].contains(errno) else { return false }
    guard access(FileName.cString(path), F_OK) != 0 else {
      errno = EEXIST
      return false
    }
    return rename(FileName.cString(temporaryPath), FileName.cString(path)) == 0
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let name = String(path[path.utf8.index(after: slash)...])
    return (slash == path.startIndex ? "/" : String(path[..<slash]), name)
  }
}

extension StorageError {
  /// The same failure, reported for the file that the user named instead of the temporary file.
  fileprivate func blaming(_ path: String) -> StorageError {
    guard case .system(_, _, let code) = self else { return self }
    return .system(path: path, operation: "write", code: code)
  }
}
