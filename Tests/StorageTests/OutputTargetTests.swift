import Foundation
import Tensors
import Testing

@testable import Storage

struct OutputTargetTests {
  private static let kind = OutputKind(name: "map", title: "a map")
  private static let other = OutputKind(name: "probe", title: "a probe")
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func target(
    _ name: String, inputs: [String] = [], isForced: Bool = false
  ) throws -> OutputTarget {
    try OutputTarget(
      folder.file(name), kind: Self.kind, inputs: inputs.map(folder.file), isForced: isForced)
  }

  private func refusal(
    _ name: String, inputs: [String] = [], isForced: Bool = false
  ) -> String {
    let error = #expect(throws: StorageError.self) {
      try target(name, inputs: inputs, isForced: isForced)
    }
    return error?.description ?? ""
  }

  private func write(_ name: String, as kind: OutputKind) throws {
    let path = folder.file(name)
    let tensor = Tensor(shape: [2], elements: [1, 2])
    switch FileSignature(rawValue: String(name.split(separator: ".").last ?? "")) {
    case .safetensors:
      try SafetensorsWriter.write(
        [NamedTensor("x", tensor)], metadata: ["latentty.\(kind.name).seed": "1"], to: path)
    case .npz: try NPZWriter.write([NamedTensor("x", tensor)], to: path, kind: kind)
    case .png:
      try PNGImage(width: 1, height: 1, channels: 1, pixels: [7]).write(to: path, kind: kind)
    default: try NPY.write(tensor, to: path)
    }
  }

  @Test(arguments: ["a.safetensors", "a.npz", "a.png"])
  func oneOfTheSameKindGivesWay(_ name: String) throws {
    try write(name, as: Self.kind)
    let target = try target(name)
    #expect(target.path == folder.file(name))
    try target.write { path in try AtomicFile.write([1], to: path) }
    #expect(try folder.bytes(name) == [1])
  }

  @Test(arguments: ["a.safetensors", "a.npz", "a.png", "a.npy"])
  func anotherKindIsKeptUnlessForced(_ name: String) throws {
    try write(name, as: Self.other)
    #expect(refusal(name).hasSuffix("found another file; --force replaces it"))
    #expect(try target(name, isForced: true).path == folder.file(name))
  }

  @Test(arguments: ["a.safetensors", "a.npz", "a.png", "a.csv", "a.npy"])
  func strangersFilesAreKept(_ name: String) throws {
    try folder.write(Array("somebody's notes".utf8), to: name)
    #expect(refusal(name).contains("expected no file, or a map that latentty wrote"))
    // A file of our own under a name of another format is none of that format.
    try write("own.png", as: Self.kind)
    if name != "a.png" {
      try folder.write(folder.bytes("own.png"), to: name)
      #expect(!refusal(name).isEmpty)
    }
  }

  @Test func aCheckpointIsNoDataSet() throws {
    let kind = OutputKind(name: "data", title: "a data set")
    let path = folder.file("model.safetensors")
    let tensors = [NamedTensor("x", Tensor(shape: [1], elements: [1]))]
    try SafetensorsWriter.write(tensors, metadata: ["latentty.data": "{}"], to: path)
    #expect(kind.recognizes(path))
    try SafetensorsWriter.write(
      tensors, metadata: ["latentty.data": "{}", "latentty.format": "1"], to: path)
    #expect(!kind.recognizes(path))
  }

  @Test func nothingAndAnEmptyFileAreFree() throws {
    _ = try target("new.npy")
    try folder.write([], to: "empty.npy")
    _ = try target("empty.npy")
  }

  @Test func anInputIsKeptUnderEveryName() throws {
    try write("in.npy", as: Self.kind)
    try FileManager.default.createDirectory(
      atPath: folder.file("sub"), withIntermediateDirectories: false)
    try #require(link(folder.file("in.npy"), folder.file("hard.npy")) == 0)
    try #require(symlink("in.npy", folder.file("soft.npy")) == 0)
    for name in ["in.npy", "sub/../in.npy", "hard.npy", "soft.npy"] {
      for isForced in [false, true] {
        let text = refusal(name, inputs: ["absent", "in.npy"], isForced: isForced)
        #expect(text.contains("output: expected a file other than the input, found "), "\(name)")
      }
    }
    // The other way round, too.
    #expect(!refusal("in.npy", inputs: ["soft.npy"], isForced: true).isEmpty)
  }

  @Test func aLinkStaysAndWhatItLeadsToIsReplaced() throws {
    try write("real.png", as: Self.kind)
    try #require(symlink("real.png", folder.file("link.png")) == 0)
    try target("link.png").write { path in try AtomicFile.write([1], to: path) }
    #expect(try folder.bytes("real.png") == [1])
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link.png"))
        == "real.png")
    try #require(symlink("nowhere.png", folder.file("dangling.png")) == 0)
    #expect(refusal("dangling.png").contains("a dangling link"))
  }

  @Test func onlyRegularFilesAreWritten() throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("folder.png"), withIntermediateDirectories: false)
    try #require(mkfifo(folder.file("pipe.png"), 0o600) == 0)
    try #require(symlink("/dev/null", folder.file("null.png")) == 0)
    for isForced in [false, true] {
      #expect(refusal("folder.png", isForced: isForced).hasSuffix("cannot write: Is a directory"))
      #expect(refusal("pipe.png", isForced: isForced).contains("expected a regular file or none"))
      #expect(refusal("null.png", isForced: isForced).contains("expected a regular file or none"))
      #expect(refusal("no/a.png", isForced: isForced).hasSuffix("No such file or directory"))
    }
  }

  @Test func whatHasComeToBeThereMeanwhileIsKept() throws {
    let target = try target("late.npy")
    try folder.write([1, 2], to: "late.npy")
    #expect(throws: StorageError.self) {
      try target.write { path in try AtomicFile.write([3], to: path) }
    }
    #expect(try folder.bytes("late.npy") == [1, 2])
  }
}
