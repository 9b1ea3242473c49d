import Foundation
import Testing

@testable import Storage

struct AtomicFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func createsAndReplaces() throws {
    try AtomicFile.write([1, 2, 3], to: folder.file("file"))
    try AtomicFile.write([4], to: folder.file("file"))
    try AtomicFile.write([], to: folder.file("empty"))
    #expect(try folder.bytes("file") == [4])
    #expect(try folder.bytes("empty") == [])
    #expect(try folder.names == ["empty", "file"])
  }

  @Test func newFilesFollowTheUserMask() throws {
    try AtomicFile.write([1], to: folder.file("atomic"))
    let descriptor = open(folder.file("plain"), O_CREAT | O_WRONLY, 0o666)
    close(descriptor)
    func mode(_ name: String) throws -> Int? {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
      return attributes[.posixPermissions] as? Int
    }
    #expect(try mode("atomic") == mode("plain"))
  }

  @Test func writesWithoutAFolderInThePath() throws {
    let name = "storage-\(UUID().uuidString)"
    defer { unlink(name) }
    try AtomicFile.write([5], to: name)
    #expect(try MappedFile(path: name).withUnsafeBytes { Array($0) } == [5])
  }

  @Test func failuresNameTheFileThatWasAskedFor() throws {
    let missing = folder.file("missing/file")
    #expect(throws: StorageError.system(path: missing, operation: "write", code: ENOENT)) {
      try AtomicFile.write([1], to: missing)
    }
    #expect(throws: StorageError.self) { try AtomicFile.write([1], to: folder.path) }
    #expect(throws: StorageError.self) { try AtomicFile.write([1], to: folder.path + "/") }
    #expect(throws: StorageError.self) { try AtomicFile.write([1], to: "") }
    // No one may create files here, not even root.
    #expect(throws: StorageError.self) { try AtomicFile.write([1], to: "/proc/latentty") }
    #expect(try folder.names == [])
  }

  @Test func refusedReplacementLeavesNothingBeside() throws {
    // A folder in the target's place makes the final rename fail.
    try FileManager.default.createDirectory(
      atPath: folder.file("target"), withIntermediateDirectories: false)
    #expect(throws: StorageError.self) { try AtomicFile.write([1], to: folder.file("target")) }
    #expect(try folder.names == ["target"])
  }

  /// The limit on file sizes stands in for a full disk; it belongs to a process, so this has its own.
  @Test func fullDiskKeepsTheOldFile() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      try folder.write([1, 2, 3], to: "file")
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
      try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)

      let path = folder.file("file")
      let bytes = [UInt8](repeating: 7, count: 10_000)
      #expect(throws: StorageError.system(path: path, operation: "write", code: EFBIG)) {
        try AtomicFile.write(bytes, to: path)
      }
      let log = try LineAppender(path: folder.file("log"))
      try log.append(line: "whole")
      #expect(throws: StorageError.self) {
        try log.append(line: String(repeating: "x", count: 10_000))
      }
      #expect(try folder.bytes("log") == Array("whole\n".utf8))
      #expect(try folder.bytes("file") == [1, 2, 3])
      #expect(try folder.names == ["file", "log"])
    }
  }

  @Test func folderWithoutWritePermissionKeepsTheOldFile() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      try folder.write([1, 2, 3], to: "file")
      chmod(folder.path, 0o555)
      // Permissions do not bind root.
      if geteuid() == 0 { try #require(seteuid(65_534) == 0) }
      let path = folder.file("file")
      #expect(throws: StorageError.system(path: path, operation: "write", code: EACCES)) {
        try AtomicFile.write([4], to: path)
      }
      #expect(try folder.bytes("file") == [1, 2, 3])
      #expect(try folder.names == ["file"])
      if getuid() == 0 { seteuid(0) }
      chmod(folder.path, 0o755)
    }
  }
}
