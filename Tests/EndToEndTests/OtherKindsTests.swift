import Foundation
import Storage
import Tensors
import TestSupport
import Testing

/// Files of every kind given to every command: it is done, or one line says what the file is and which command takes it.
struct OtherKindsTests {
  /// A file of a kind.
  private struct Made {
    let path: String
    /// What it is in a refusal.
    let phrase: String
    /// The command line that opens it; `nil` where none does.
    let opened: [String]?
  }

  /// The commands that are given every file.
  private static let commands: [[String]] = [
    ["explore", "FILE", "--dump", "text"],
    ["explore", "MODEL", "--data", "FILE", "--dump", "text"],
    ["map", "FILE", "--once", "--iterations", "1", "--count", "20"],
    ["map", "MODEL", "--data", "FILE", "--once", "--iterations", "1"],
    ["inspect", "FILE"], ["traverse", "FILE"], ["diagnose", "FILE", "--samples", "40"],
    ["diagnose", "MODEL", "--data", "FILE"], ["anomaly", "FILE", "--count", "20"],
    ["anomaly", "MODEL", "--data", "FILE"], ["anomaly", "MODEL", "--reference", "FILE"],
    ["probe", "FILE", "--count", "5"], ["probe", "MODEL", "--data", "FILE"],
    ["inpaint", "FILE", "--count", "5"], ["inpaint", "MODEL", "--data", "FILE"],
    ["watch", "FILE", "--once"], ["train", "FILE", "--out", "FOLDER", "--epochs", "0"],
  ]

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func text(_ name: String, _ text: String) throws -> String {
    try AtomicFile.write(Array(text.utf8), to: folder.path(name))
    return folder.path(name)
  }

  private func files() throws -> [Made] {
    let log = "step,loss\n1,2.5\n2,2.25\n3,2\n"
    let matrix = Tensor(shape: [20, 2], elements: (0..<40).map { Float($0 % 7) })
    let (points, pair) = (NamedTensor("a", matrix), NamedTensor("b", matrix))
    for name in ["runs", "none"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: true)
    }
    _ = try text("runs/log.csv", log)
    let events = try TensorBoardWriter(folder: folder.path, time: 1)
    try events.append(scalars: [("loss", 1)], step: 1, time: 1)
    let array = folder.path("array")
    try NPY.write(matrix, to: array)
    let (one, several) = (folder.path("one.npz"), folder.path("several.npz"))
    try NPZWriter.write([points], to: one)
    try NPZWriter.write([points, pair], to: several)
    let picture = folder.path("picture")
    try PNGImage(width: 1, height: 1, channels: 1, pixels: [7]).write(to: picture)
    let model = try Data(contentsOf: URL(filePath: TrainedModel.path()))
    let cut = folder.path("cut.safetensors")
    try AtomicFile.write(Array(model.dropLast(100)), to: cut)
    let map = ["--once", "--iterations", "1"]
    let state = "{\"log_history\": [{\"loss\": 2.5, \"step\": 1}]}"
    let table = "x,y\n1,2\n3,5\n4,4\n7,1\n"
    let cutArray = folder.path("cut.npy")
    try AtomicFile.write(Array(Data(contentsOf: URL(filePath: array)).dropLast(9)), to: cutArray)
    let lines = "{\"step\": 1, \"loss\": 2}\n{\"step\": 2, \"loss\": 1}\n"
    return [
      Made(path: cutArray, phrase: "an array of numbers; it is damaged", opened: nil),
      Made(
        path: try text("of.any-name", lines), phrase: "a training log", opened: ["watch", "--once"]),
      Made(path: events.path, phrase: "a training log", opened: ["watch", "--once"]),
      Made(
        path: try text("trainer_state.json", state), phrase: "a training log",
        opened: ["watch", "--once"]),
      Made(path: try text("log.csv", log), phrase: "a training log", opened: ["watch", "--once"]),
      Made(path: folder.path("runs"), phrase: "a folder of runs", opened: ["watch", "--once"]),
      Made(path: folder.path("none"), phrase: "a folder without a model or runs", opened: nil),
      Made(path: array, phrase: "an array of numbers", opened: ["map"] + map),
      Made(path: one, phrase: "an array of numbers", opened: ["map"] + map),
      Made(
        path: several, phrase: "several arrays of numbers", opened: ["map", "--array", "a"] + map),
      Made(path: try text("table.safetensors", table), phrase: "a table", opened: ["map"] + map),
      Made(path: picture, phrase: "a picture", opened: ["inspect"]),
      Made(path: cut, phrase: "a model; it is damaged", opened: nil),
      Made(
        path: try text("a.toml", "[data]\ngenerator = \"galaxies\"\n"), phrase: "a recipe",
        opened: nil),
      Made(path: try text("letter.txt", "Dear reader,\n\nhello.\n"), phrase: "a text", opened: nil),
    ]
  }

  @Test("every kind of file with every command", arguments: commands)
  func everyCommand(command: [String]) throws {
    let model = try TrainedModel.path()
    for made in try files() {
      let words = command.map { word in
        ["FILE": made.path, "MODEL": model, "FOLDER": folder.path("out")][word] ?? word
      }
      let outcome = try BuiltProgram.run(
        words, environment: ["XDG_CACHE_HOME": folder.path("cache")])
      guard outcome.status != 0 else { continue }
      // Notes on what was guessed about columns stand before the line.
      let lines = outcome.errors.split(separator: "\n").filter { !$0.hasPrefix("note: ") }
      let line = try #require(lines.first.map(String.init), "\(words)")
      #expect(lines.count == 1 && line.contains("expected "), "\(words): \(outcome.errors)")
      #expect(outcome.output == "", "\(words)")
      guard let advice = line.range(of: "; latentty ") else { continue }
      // The reader of points names the arrays themselves.
      #expect(
        line.contains("found \(made.phrase)") || line.contains("found a, b; "), "\(words): \(line)")
      let advised = line[advice.upperBound...].split(separator: " ").first.map(String.init)
      #expect(
        made.opened?.first == advised || advised == "train" && made.phrase == "a recipe",
        "\(words): \(line)")
    }
  }

  @Test("what a refusal names opens the file, and so does the program without a command")
  func advised() throws {
    for made in try files() {
      guard let opened = made.opened else { continue }
      let outcome = try BuiltProgram.run([opened[0], made.path] + opened.dropFirst())
      #expect(outcome.status == 0, "\(opened) \(made.path): \(outcome.errors)")
      let screen = ["map": "2▌Map▐", "watch": "4▌Train▐"][opened[0]]
      let unnamed = try BuiltProgram.run(
        [made.path, "--dump", "text", "--size", "120x24"], environment: ["LANG": "C.UTF-8"])
      if let screen, !opened.contains("--array") {
        #expect(unnamed.status == 0 && unnamed.output.contains(screen), "\(made.path): \(unnamed)")
      } else {
        #expect(
          unnamed.status == 1 && unnamed.errors.contains("; latentty \(opened[0])"),
          "\(made.path): \(unnamed)")
      }
      let named = try BuiltProgram.run(["explore", made.path, "--dump", "text"])
      #expect(named.status == 1 && named.errors.contains("found \(made.phrase); latentty "))
    }
  }

  @Test(
    "a truncated array or archive is damaged for every reader, and no command is named that refuses it"
  )
  func truncated() throws {
    let matrix = Tensor(shape: [20, 2], elements: (0..<40).map { Float($0 % 7) })
    let (array, archive) = (folder.path("a.npy"), folder.path("b.npz"))
    try NPY.write(matrix, to: array)
    try NPZWriter.write([NamedTensor("a", matrix)], to: archive)
    for path in [array, archive] {
      try AtomicFile.write(Array(Data(contentsOf: URL(filePath: path)).dropLast(30)), to: path)
      for command in [["explore"], ["map"], []] {
        let outcome = try BuiltProgram.run(command + [path, "--dump", "text"])
        #expect(outcome.status == 1, "\(command) \(path): \(outcome)")
        #expect(!outcome.errors.contains("opens it"), "\(command): \(outcome.errors)")
        #expect(
          outcome.errors.contains("it is damaged") || outcome.errors.contains("npy data")
            || outcome.errors.contains("zip directory"), "\(command): \(outcome.errors)")
      }
    }
  }

  @Test("a log, points and data are opened by :open on the screen that shows them")
  func opening() throws {
    let log = try text(
      "some.log-of-mine", "{\"step\": 1, \"loss\": 2}\n{\"step\": 2, \"loss\": 1}\n")
    let table = try text("points.csv", "x,y\n1,2\n3,5\n4,4\n7,1\n")
    for (path, screen) in [(log, "4▌Train▐"), (table, "2▌Map▐")] {
      let outcome = try BuiltProgram.run(
        [
          "explore", try TrainedModel.path(), "--script", ":open \(path)<enter>", "--dump", "text",
          "--size", "120x24",
        ], environment: ["LANG": "C.UTF-8"])
      #expect(outcome.status == 0 && outcome.output.contains(screen), "\(path): \(outcome)")
    }
    let recipe = try text("a.toml", "[data]\ngenerator = \"galaxies\"\n")
    let outcome = try BuiltProgram.run([
      "explore", try TrainedModel.path(), "--script", ":open \(recipe)<enter>~", "--dump", "text",
      "--size", "80x24",
    ])
    #expect(outcome.output.contains("a recipe"), "\(outcome.output)")
  }

  @Test("options of a model before a file that is none")
  func options() throws {
    let table = try text("a.csv", "x,y\n1,2\n3,4\n")
    let outcome = try BuiltProgram.run([table, "--range=-2..2", "--dump", "text"])
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "latentty: --range: expected a model before it, found a table, \(table); see `latentty --help`\n"
    )
  }
}
