import Foundation
import TestSupport
import Testing

/// What the commands write, and what they leave alone.
struct WritingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// 40 points in an array of NumPy.
  private func points(_ name: String) throws -> String {
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (40, 3), }"
    header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
    var bytes = [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8)
    var random = SplitMix64(state: 5)
    for _ in 0..<120 {
      let value = Float.random(in: 0..<1, using: &random)
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }
    try Data(bytes).write(to: URL(filePath: folder.path(name)))
    return folder.path(name)
  }

  private func content(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  private func expectRefused(
    _ arguments: [String], _ problem: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try BuiltProgram.run(arguments)
    #expect(outcome.status == 1 && outcome.output == "", sourceLocation: sourceLocation)
    #expect(
      outcome.errors.hasPrefix("latentty: ") && outcome.errors.contains(problem),
      "\(outcome.errors)", sourceLocation: sourceLocation)
    #expect(Self.lineCount(outcome.errors) == 1, sourceLocation: sourceLocation)
  }

  private static func lineCount(_ text: String) -> Int { text.count { $0 == "\n" } }

  @Test("what a command reads is never what it writes, whatever it is called")
  func inputs() throws {
    let array = try points("in.npy")
    let before = try content(array)
    try #require(link(array, folder.path("hard.npy")) == 0)
    try #require(symlink(array, folder.path("soft.npy")) == 0)
    let problem = "output: expected a file other than the input, found \(array)"
    for name in ["in.npy", "./in.npy", "hard.npy", "soft.npy"] {
      for more in [[], ["--force"]] {
        try expectRefused(
          ["map", array, "--method", "pca", "--json", "--out", folder.path(name)] + more, problem)
        try expectRefused(
          ["bench", "tsne", "--iterations", "1", "--data", array, "--out", folder.path(name)]
            + more, problem)
      }
    }
    #expect(try content(array) == before)

    let model = try TrainedModel.path()
    let weights = try content(model)
    let data = folder.path("data.safetensors")
    let simulation = ["simulate", "galaxies", "--count", "20", "--out", data]
    #expect(try BuiltProgram.run(simulation).status == 0)
    let samples = try content(data)
    for (input, command) in [
      (model, ["map", model, "--method", "pca", "--json"]), (model, ["probe", model, "--json"]),
      (data, ["map", model, "--data", data, "--json"]),
      (data, ["probe", model, "--data", data, "--json"]),
    ] {
      try expectRefused(
        command + ["--out", input, "--force"],
        "output: expected a file other than the input, found \(input)")
    }
    try expectRefused(["simulate", "galaxies", "--count", "2", "--out", model], "a data set")
    #expect(try content(model) == weights && content(data) == samples)
  }

  @Test("a file gives way only to one of its own kind, or to --force")
  func replacing() throws {
    let array = try points("in.npy")
    func map(_ name: String, _ more: [String] = []) -> [String] {
      ["map", array, "--method", "pca", "--json", "--out", folder.path(name)] + more
    }
    for name in ["a.png", "a.safetensors"] {
      for _ in 0..<2 { #expect(try BuiltProgram.run(map(name)).status == 0, "\(name)") }
    }
    for name in ["a.csv", "a.npy"] {
      #expect(try BuiltProgram.run(map(name)).status == 0)
      let before = try content(folder.path(name))
      try expectRefused(map(name), "found another file; --force replaces it")
      #expect(try content(folder.path(name)) == before)
      #expect(try BuiltProgram.run(map(name, ["--force"])).status == 0)
    }
    for name in ["s.npz", "s.safetensors"] {
      let command = ["simulate", "galaxies", "--count", "3", "--out", folder.path(name)]
      for _ in 0..<2 { #expect(try BuiltProgram.run(command).status == 0, "\(name)") }
    }
    try Data("notes".utf8).write(to: URL(filePath: folder.path("notes.png")))
    try expectRefused(map("notes.png"), "notes.png: output: expected no file, or a map")
    #expect(try content(folder.path("notes.png")) == Data("notes".utf8))
    try expectRefused(
      ["probe", try TrainedModel.path(), "--json", "--out", folder.path("a.png")], "a probe")
  }

  @Test("a disk that is full is one line, and leaves no file and no half of one")
  func fullDisk() throws {
    let array = try points("in.npy")
    let model = try TrainedModel.path()
    func limited(_ arguments: [String]) throws -> BuiltProgram.Outcome {
      try BuiltProgram.run(
        ["-c", "ulimit -f 4; cd \"$0\"; exec \"$@\"", folder.path, BuiltProgram.path] + arguments,
        executable: "/bin/sh")
    }
    for arguments in [
      ["simulate", "galaxies", "--count", "20", "--out", "s.safetensors"],
      ["simulate", "galaxies", "--count", "20", "--out", "s.npz"],
      ["probe", model, "--draws", "prior", "--json", "--out", "p.npy"],
      ["map", array, "--method", "pca", "--json", "--out", "m.png"],
    ] {
      let outcome = try limited(arguments)
      #expect(outcome.status == 1)
      #expect(
        outcome.errors.hasSuffix(": cannot write: File too large\n"), "\(outcome.errors)")
      #expect(Self.lineCount(outcome.errors) == 1)
    }
    // The numbers of a snapshot would fit; its picture does not.
    let script =
      "cd \"$0\"; (ulimit -f 4; exec \"$1\" explore \"$2\" --dump text --script S) | cat"
    let screen = try BuiltProgram.run(
      ["-c", script, folder.path, BuiltProgram.path, model], executable: "/bin/sh")
    #expect(screen.output.contains("cannot write"), "\(screen)")
    #expect(folder.names == ["in.npy"])
    let full = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
    let outcome = try BuiltProgram.run(["doctor"], output: full)
    #expect(outcome.status == 1)
    #expect(outcome.errors == "latentty: standard output: No space left on device\n")
  }

  @Test("without a limit the snapshot is a picture and its numbers")
  func snapshot() throws {
    let model = try TrainedModel.path()
    let outcome = try BuiltProgram.run(
      [
        "-c", "cd \"$0\" && exec \"$@\"", folder.path, BuiltProgram.path, "explore", model,
        "--dump",
        "text", "--script", "SS",
      ], executable: "/bin/sh")
    #expect(outcome.status == 0)
    let stems = Dictionary(grouping: folder.names) { $0.prefix { $0 != "." } }
    #expect(stems.count == 2 && stems.values.allSatisfy { $0.count == 2 }, "\(folder.names)")
  }
}
