import Foundation
import Testing

@testable import Storage

struct MappedFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func mapsTheBytes() throws {
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let file = try MappedFile(path: folder.write(bytes, to: "file"))
    #expect(file.count == bytes.count)
    #expect(file.withUnsafeBytes { Array($0) } == bytes)
  }

  @Test func emptyFileIsNoBytes() throws {
    let file = try MappedFile(path: folder.write([], to: "empty"))
    #expect(file.withUnsafeBytes { $0.count } == 0)
  }

  @Test func refusesWhatIsNotAFile() throws {
    let missing = folder.file("missing")
    #expect(throws: StorageError.system(path: missing, operation: "open", code: ENOENT)) {
      try MappedFile(path: missing)
    }
    #expect(throws: StorageError.system(path: folder.path, operation: "read", code: EISDIR)) {
      try MappedFile(path: folder.path)
    }
    #expect(throws: StorageError.self) { try MappedFile(path: "/dev/zero") }
    // Opening a pipe that nobody writes to would wait forever.
    let pipe = folder.file("pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    #expect(throws: StorageError.self) { try MappedFile(path: pipe) }
    #expect(throws: StorageError.self) { try JSONLines.read(path: pipe) }
  }
}
