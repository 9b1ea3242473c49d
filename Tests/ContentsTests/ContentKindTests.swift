import Contents
import Datasets
import Models
import Networks
import Platform
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
    #expect(try kind("settings.json", "{\"a\": 1,\n \"b\": 2}\n") == nil)
    #expect(try kind("table.safetensors", "x,y\n1,2\n3,4\n") == "table")
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

  @Test("logs whose bytes say so, whatever the name of the file is")
  func logs() throws {
    let writer = try TensorBoardWriter(folder: folder.path, time: 1)
    try writer.append(scalars: [("loss", 1)], step: 1, time: 1)
    #expect(try ContentKind.of(path: writer.path) == .log)
    let bytes = try FileStart(path: writer.path).bytes
    try AtomicFile.write(bytes, to: folder.path("renamed"))
    #expect(try ContentKind.of(path: folder.path("renamed")) == .log)
    let state = "{\n \"epoch\": 1.0,\n \"log_history\": [\n  {\"loss\": 2.5, \"step\": 1}\n ]\n}\n"
    #expect(try kind("trainer_state.json", state) == "log")
    #expect(try kind("state", state) == "log")
    // The rows of a long document on one line are found behind what is looked at first.
    let losses = (0..<2000).map { "\(Double($0) / 8)" }.joined(separator: ", ")
    #expect(try kind("history.json", "{\"loss\": [\(losses)]}") == "log")
    #expect(try kind("numbers.json", "{\"pixels\": [\(losses)]}") == nil)
  }

  @Test("a folder is one of runs if logs lie below it and it is searched")
  func foldersOfRuns() throws {
    let below = folder.path("a/b")
    for path in [folder.path("a"), below] { #expect(mkdir(path, 0o700) == 0) }
    #expect(try ContentKind.of(path: folder.path, searchesFolder: true) == nil)
    try AtomicFile.write(Array("step,loss\n1,2.5\n2,2\n3,1\n".utf8), to: below + "/log.csv")
    #expect(try ContentKind.of(path: folder.path, searchesFolder: true) == .runs)
    #expect(try ContentKind.of(path: folder.path) == nil)
  }

  @Test("arrays by whether a map reads one, one of several, or none")
  func mappedArrays() throws {
    func array(_ type: String, shape: String, _ bytes: [UInt8]) throws -> ContentKind? {
      let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
      let padded = header + String(repeating: " ", count: 117 - header.utf8.count) + "\n"
      let path = folder.path("array")
      try AtomicFile.write(
        [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(padded.utf8) + bytes, to: path)
      return try ContentKind.of(path: path)
    }
    let four = [UInt8](repeating: 0, count: 16)
    #expect(try array("<f4", shape: "(2, 2)", four) == .arrays)
    #expect(try array("<f4", shape: "()", Array(four.prefix(4))) == .otherArrays)
    #expect(try array("<c8", shape: "(2,)", four) == .otherArrays)
    #expect(try array("<U1", shape: "(4,)", four) == .otherArrays)
    #expect(try array("|O", shape: "(2,)", [0x80, 4, 0x2E]) == .otherArrays)
    let matrix = Tensor(shape: [2, 2], elements: [1, 2, 3, 4])
    let path = folder.path("file")
    try NPZWriter.write([NamedTensor("a", matrix), NamedTensor("b", matrix)], to: path)
    #expect(try ContentKind.of(path: path) == .severalArrays)
    try SafetensorsWriter.write([NamedTensor("a", matrix), NamedTensor("b", matrix)], to: path)
    #expect(try ContentKind.of(path: path) == .severalArrays)
  }

  private func complaint(_ check: () throws -> Void) throws -> String {
    try #require(#expect(throws: OtherContent.self) { try check() }).description
  }

  @Test("a file of another kind is named with the command that opens it")
  func others() throws {
    let table = try file("a.csv", "x,y\n1,2\n3,4\n")
    #expect(
      try complaint { try OtherContent.checkModel(table) }
        == "\(table): expected a model, found a table; latentty map opens it")
    // What is of no kind is left to whoever opens it.
    try OtherContent.checkModel(file("letter.txt", "Hello.\n"))
    let matrix = Tensor(shape: [2, 2], elements: [1, 2, 3, 4])
    let several = folder.path("several")
    try NPZWriter.write([NamedTensor("a", matrix), NamedTensor("b", matrix)], to: several)
    // The reader of data says which arrays there are.
    try OtherContent.checkData(several)
    try NPZWriter.write(
      [NamedTensor("a", matrix)], to: several, kind: OutputKind(name: "map", title: "a map"))
    #expect(
      try complaint { try OtherContent.checkData(several) }
        == "\(several): expected a data set (arrays, a table or a folder of pictures), found a map; "
        + "latentty inspect opens it")
    #expect(
      try complaint { try OtherContent.checkPoints(folder.path) }
        == "\(folder.path): expected a model or points, found a folder without a model or runs; expected the "
        + "name of a file in it")
  }

  @Test("no command is named that then refuses a damaged file")
  func damaged() throws {
    let path = folder.path("model")
    let weights = Tensor(shape: [64], elements: Array(repeating: 1, count: 64))
    try SafetensorsWriter.write(
      [NamedTensor("w", weights)], metadata: ["latentty.format": "1"], to: path)
    let whole = try FileStart(path: path).bytes
    try AtomicFile.write(Array(whole.dropLast(8)), to: path)
    let line = try complaint { try OtherContent.checkData(path) }
    #expect(
      line.hasPrefix(
        "\(path): expected a data set (arrays, a table or a folder of pictures), found a model; it is "
          + "damaged: file length: expected \(whole.count) bytes"), "\(line)")
    // The reader of models says what is wrong with a model.
    try OtherContent.checkModel(path)
  }
}
