import Foundation
import Testing

@testable import Storage

struct PrivateFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func mode(_ name: String) throws -> mode_t {
    var status = stat()
    try #require(stat(folder.file(name), &status) == 0)
    return status.st_mode & 0o777
  }

  @Test func whatIsMadeIsForItsOwnerAlone() throws {
    try PrivateFolder.make(folder.file("a/b"), levels: 2)
    #expect(try [mode("a"), mode("a/b")] == [0o700, 0o700])
    try PrivateFolder.make(folder.file("a/b"), levels: 2)
    // One that others may read is good enough.
    chmod(folder.file("a/b"), 0o755)
    try PrivateFolder.check(folder.file("a/b"), levels: 2)
  }

  @Test(arguments: [mode_t(0o777), 0o720, 0o702])
  func oneThatOthersMayWriteIsRefused(_ mode: mode_t) throws {
    try PrivateFolder.make(folder.file("a/b"))
    for (name, levels) in [("a/b", 1), ("a", 2)] {
      chmod(folder.file(name), mode)
      let error = #expect(throws: StorageError.self) {
        try PrivateFolder.make(folder.file("a/b"), levels: levels)
      }
      #expect(error?.description.hasSuffix("found mode \(String(mode, radix: 8))") == true)
      chmod(folder.file(name), 0o700)
    }
  }

  @Test func aLinkAFileAndAnothersFolderAreRefused() throws {
    try folder.write([], to: "file")
    try PrivateFolder.make(folder.file("real"))
    try #require(symlink("real", folder.file("link")) == 0)
    for (path, found) in [
      (folder.file("link"), "a link"), (folder.file("file"), "not a folder"),
    ] {
      let error = #expect(throws: StorageError.self) { try PrivateFolder.check(path) }
      #expect(error?.description.hasSuffix("found \(found)") == true)
    }
    if geteuid() == 0 {
      try #require(chown(folder.file("real"), 65_534, 65_534) == 0)
      let error = #expect(throws: StorageError.self) {
        try PrivateFolder.check(folder.file("real"))
      }
      #expect(error?.description.hasSuffix("found a folder of user 65534") == true)
    } else {
      // A folder of root that is everywhere.
      #expect(throws: StorageError.self) { try PrivateFolder.check("/usr") }
    }
  }

  @Test func heldFoldersFollowNoLink() throws {
    try PrivateFolder.make(folder.file("in"))
    try folder.write([1, 2], to: "precious")
    try folder.write([1], to: "in/file")
    try #require(symlink("../precious", folder.file("in/link")) == 0)
    try #require(symlink("in", folder.file("other")) == 0)
    #expect(throws: StorageError.self) { try HeldFolder(path: folder.file("other")) }
    let held = try HeldFolder(path: folder.file("in"))
    let (files, otherCount) = try held.files()
    #expect(files == [HeldFolder.File(name: "file", byteCount: 1, isOwn: true)])
    #expect(otherCount == 1)
    try held.delete("file")
    try held.delete("file")
    #expect(try held.files().files == [])
    #expect(try folder.bytes("precious") == [1, 2])
  }

  @Test func aFileThatIsBeingWrittenIsToldFromOneThatWasLeft() throws {
    let held = try HeldFolder(path: folder.path)
    let pending = try PendingFile(path: folder.file("target"))
    let name = try #require(try folder.names.first)
    #expect(UnfinishedFile.isName(name) && held.isWritten(name))
    try pending.commit()
    try folder.write([1], to: ".1abc.partial")
    #expect(UnfinishedFile.isName(".1abc.partial") && !held.isWritten(".1abc.partial"))
    for other in ["1abc.partial", ".partial", ".A.partial", ".a b.partial", ".a.part"] {
      #expect(!UnfinishedFile.isName(other), "\(other)")
    }
  }
}
