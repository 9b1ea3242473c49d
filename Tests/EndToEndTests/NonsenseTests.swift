import Foundation
import Storage
import Tensors
import TestSupport
import Testing

/// What is nonsense in files and arguments is one line on stderr that names the place, and a status.
struct NonsenseTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A data set for the galaxy model of the tests, spoilt by one element.
  private func data(
    _ name: String, side: Int = 33, count: Int = 40, unit: String = "counts", value: Float? = nil
  ) throws -> String {
    var samples = Tensor(repeating: 1, shape: [count, side, side, 1])
    for sample in 0..<count { samples[sample, side / 2, side / 2, 0] = Float(100 + sample) }
    if let value { samples[2, 5, 7, 0] = value }
    let path = folder.path(name)
    let description = """
      {"name":"made","kind":"image","shape":[\(side),\(side),1],"unit":"\(unit)","factors":[],"settings":{}}
      """
    try SafetensorsWriter.write(
      [
        NamedTensor("samples", samples),
        NamedTensor("factors", Tensor(shape: [count, 0], elements: [])),
      ], metadata: ["latentty.data": description], to: path)
    return path
  }

  private func expectOneLine(
    _ arguments: [String], _ problem: String, status: Int32 = 1,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try BuiltProgram.run(
      arguments, environment: ["XDG_CACHE_HOME": folder.path("cache")])
    #expect(outcome.status == status, "\(arguments)", sourceLocation: location)
    #expect(outcome.output == "", "\(arguments)", sourceLocation: location)
    #expect(
      outcome.errors.hasPrefix("latentty: \(problem)")
        && outcome.errors.count { $0 == "\n" } == 1,
      "\(arguments): \(outcome.errors)", sourceLocation: location)
  }

  @Test("NaN in data is found by every command that opens them")
  func notFiniteData() throws {
    let model = try TrainedModel.path()
    let bad = try data("bad.safetensors", value: .nan)
    let problem = "\(bad): sample 2, row 5, column 7: expected a finite number, found nan\n"
    let commands = [
      ["explore", model, "--data", bad, "--dump", "text"],
      ["explore", model, "--data", bad, "--dump", "text", "--script", "ll"],
      ["map", model, "--data", bad, "--once"],
      ["map", model, "--data", bad, "--dump", "text"],
      ["diagnose", model, "--data", bad], ["anomaly", model, "--data", bad],
      ["anomaly", model, "--reference", bad], ["probe", model, "--data", bad],
      ["inpaint", model, "--data", bad], ["inpaint", model, "--reference", bad],
    ]
    for command in commands { try expectOneLine(command, problem) }
  }

  @Test("data that the model cannot read end the explorer")
  func misfittingData() throws {
    let model = try TrainedModel.path()
    let small = try data("small.safetensors", side: 8)
    try expectOneLine(
      ["explore", model, "--data", small, "--dump", "text"],
      "\(small): expected samples of shape 33x33x1, as for the model, found 8x8x1\n")
    let other = try data("other.safetensors", unit: "arcsec")
    for command in [["explore", model, "--dump", "text"], ["diagnose", model]] {
      try expectOneLine(
        command + ["--data", other],
        "\(other): expected samples in counts, as for the model, found samples in arcsec\n")
    }
    let damaged = folder.path("damaged.safetensors")
    try Data("no data".utf8).write(to: URL(filePath: damaged))
    try expectOneLine(["explore", model, "--data", damaged, "--dump", "text"], "\(damaged): ")
  }

  @Test("on a terminal the screen goes, and the line stays")
  func terminal() throws {
    let bad = try data("bad.safetensors", value: .infinity)
    let terminal = try PseudoTerminal(
      BuiltProgram.path, [try TrainedModel.path(), "--data", bad],
      environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"],
      columns: 200, rows: 30)
    let outcome = try terminal.waitForEnd()
    #expect(outcome == .exited(1))
    #expect(terminal.hasInitialModes && terminal.screen.modes == ScreenModel.usualModes)
    #expect(
      terminal.screen.text.contains(
        "sample 2, row 5, column 7: expected a finite number, found inf"),
      "\(terminal.screen.text)")
  }

  @Test(
    "training does not begin on data with NaN anywhere, nor end as trained on a loss that is none")
  func training() throws {
    func train(_ file: String) throws -> BuiltProgram.Outcome {
      try BuiltProgram.run([
        "train", "galaxies-beta", "--set", "data.file=\(file)", "--set", "network.latents=2",
        "--set", "network.channels=[8, 8, 8, 8]", "--set", "data.pixels=identity", "--epochs", "2",
        "--threads", "1", "--out", folder.path("run"),
      ])
    }
    let bad = try data("bad.safetensors", value: .nan)
    let refused = try train(bad)
    #expect(refused.status == 1)
    #expect(
      refused.errors
        == "latentty: \(bad): sample 2, row 5, column 7: expected a finite number, found nan\n")
    #expect(!folder.names.contains("run"))

    let huge = try data("huge.safetensors", value: 3e38)
    let ended = try train(huge)
    // Before the first step it is told that the variance is for pixels from 0 to 1.
    let lines = ended.errors.split(separator: "\n").map(String.init)
    #expect(ended.status == 1 && lines.count == 2, "\(ended.errors)")
    #expect(
      lines.first?.hasPrefix("objective.variance = 19.0 suits samples from 1.0 to 138.0") == true)
    // The sample is of the test split, so that only the codes that are saved with the model show it.
    #expect(
      lines.last
        == "latentty: \(folder.path("run"))/latest.safetensors: tensor \"statistics.divergence\", "
        + "element [0]: expected a finite number, found inf")
  }

  @Test("a spoilt model is refused by every command that opens it")
  func spoiltModel() throws {
    let file = try SafetensorsFile(path: try TrainedModel.path())
    let tensors = try file.entries.map { entry in
      let tensor = try file.tensor(entry.name)
      guard entry.name == "statistics.deviation" else { return NamedTensor(entry.name, tensor) }
      return NamedTensor(
        entry.name, Tensor(shape: tensor.shape, elements: tensor.elements.map { -$0 }))
    }
    let path = folder.path("spoilt.safetensors")
    try SafetensorsWriter.write(tensors, metadata: file.metadata, to: path)
    for command in [
      ["explore", path, "--dump", "text"], ["diagnose", path], ["anomaly", path],
      ["map", path, "--once"], ["probe", path], ["inpaint", path],
    ] {
      try expectOneLine(
        command,
        "\(path): tensor \"statistics.deviation\", element [0]: expected a "
          + "non-negative finite number, found -")
    }
  }

  @Test("a recipe that is no TOML")
  func recipes() throws {
    let path = folder.path("a.toml")
    for (text, problem) in [
      ("[\u{1B}a]\n", ":1:2: expected a key, found U+001B\n"),
      ("[data]\n\"\\u001b]2;X\\u0007\"=1\n", ":2:1: unknown setting in [data]: expected one of "),
      ("x = 2024-01-01T{", ":1:16: expected the end of the line, found \"{\"\n"),
      ("x = " + String(repeating: "[", count: 100_000), ":1:13: expected lists at most 8 deep"),
    ] {
      try Data(text.utf8).write(to: URL(filePath: path))
      try expectOneLine(["train", path, "--out", folder.path("run")], path + problem)
    }
    try Data(repeating: UInt8(ascii: "#"), count: 2 << 20).write(to: URL(filePath: path))
    try expectOneLine(
      ["train", path, "--out", folder.path("run")],
      "\(path): expected at most 1048576 bytes, found 2097152\n")
  }

  @Test(
    "numbers of the command line",
    arguments: [
      ["explore", "--seed", "nan"], ["explore", "--size", "0x5", "--dump", "text"],
      ["map", "x.npy", "--perplexity", "nan"], ["map", "x.npy", "--perplexity", "inf"],
      ["map", "x.npy", "--perplexity", "-1"], ["map", "x.npy", "--count", "0"],
      ["map", "x.npy", "--limit", "-3"], ["map", "x.npy", "--iterations", "-1"],
      ["map", "x.npy", "--latents", "-1"], ["diagnose", "x", "--samples", "0"],
      ["anomaly", "x", "--count", "1"], ["anomaly", "x", "--samples", "nan"],
      ["anomaly", "x", "--worst", "21"], ["probe", "x", "--count", "0"],
      ["probe", "x", "--steps", "1"], ["probe", "x", "--components", "0"],
      ["inpaint", "x", "--hole", "0"], ["inpaint", "x", "--hole", "-2"],
      ["inpaint", "x", "--count", "0"], ["simulate", "qcf", "--count", "0", "--out", "x.npz"],
      ["simulate", "qcf", "--count", "nan", "--out", "x.npz"],
      ["simulate", "qcf", "--set", "a_u=nan...1", "--out", "x.npz"],
      ["simulate", "qcf", "--set", "detector_variance=inf", "--out", "x.npz"],
      ["train", "galaxies", "--set", "objective.beta=nan", "--out", "x"],
      ["train", "galaxies", "--set", "objective.variance=0", "--out", "x"],
      ["train", "galaxies", "--epochs", "0", "--out", "x"],
      ["train", "galaxies", "--seed", "-1", "--out", "x"],
      ["train", "galaxies", "--seed=-1", "--out", "x"],
      ["explore", "--seed=-1"], ["explore", "--seed", "-1"],
    ])
  func numbers(arguments: [String]) throws {
    let outcome = try BuiltProgram.run(arguments)
    #expect(outcome.status == 2 && outcome.output == "", "\(arguments): \(outcome.errors)")
    #expect(outcome.errors.hasPrefix("latentty: ") && outcome.errors.count { $0 == "\n" } == 1)
  }
}
