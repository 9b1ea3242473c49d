import Foundation
import Storage
import Tensors
import TestSupport
import Testing

/// The real program under a limit of memory, with files that claim or expand to far more.
struct MemoryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs the program with at most so many mebibytes of data.
  private func run(_ arguments: [String], mebibytes: Int) throws -> BuiltProgram.Outcome {
    let script = "ulimit -d \(mebibytes << 10) && exec \"$0\" \"$@\""
    return try BuiltProgram.run(
      ["-c", script, BuiltProgram.path] + arguments, executable: "/bin/sh")
  }

  /// An archive with a large array of zeros, and a small one behind it.
  private func archive() throws -> String {
    let path = folder.path("archive.npz")
    var random = CounterRandom(testCase: 5)
    try NPZWriter.write(
      [
        NamedTensor("large", Tensor(repeating: 0, shape: [640_000, 100])),
        NamedTensor("small", Tensor(shape: [50, 4], elements: random.floats(200))),
      ], to: path, compressing: true)
    return path
  }

  @Test("an archive is listed, and its small array mapped, in less than its large one takes")
  func archives() throws {
    // The large array takes 244 MiB.
    let path = try archive()
    let listed = try run(["inspect", path], mebibytes: 128)
    #expect(listed.status == 0 && listed.errors == "", "\(listed.errors)")
    #expect(listed.output.contains("[640000, 100]") && listed.output.contains("[50, 4]"))
    let arguments = ["map", path, "--array", "small", "--iterations", "20", "--json"]
    let mapped = try run(arguments, mebibytes: 200)
    #expect(mapped.status == 0 && mapped.output.contains("\"points\" : 50"), "\(mapped.errors)")
  }

  @Test("an array that does not fit into memory is one line")
  func largeArray() throws {
    let path = try archive()
    let outcome = try run(["map", path, "--array", "large"], mebibytes: 200)
    #expect(outcome.status == 1 && outcome.output == "")
    #expect(outcome.errors.contains("an array that fits into memory"), "\(outcome.errors)")
    #expect(outcome.errors.count { $0 == "\n" } == 1)
  }

  @Test("a picture is listed by its header")
  func pictures() throws {
    // 8192 x 8192 pixels, 64 MiB, of 64 KiB in the file.
    let side = 8192
    let image = PNGImage(
      width: side, height: side, channels: 1, pixels: [UInt8](repeating: 0, count: side * side))
    let path = folder.path("picture.png")
    try image.write(to: path)
    let outcome = try run(["inspect", path], mebibytes: 60)
    #expect(outcome.status == 0 && outcome.output.contains("[8192, 8192, 1]"), "\(outcome.errors)")
  }

  @Test("a checkpoint of three kilobytes is refused before its networks are laid out")
  func checkpoints() throws {
    let path = folder.path("model.safetensors")
    try LargeNetworks.write(to: path, side: 8192, activations: 4)
    let listed = try run(["inspect", path], mebibytes: 128)
    #expect(listed.status == 0 && listed.output.contains("cannot be opened: "), "\(listed.errors)")
    #expect(listed.output.contains("expected networks within"))
    let opened = try run(["explore", path, "--dump", "text", "--size", "80x24"], mebibytes: 128)
    #expect(opened.status == 1 && opened.output == "", "\(opened.output)")
    #expect(opened.errors.contains("expected networks within"))
    #expect(opened.errors.count { $0 == "\n" } == 1, "\(opened.errors)")
  }

  @Test("an event record of 80 MB is checked, and what it has beside one long value read")
  func eventRecords() throws {
    let path = folder.path("events.out.tfevents.1.host.1.0")
    var bytes: [UInt8] = []
    TensorBoardRecord.appendFileVersion(time: 99, to: &bytes)
    let long = String(repeating: "x", count: 80_000_000)
    TensorBoardRecord.append(
      scalars: [(long, 1), ("loss", 0.25)], step: 7, time: 100, to: &bytes)
    try AtomicFile.write(bytes, to: path)
    let outcome = try run(["watch", path, "--once"], mebibytes: 64)
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    #expect(outcome.output.contains("loss 0.2500"), "\(outcome.output)")
    #expect(outcome.output.contains("1 value above 16 MiB"), "\(outcome.output)")
  }

  @Test("a network that the machine cannot hold is one line before training")
  func training() throws {
    let path = folder.path("data.npz")
    let samples = Tensor(
      shape: [60, 64, 64], elements: (0..<60 * 64 * 64).map { Float($0 % 7) })
    try NPZWriter.write([NamedTensor("samples", samples)], to: path)
    try Data("[data]\nfile = \"\(path)\"\npixels = \"identity\"\n".utf8)
      .write(to: URL(filePath: folder.path("recipe.toml")))
    let arguments = [
      "train", folder.path("recipe.toml"), "--set", "network.name=burgess", "--set",
      "network.channels=[512, 512]", "--epochs", "1", "--threads", "1", "--plain", "--out",
      folder.path("run"),
    ]
    let outcome = try run(arguments, mebibytes: 200)
    #expect(outcome.status == 1, "\(outcome.output)")
    #expect(outcome.errors.contains("the memory of this machine"), "\(outcome.errors)")
    #expect(outcome.errors.count { $0 == "\n" } == 1, "\(outcome.errors)")
  }
}
