import Datasets
import Explorer
import Foundation
import Models
import Storage
import Tensors
import TestSupport
import Testing

@testable import ExplorerEngine

/// Folders, names and recent files, on a real file system.
@Suite struct FilesWorkTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(_ text: String, _ name: String) throws {
    try AtomicFile.write(Array(text.utf8), to: folder.path(name))
  }

  private var world: EngineWorld {
    EngineWorld(
      model: nil, data: nil, writer: SnapshotWriter(folder: folder.path), studies: nil,
      recent: RecentFiles(folder: folder.path("state")))
  }

  private func perform<Request: EngineWork>(_ request: Request) throws -> Request.Answer? {
    try request.perform(world, isSuperseded: { false }, progress: { _ in })
  }

  @Test func kindsAreToldByContent() throws {
    try TinyModel.checkpoint(latentCount: 3, seed: 1).save(to: folder.path("model.bin"))
    try NPZWriter.write(
      [NamedTensor("samples", Tensor(shape: [2, 2, 2], elements: Array(repeating: 1, count: 8)))],
      to: folder.path("shapes.npz"), kind: .dataset)
    try write("a,b\n1,2\n3,4\n", "table.csv")
    try write("just words\n", "notes.md")
    try FileManager.default.createDirectory(
      atPath: folder.path("inner"), withIntermediateDirectories: false)
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    let listing = try #require(try perform(FolderRequest(path: folder.path)))
    #expect(
      listing.entries.map(\.name)
        == ["inner", "model.bin", "notes.md", "pipe", "shapes.npz", "table.csv"])
    #expect(
      listing.entries.map { $0.facts?.kind } == [nil, "model", nil, nil, "data", "table"])
    #expect(listing.entries[0].isFolder && listing.entries[1].facts?.command == "explore")
    let model = try #require(listing.entries[1].facts)
    #expect(model.summary.contains("gallery.samples [4, 33, 33, 1]"))
    #expect(try #require(model.byteCount) > 1000 && (model.modified ?? 0) > 1e9)
    #expect(listing.entries[5].facts?.summary == "a,b")
    #expect(listing.entries[4].facts?.summary.contains("samples") == true)
    let facts = try #require(
      try perform(FileFactsRequest(folder: listing.path, names: ["table.csv", "gone"])))
    #expect(facts["table.csv"]?.kind == "table" && facts["gone"]?.problem != nil)
  }

  @Test func whatACommandHasToBeToldIsPartOfIt() throws {
    let matrix = Tensor(shape: [2, 2], elements: [1, 2, 3, 4])
    try NPZWriter.write(
      [NamedTensor("a", matrix), NamedTensor("b", matrix)], to: folder.path("two.npz"))
    let listing = try #require(try perform(FolderRequest(path: folder.path)))
    #expect(listing.entries[0].facts?.command == "map --array NAME")
    #expect(listing.entries[0].facts?.phrase == "several arrays of numbers")
  }

  @Test func aFolderThatIsNoneSaysSo() throws {
    try write("x", "file")
    for name in ["missing", "file"] {
      let error = #expect(throws: StorageError.self) {
        try perform(FolderRequest(path: folder.path(name)))
      }
      #expect("\(try #require(error))".contains(name))
    }
  }

  @Test func namesOfAnyBytesAreListedAndCompleted() throws {
    let bytes: [UInt8] = Array(folder.path.utf8) + Array("/odd".utf8) + [0xFF, 0x1B] + [0]
    bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { name in
        if let base = name.baseAddress { close(creat(base, 0o600)) }
      }
    }
    try write("", "other")
    let listing = try #require(try perform(FolderRequest(path: folder.path)))
    #expect(listing.entries.count == 2 && listing.entries[0].facts?.problem == nil)
    let names = try #require(try perform(completion("odd")))
    #expect(names.names.map(\.name) == [listing.entries[0].name])
    #expect(try perform(completion("o"))?.names.count == 2)
    #expect(try perform(completion("zz"))?.names.isEmpty == true)
  }

  private func completion(_ beginning: String) -> CompletionRequest {
    CompletionRequest(folder: folder.path + "/", beginning: beginning)
  }

  @Test func manyEntriesAreListedAtOnce() throws {
    let count = 3000
    for index in 0..<count { close(creat(folder.path("f\(index)"), 0o600)) }
    let listing = try #require(try perform(FolderRequest(path: folder.path)))
    #expect(listing.entries.count == count)
    let sorted = (0..<count).map { "f\($0)" }.sorted()
    #expect(listing.entries.map(\.name) == sorted)
    let names = try #require(try perform(completion("f")))
    #expect(names.names.map(\.name) == Array(sorted.prefix(1000)) && names.omittedCount == 2000)
  }

  @Test func whatWasOpenIsKeptPrivately() throws {
    #expect(try perform(RecentFilesRequest())?.isEmpty == true)
    try write("x", "one")
    try write("x", "two")
    for name in ["one", "gone", "two", "one"] {
      _ = try perform(
        RecentFilesRequest(adding: [RecentFile(path: folder.path(name), command: "explore")]))
    }
    let recent = try #require(try perform(RecentFilesRequest()))
    #expect(recent.map { $0.path.hasSuffix("one") } == [true, false])
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("state"))
    #expect(attributes[.posixPermissions] as? Int == 0o700)
    try write("x", "gone")
    #expect(try perform(RecentFilesRequest())?.count == 3, "it has come back")
    for index in 0..<60 {
      try write("x", "\(index)")
      _ = try perform(
        RecentFilesRequest(
          adding: [RecentFile(path: folder.path("\(index)"), command: "watch")]))
    }
    #expect(try perform(RecentFilesRequest())?.count == RecentFiles.limit)
    try write("{ no json", "state/recent.json")
    #expect(try perform(RecentFilesRequest())?.isEmpty == true)
    chmod(folder.path("state"), 0o777)
    #expect(throws: StorageError.self) {
      try perform(RecentFilesRequest(adding: [RecentFile(path: "/x", command: "watch")]))
    }
  }

  @Test func workThatHangsIsLeftBehind() throws {
    let gate = DispatchSemaphore(value: 0)
    let value = try AbandonableWork.result(isSuperseded: { true }) { _ in
      gate.wait()
      return 1
    }
    #expect(value == nil)
    gate.signal()
    #expect(try AbandonableWork.result(isSuperseded: { false }) { _ in 2 } == 2)
  }
}
