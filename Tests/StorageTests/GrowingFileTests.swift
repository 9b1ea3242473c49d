import Glibc
import TestSupport
import Testing

@testable import Storage

struct GrowingFileTests {
  @Test("only where nothing is there is nothing; everything else is a reason")
  func kinds() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([1], to: "file")
    #expect(try FileStatus(path: folder.file("no")) == nil)
    #expect(try FileStatus(path: "\(file)/below") == nil)
    #expect(try FileKind(path: folder.path) == .folder)
    symlink("self", folder.file("self"))
    mkfifo(folder.file("pipe"), 0o600)
    #expect(try FileKind(path: folder.file("pipe")) == .pipe)
    #expect(try FileKind(path: "/dev/null") == .device)
    let long = folder.file(String(repeating: "n", count: 300))
    for (path, reason) in [
      (folder.file("self"), "cannot examine: Too many levels of symbolic links"),
      (long, "cannot examine: File name too long"),
      (folder.path, "expected a regular file, found a folder"),
      (folder.file("pipe"), "expected a regular file, found a FIFO"),
      ("/dev/null", "expected a regular file, found a device"),
    ] {
      #expect(throws: StorageError.self) { try GrowingFile(path: path) }
      let error = #expect(throws: StorageError.self) { try FileStatus(path: path) }
      #expect(error?.reason == reason)
    }
  }

  @Test("the first byte that is not zero is found behind holes and written zeros")
  func sparse() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([7, 0, 0], to: "file")
    let file = open(path, O_RDWR)
    defer { close(file) }
    try #require(ftruncate(file, 5 << 30) == 0)
    let growing = try GrowingFile(path: path)
    #expect(try growing.firstNonZero(from: 0) == 0)
    #expect(try growing.firstNonZero(from: 1) == nil)
    #expect(pwrite(file, [UInt8](repeating: 0, count: 1 << 20), 1 << 20, 3 << 30) == 1 << 20)
    #expect(try growing.firstNonZero(from: 1) == nil)
    let place = (4 << 30) + 12_345
    #expect(pwrite(file, [9], 1, off_t(place)) == 1)
    #expect(try growing.firstNonZero(from: 1) == place)
    #expect(try growing.firstNonZero(from: place + 1) == nil)
  }

  @Test("runs of zeros end where they end", arguments: 0..<20)
  func zeros(seed: Int) {
    var random = SplitMix64(state: UInt64(seed))
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt8(Int.random(in: 0..<12, using: &random) == 0 ? 1 : 0)
      }
      let start = Int.random(in: 0...bytes.count, using: &random)
      let end: Int = bytes[start...].firstIndex { $0 != 0 } ?? bytes.count
      let last: Int = bytes.lastIndex { $0 != 0 } ?? -1
      let found = bytes.withUnsafeBytes {
        (ZeroBytes.end(in: $0, from: start), ZeroBytes.start(ofTailOf: $0))
      }
      #expect(found == (end, last + 1), "seed \(seed)")
    }
  }
}
