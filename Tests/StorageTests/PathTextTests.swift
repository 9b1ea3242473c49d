import Glibc
import TestSupport
import Testing

@testable import Storage

struct PathTextTests {
  private static func text(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { PathText.text(of: $0) }
  }

  private static func bytes(_ text: String) -> [UInt8] {
    PathText.withCString(text) { name in
      Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))
    }
  }

  @Test("names in UTF-8 are the text that they are")
  func plain() {
    for name in ["", "log.jsonl", "Ä/é/日本/🙂", "a\u{10FDFF}\u{10FFFD}"] {
      #expect(Self.text(Array(name.utf8)) == name && Self.bytes(name) == Array(name.utf8))
    }
    #expect(Self.text([0x61, 0, 0x62]) == "a")
  }

  @Test("a name of any bytes comes back, and no two names have one text", arguments: 0..<50)
  func anyBytes(seed: Int) {
    var random = SplitMix64(state: UInt64(seed))
    // Bytes of the escapes themselves, of cut characters, and any others.
    let common: [UInt8] = [0xFF, 0xF4, 0x8F, 0xBA, 0xBB, 0x80, 0xBF, 0xC3, 0xE2, 0x82, 0x61]
    var names: [String: [UInt8]] = [:]
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        Bool.random(using: &random)
          ? common[Int.random(in: common.indices, using: &random)]
          : UInt8.random(in: 1...255, using: &random)
      }
      let text = Self.text(bytes)
      #expect(Self.bytes(text) == bytes, "seed \(seed): \(bytes)")
      #expect(names[text] ?? bytes == bytes, "seed \(seed): \(bytes)")
      names[text] = bytes
    }
  }

  @Test("a file whose name is not UTF-8 is opened")
  func opening() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("log-" + Self.text([0xFF, 0xC3]))
    let file = try #require(PathText.withCString(path) { fopen($0, "w") })
    fputs("abc", file)
    fclose(file)
    #expect(try GrowingFile(path: path).status.byteCount == 3)
    #expect(try FileStatus(path: path)?.byteCount == 3)
    #expect(try MappedFile(path: path).count == 3)
  }
}
