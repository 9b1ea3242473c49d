import Foundation
import Storage
import Tensors
import TestSupport
import Testing

/// No text of a file, a name or an argument reaches a terminal as it is, whatever the command.
struct HostileTextTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs a command and checks all that it prints; where `shows` says so, the hostile text has to be there, as escapes.
  @discardableResult
  private func run(
    _ what: String, _ arguments: [String], environment: [String: String] = [:], shows: Bool = false
  ) throws -> BuiltProgram.Outcome {
    let outcome = try BuiltProgram.run(
      arguments,
      environment: ["XDG_CACHE_HOME": folder.path("cache"), "LC_ALL": "C.UTF-8"].merging(
        environment
      ) { $1 })
    let label: Comment =
      "\(what): \(arguments.prefix(2).map(\.debugDescription)): \(outcome.errors.debugDescription)"
    #expect(outcome.status < 128, label)
    let hasColors = arguments.contains("ansi")
    #expect(HostileText.faults(in: outcome.output, hasColors: hasColors) == [], label)
    #expect(HostileText.faults(in: outcome.errors) == [], label)
    if outcome.status != 0 {
      #expect(outcome.errors.hasPrefix("latentty: "), label)
      #expect(outcome.errors.count { $0 == "\n" } == 1 && outcome.errors.hasSuffix("\n"), label)
    }
    if shows {
      #expect((outcome.output + outcome.errors).contains(HostileText.shown), label)
    }
    return outcome
  }

  @Test("arguments: every option and argument of every command")
  func arguments() throws {
    let hostile = HostileText.text
    let help = try BuiltProgram.run(["--experimental-dump-help"])
    let tool = try JSONDecoder().decode(CommandTree.self, from: Data(help.output.utf8))
    let commands = tool.command.all.filter { $0.command.subcommands?.isEmpty ?? true }
    #expect(commands.count > 15)
    for (path, command) in commands where path != ["help"] {
      let arguments = command.arguments ?? []
      let place = arguments.contains { $0.kind == "positional" } ? [hostile] : []
      let once = path == ["watch"] ? ["--once"] : []
      let order = path + place + required(by: arguments) + once
      if !place.isEmpty { try run("a file", order, shows: true) }
      try run("an option", order + ["--" + hostile], shows: true)
      for option in arguments where option.kind == "option" {
        // The measurement of maps would run with a hostile name for its result alone.
        let input = path == ["bench", "tsne"] ? ["--data", hostile] : place
        try run(
          "--\(option.name)",
          path + input + required(by: arguments) + ["--\(option.name)", hostile])
      }
      try run("surplus", path + [hostile, hostile, hostile])
    }
    for words in [
      [hostile], ["help", hostile], ["bench", hostile], ["--" + hostile], ["-" + hostile],
    ] {
      try run("a command", words)
    }
    for change in [
      "data.count=", "network.name=", "objective.name=", "optimizer.learning_rate=", "data.file=",
    ] {
      for order in [["--set", change + hostile], ["--scan", change + hostile + ",2"]] {
        try run("a setting", ["train", "galaxies-beta", "--out", folder.path("run")] + order)
      }
    }
    for name in ["galaxies", "qcf", "fluid"] {
      for change in ["\(hostile)=1", "count=\(hostile)", hostile] {
        try run(
          "a setting", ["simulate", name, "--out", folder.path("a.npz"), "--set", change],
          shows: true)
      }
    }
    try run(
      "folders", ["doctor"],
      environment: [
        "LATENTTY_ASSETS": hostile, "TERM": hostile, "HOME": hostile, "LANG": hostile,
        "XDG_STATE_HOME": "/" + hostile,
      ], shows: true)
    try run("folders", ["doctor", "--json"], environment: ["LATENTTY_ASSETS": hostile])
  }

  /// What a command wants to be told before it looks at anything else.
  private func required(by arguments: [CommandTree.Argument]) -> [String] {
    arguments.filter { $0.kind == "option" && !$0.isOptional }.flatMap {
      ["--\($0.name)", folder.path("none.npz")]
    }
  }

  @Test("models: every key, text and name of a header")
  func headers() throws {
    let model = HostileModel(in: folder)
    let variants = try model.variants(of: try TrainedModel.path())
    #expect(variants.count > 30)
    for (what, path) in variants {
      try run(what, ["inspect", path])
      try run(what, ["diagnose", path])
    }
    try run("a tensor's name", ["inspect", variants[0].path], shows: true)
    let inspected = try run("a strange key", ["inspect", variants[1].path, "--json"])
    let object =
      try JSONSerialization.jsonObject(with: Data(inspected.output.utf8)) as? [String: Any]
    let metadata = try #require(object?["metadata"] as? [String: String])
    #expect(
      metadata.contains { key, value in
        key.unicodeScalars.elementsEqual(HostileText.text.unicodeScalars)
          && value.unicodeScalars.elementsEqual(HostileText.text.unicodeScalars)
      }, "JSON is exact")
  }

  @Test("models: names, units and the file's name in every command that opens one")
  func models() throws {
    let stranger = try HostileModel(in: folder)
      .trained(as: "\(HostileText.text).safetensors", data: HostileText.text)
    let galaxies = try HostileModel(in: folder)
      .trained(as: "galaxies\(HostileText.text).safetensors", data: "galaxies")
    let few = ["--count", "20"]
    let plans: [[String]] = [
      ["inspect"], ["diagnose", "--samples", "40"], ["inpaint"] + few, ["probe"] + few,
      ["map", "--once", "--iterations", "2"] + few, ["anomaly", "--data", stranger] + few,
      ["anomaly", "--set", HostileText.text + "=1"],
      ["map", "--once", "--color-by", HostileText.text] + few,
    ]
    for plan in plans {
      for model in [stranger, galaxies] {
        let rest = [model] + plan.dropFirst()
        try run("a model", [plan[0]] + rest, shows: plan[0] == "diagnose" || plan[0] == "inspect")
        try run("a model", [plan[0]] + rest.filter { $0 != "--once" } + ["--json"])
      }
    }
  }

  @Test("screens of a model, printed in every form", arguments: ["text", "ansi", "json"])
  func screens(form: String) throws {
    let model = try HostileModel(in: folder)
      .trained(as: "\(HostileText.text).safetensors", data: HostileText.text)
    let scripts = ["", "f", "?", "~", ":", "s", "2", "2e", "4", "4c", "5", "7", "=", "<down>="]
    for keys in scripts {
      let outcome = try run(
        "keys \(keys)",
        ["explore", model, "--size", "160x45", "--script", keys, "--dump", form])
      #expect(outcome.status == 0, "\(keys): \(outcome.errors)")
      if form != "json" { #expect(outcome.output.contains("h\\u{1B}"), "keys \(keys)") }
    }
  }

  @Test("arrays and pictures: names of entries, headers and files")
  func arrays() throws {
    let hostile = HostileText.text
    let points = Tensor(shape: [12, 3], elements: (0..<36).map { Float($0 * $0 % 17) })
    let names = [NamedTensor(hostile, points), NamedTensor("\(hostile)2", points)]
    let (npz, tensors) = (folder.path("\(hostile).npz"), folder.path("\(hostile)s.safetensors"))
    try NPZWriter.write(names, to: npz)
    try SafetensorsWriter.write(names, metadata: [hostile: hostile], to: tensors)
    let picture = folder.path("\(hostile).png")
    try PNGImage(width: 1, height: 1, channels: 1, pixels: [0]).write(to: picture)
    for path in [npz, tensors, picture] { try run("names", ["inspect", path], shows: true) }
    for path in [npz, tensors] {
      try run("names", ["map", path, "--once", "--iterations", "1"])
      try run(
        "an array", ["map", path, "--once", "--array", hostile, "--iterations", "1"], shows: true)
      try run("an array", ["map", path, "--json", "--array", hostile, "--iterations", "1"])
      try run("another array", ["map", path, "--once", "--array", hostile + "3"], shows: true)
      for command in ["diagnose", "anomaly", "inpaint", "probe", "explore"] {
        try run(
          "data",
          [command, try TrainedModel.path(), "--data", path]
            + (command == "explore" ? ["--dump", "text"] : []))
      }
    }
    for header in [
      "{'descr': '\(hostile)', 'fortran_order': False, 'shape': (1,), }",
      "{'\(hostile)': '<f4', 'fortran_order': False, 'shape': (1,), }",
      "{'descr': '<f4', 'fortran_order': \(hostile), 'shape': (1,), }",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (\(hostile),), }", hostile,
    ] {
      let path = folder.path("\(hostile).npy")
      let text = Array(header.utf8)
      let lead: [UInt8] =
        [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.count & 0xFF), UInt8(text.count >> 8)]
      try Data(lead + text + [0, 0, 0, 0]).write(to: URL(filePath: path))
      try run("a header", ["inspect", path], shows: true)
      try run("a header", ["map", path, "--once"], shows: true)
    }
  }

  @Test("tables: names of columns and what stands in their cells")
  func tables() throws {
    let hostile = HostileText.text
    let field = "\"\(hostile)\""
    let path = folder.path("\(hostile).csv")
    let rows = (0..<12).map { "\($0),\($0 * $0 % 7),\(field)\($0 % 2)" }
    for lines in [
      ["a,\(field),c"] + rows, ["a,b,c", "1,\(field),2", "3,4,5"], [field + ",x", "1"],
      ["step,\(field),loss", "1,2,3", "2,\(field),nan"],
    ] {
      try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
      for form in ["--once", "--json"] {
        try run("a table", ["map", path, form, "--iterations", "1"])
        try run("a table", ["map", path, form, "--color-by", hostile, "--iterations", "1"])
        try run("a table", ["watch", path, form])
      }
      try run("a table", ["map", path, "--dump", "ansi", "--iterations", "1"])
    }
  }

  @Test("logs: names of series, runs and files")
  func logs() throws {
    let hostile = HostileText.text
    let runs = folder.path("\(hostile) runs")
    for name in ["lines\(hostile)", "board\(hostile)", "table\(hostile)", "bad\(hostile)"] {
      try FileManager.default.createDirectory(
        atPath: "\(runs)/\(name)", withIntermediateDirectories: true)
    }
    func write(_ text: String, _ path: String) throws {
      try text.write(toFile: "\(runs)/\(path)", atomically: true, encoding: .utf8)
    }
    try write(
      "{\"step\":1,\"loss\(HostileText.quoted)\":0.5}\n{\"step\":2,\"loss\(HostileText.quoted)\":NaN}\n\(hostile)\n",
      "lines\(hostile)/log.jsonl")
    // A log of lines has no line breaks in its fields, and a semicolon would divide them.
    let field = hostile.filter { !$0.isNewline && $0 != ";" }
    try write("step,\"loss\(field)\"\n1,2\n2,3\n", "table\(hostile)/log.csv")
    try write(
      "{\"step\":1,\"loss\":0.5}\n{\"\(HostileText.quoted)\":\n{", "bad\(hostile)/log.jsonl")
    let board = try TensorBoardWriter(folder: "\(runs)/board\(hostile)", time: 1)
    for step in 1...3 {
      try board.append(scalars: [(name: "loss\(hostile)", value: 1)], step: step, time: 1)
    }
    try board.append(
      image: PNGImage(width: 2, height: 2, channels: 1, pixels: [0, 1, 2, 3]), name: hostile,
      step: 3, time: 2)
    try run("logs", ["watch", runs, "--once"], shows: true)
    let json = try run("logs", ["watch", runs, "--json"])
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect((object?["runs"] as? [[String: Any]])?.count == 4, "\(json.output)")
    for form in ["text", "ansi", "json"] {
      for keys in ["", "A", "~", "<tab>", "c", "<down><down>", "i"] {
        try run("logs", ["watch", runs, "--size", "150x40", "--script", keys, "--dump", form])
      }
    }
  }

  @Test("recipes: every key and every value")
  func recipes() throws {
    let recipe = try String(contentsOfFile: Self.recipe, encoding: .utf8).split(separator: "\n")
    for (index, line) in recipe.enumerated() where !line.hasPrefix("#") {
      let words = line.split(separator: "=", maxSplits: 1)
      var changes = ["\"\(HostileText.quoted)\" = 1", "x = \(HostileText.text)"]
      if words.count == 2 {
        changes.append("\(words[0])= \"\(HostileText.quoted)\"")
        changes.append("\(words[0])= [\"\(HostileText.quoted)\"]")
      } else {
        changes.append("[\"\(HostileText.quoted)\"]")
      }
      for change in changes {
        var lines = recipe.map(String.init)
        lines[index] = change
        // A run that would begin is stopped by what no recipe takes.
        let path = folder.path("\(HostileText.text).toml")
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        let outcome = try run(
          change.debugDescription,
          ["train", path, "--out", folder.path("run"), "--plain", "--threads", "100000"])
        #expect(outcome.status == 1 || outcome.status == 2)
      }
    }
  }

  private static let recipe = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../assets/recipes/galaxies-beta.toml").path(percentEncoded: false)

  @Test("runs: hostile names of folders and data in what training says")
  func training() throws {
    let run = folder.path("\(HostileText.text)-run")
    let small = [
      "--set", "data.count=60", "--set", "network.latents=2", "--set",
      "network.channels=[4, 4, 4, 4]",
      "--epochs", "1", "--threads", "1", "--plain",
    ]
    let first = try self.run("a run", ["train", "galaxies-beta", "--out", run] + small)
    #expect(first.status == 0 && first.errors.contains(HostileText.shown), "\(first.errors)")
    try self.run(
      "a run that is there", ["train", "galaxies-beta", "--out", run] + small, shows: true)
    let again = try self.run(
      "a resumed run", ["train", "--resume", "--out", run, "--epochs", "2", "--plain"])
    #expect(again.status == 0 && again.errors.contains(HostileText.shown), "\(again.errors)")
    try self.run("a run", ["watch", run, "--once"], shows: true)
  }

  @Test("a name that is not UTF-8 is shown by its bytes, and its file is opened")
  func bytes() throws {
    try NPY.write(
      Tensor(shape: [4, 2], elements: [1, 2, 3, 5, 8, 13, 21, 34]), to: folder.path("a.npy"))
    let script = """
      cd "$1" && name="$(printf 'n\\377\\351')" && mkdir "$name" && cp a.npy "$name/a.npy" \
      && printf '{"step":1,"loss":2}\\n' > "$name/log.jsonl" && exec "$0" "$2" "$name$3" $4
      """
    for (command, file, option) in [
      ("inspect", "/a.npy", ""), ("map", "/a.npy", "--once"), ("watch", "", "--once"),
    ] {
      let place = folder.path(command)
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: folder.path("a.npy"), toPath: "\(place)/a.npy")
      let outcome = try BuiltProgram.run(
        ["-c", script, BuiltProgram.path, place, command, file, option], executable: "/bin/sh")
      #expect(outcome.status == 0, "\(command): \(outcome.errors)")
      #expect(HostileText.faults(in: outcome.output) == [])
      let shown = [
        "inspect": "n\\xFF\\xE9/a.npy: a NumPy array", "map": "a.npy: t-SNE", "watch": "loss 2.000",
      ]
      #expect(outcome.output.contains(shown[command] ?? ""), "\(outcome.output)")
    }
  }
}

/// The commands of the program, as it describes them to other programs.
private struct CommandTree: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable { let name: String }
    let kind: String
    let isOptional: Bool
    let names: [Name]?

    /// The name behind two dashes.
    var name: String { names?.first?.name ?? "" }
  }

  struct Command: Decodable {
    let commandName: String
    let arguments: [Argument]?
    let subcommands: [Command]?

    /// This command's descendants, each with its path.
    var all: [(path: [String], command: Command)] {
      (subcommands ?? []).flatMap { command in
        [([command.commandName], command)]
          + command.all.map { ([command.commandName] + $0.path, $0.command) }
      }
    }
  }

  let command: Command
}
