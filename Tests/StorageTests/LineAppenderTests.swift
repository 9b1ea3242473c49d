import Foundation
import Testing

@testable import Storage

struct LineAppenderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func text(_ name: String) throws -> String {
    String(decoding: try folder.bytes(name), as: UTF8.self)
  }

  @Test func appendsToWhatIsThere() throws {
    try LineAppender(path: folder.file("log")).append(line: "one")
    let log = try LineAppender(path: folder.file("log"))
    try log.append(line: "")
    try log.append(line: "zwölf")
    try log.synchronize()
    #expect(try text("log") == "one\n\nzwölf\n")
    #expect(try log.byteCount == 12)
  }

  @Test(arguments: [
    ("", ""), ("\n", "\n"), ("torn", ""), ("one\ntorn", "one\n"), ("one\ntwo\n", "one\ntwo\n"),
    ("one\n" + String(repeating: "x", count: 10_000), "one\n"),
    (String(repeating: "x", count: 9_000), ""),
    (String(repeating: "x", count: 4_095) + "\n", String(repeating: "x", count: 4_095) + "\n"),
  ])
  func removesATornLine(_ before: String, _ after: String) throws {
    try folder.write(Array(before.utf8), to: "log")
    let log = try LineAppender(path: folder.file("log"))
    try log.append(line: "new")
    #expect(try text("log") == after + "new\n")
  }

  @Test(arguments: 0...8) func cutsWithinWholeLines(_ length: Int) throws {
    try folder.write(Array("one\ntwo\n".utf8), to: "log")
    let log = try LineAppender(path: folder.file("log"), truncatingTo: length)
    let expected = length == 8 ? "one\ntwo\n" : length >= 4 ? "one\n" : ""
    #expect(try text("log") == expected)
    #expect(try log.byteCount == expected.utf8.count)
  }

  @Test(arguments: [-1, 9]) func refusesToCutElsewhere(_ length: Int) throws {
    try folder.write(Array("one\ntwo\n".utf8), to: "log")
    #expect(throws: StorageError.self) {
      try LineAppender(path: folder.file("log"), truncatingTo: length)
    }
    #expect(try text("log") == "one\ntwo\n")
  }

  @Test func aLogThatIsDeletedIsMadeAnewWithItsLines() throws {
    let log = try LineAppender(path: folder.file("log"))
    try log.append(line: "one")
    #expect(log.isInPlace)
    unlink(folder.file("log"))
    #expect(!log.isInPlace)
    // What is written meanwhile is not lost either.
    try log.append(line: "two")
    let again = try log.restored()
    try again.append(line: "three")
    #expect(again.isInPlace && !log.isInPlace)
    #expect(try text("log") == "one\ntwo\nthree\n")
  }

  @Test func aLogIsNotMadeAnewOverAnotherFile() throws {
    let log = try LineAppender(path: folder.file("log"))
    try log.append(line: "one")
    unlink(folder.file("log"))
    try folder.write([7], to: "log")
    #expect(!log.isInPlace)
    #expect(throws: StorageError.self) { try log.restored() }
    #expect(try folder.bytes("log") == [7])
    #expect(try folder.names == ["log"])
  }

  @Test func aLineIsWholeEvenBehindATornOne() throws {
    let log = try LineAppender(path: folder.file("log"))
    try log.append(line: "one")
    try folder.write(Array("one\ntor".utf8), to: "torn")
    let other = try LineAppender(path: folder.file("torn"))
    let file = try FileHandle(forWritingTo: URL(filePath: folder.file("torn")))
    try file.seekToEnd()
    try file.write(contentsOf: Data("half".utf8))
    try other.append(line: "two")
    #expect(try text("torn") == "one\ntwo\n")
  }

  @Test func reportsAFullDevice() throws {
    let log = try LineAppender(path: "/dev/full")
    #expect(throws: StorageError.system(path: "/dev/full", operation: "append to", code: ENOSPC)) {
      try log.append(line: "one")
    }
  }

  @Test func everyPrefixOfALogReadsAsItsCompleteLines() throws {
    let whole = Array("{\"a\":1}\n\n{\"b\":\"é\"}\r\nlast\n".utf8)
    for length in 0...whole.count {
      let path = try folder.write(Array(whole[..<length]), to: "log")
      let portion = try JSONLines.read(path: path)
      let rest = try folder.write(whole, to: "log")
      let next = try JSONLines.read(path: rest, from: portion.endOffset)
      #expect(portion.lines + next.lines == ["{\"a\":1}", "{\"b\":\"é\"}\r", "last"])
      #expect(next.endOffset == whole.count)
    }
  }

  @Test func readsOnlyForwardAndOnlyText() throws {
    let path = try folder.write(Array("one\n".utf8), to: "log")
    #expect(throws: StorageError.self) { try JSONLines.read(path: path, from: 5) }
    let garbage = try folder.write(Array("one\n".utf8) + [0xFF, 0x0A], to: "garbage")
    let error = #expect(throws: StorageError.self) { try JSONLines.read(path: garbage) }
    #expect(error?.description.contains("byte 4") == true)
  }
}
