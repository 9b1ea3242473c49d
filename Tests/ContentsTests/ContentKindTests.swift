import Contents
import Datasets
import Models
import Networks
import Storage
import Tensors
import TestSupport
import Testing
import Training

/// What files and folders are taken for, by what is in them and whatever their names are.
@Suite("Kinds of contents") struct ContentKindTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func file(_ name: String, _ text: String) throws -> String {
    let path = folder.path(name)
    try AtomicFile.write(Array(text.utf8), to: path)
    return path
  }

  private func kind(_ name: String, _ text: String) throws -> String? {
    try ContentKind.of(path: file(name, text))?.name
  }

  @Test("texts")
  func texts() throws {
    #expect(try kind("a.dat", "x,y\n1,2\n3,4\n") == "table")
    #expect(try kind("numbers", "1 2 3\n4 5 6\n") == "table")
    #expect(try kind("letter.txt", "Dear reader,\n\nthis is none of them.\n") == nil)
    #expect(try kind("log.jsonl", "{\"step\":1,\"loss\":2.5}\n{\"step\":2,\"loss\":2}\n") == "log")
    #expect(try kind("metrics.csv", "step,loss\n1,2.5\n2,2.25\n3,2\n") == "log")
    #expect(try kind("any", "# galaxies\n[data]\ngenerator = \"galaxies\"\n") == "recipe")
    #expect(try kind("empty.csv", "") == nil)
  }

  @Test(
    "tables whose lines are longer than what is looked at first", arguments: [400, 773, 30_000])
  func wideTables(columns: Int) throws {
    let names = (0..<columns).map { "feature_\($0)" }.joined(separator: ",")
    let numbers = (0..<columns).map { "\(Double($0) / 8)" }.joined(separator: ";")
    let row = numbers.replacing(";", with: ",")
    #expect(try kind("named", "\(names)\n\(row)\n\(row)\n") == "table")
    #expect(try kind("numbers", "\(numbers)\n\(numbers)\n") == "table")
    let words = String(repeating: "Some words, and then, some more ", count: columns)
    #expect(try kind("letter", words) == nil)
    #expect(try kind("letters", "\(words)\n\(words)\n") == nil)
  }

  @Test("a long JSON array on one line is no table")
  func longDocument() throws {
    let row = [String](repeating: "0.125", count: 30_000).joined(separator: ",")
    #expect(try kind("document", "[" + row + "]") == nil)
  }

  @Test("safetensors files by their metadata, whatever stands first")
  func safetensors() throws {
    let tensor = NamedTensor("samples", Tensor(shape: [1, 1, 2, 1], elements: [1, 2]))
    func kind(_ metadata: [String: String], _ name: String = "other") throws -> String? {
      let path = folder.path("file.safetensors")
      try SafetensorsWriter.write(
        [NamedTensor(name, tensor.tensor)], metadata: metadata, to: path)
      return try ContentKind.of(path: path)?.name
    }
    let filler = String(repeating: "\"latentty.map\": \\", count: 400)
    #expect(try kind(["latentty.architecture": "{}", "latentty.data": "{}"]) == "model")
    #expect(try kind(["latentty.format": "1"]) == "model")
    #expect(try kind(["a": filler, "latentty.data": "{}"]) == "data")
    #expect(try kind(["a": filler, "latentty.map": "{}"]) == "map")
    #expect(try kind(["latentty.probe": "{}"], "samples") == "probe")
    #expect(try kind(["latentty.position": "{}", "latentty.run": "1"]) == "training_state")
    #expect(try kind(["a": filler], "samples") == "data")
    #expect(try kind(["a": filler]) == "arrays")
  }

  @Test("arrays, archives and pictures")
  func arrays() throws {
    let tensor = NamedTensor("points", Tensor(shape: [2, 2], elements: [1, 2, 3, 4]))
    let npz = folder.path("archive")
    try NPZWriter.write([tensor], to: npz)
    #expect(try ContentKind.of(path: npz) == .arrays)
    try NPZWriter.write([NamedTensor("samples", tensor.tensor)], to: npz)
    #expect(try ContentKind.of(path: npz) == .dataset)
    try NPZWriter.write(
      [tensor, NamedTensor("samples", tensor.tensor)], to: npz,
      kind: OutputKind(name: "traversal", title: "a traversal"))
    #expect(try ContentKind.of(path: npz) == .traversal)
    let picture = folder.path("picture.csv")
    try PNGImage(width: 1, height: 1, channels: 1, pixels: [7]).write(to: picture)
    #expect(try ContentKind.of(path: picture) == .picture)
    #expect(try kind("archive.npz", "PK\u{3}\u{4} and no more") == nil)
  }

  @Test("folders")
  func folders() throws {
    #expect(try ContentKind.of(path: folder.path) == nil)
    _ = try file(RunLayout.recipeName, "[data]\n")
    #expect(try ContentKind.of(path: folder.path) == .run)
  }

  @Test("a file of another kind is named with the command that opens it")
  func others() throws {
    let table = try file("a.csv", "x,y\n1,2\n3,4\n")
    let error = #expect(throws: OtherContent.self) {
      try OtherContent.check(for: .model, at: table)
    }
    #expect(
      error?.description == "\(table): expected a model, found a table; latentty map opens it")
    // What is of no kind is left to whoever opens it.
    try OtherContent.check(for: .model, at: file("letter.txt", "Hello.\n"))
  }
}
