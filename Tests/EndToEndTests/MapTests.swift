import Foundation
import Storage
import Tensors
import TestSupport
import Testing

/// `latentty map` on models and on files of points.
struct MapTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(["map"] + arguments, environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  private func object(_ outcome: BuiltProgram.Outcome) throws -> [String: Any] {
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  /// Two clouds far apart, 30 points each.
  private func cloud() throws -> String {
    var random = CounterRandom(testCase: 3)
    let points = Tensor(
      shape: [60, 4],
      elements: (0..<240).map { Float(random.nextGaussian()) + ($0 < 120 ? 0 : 20) })
    let path = folder.path("cloud.npz")
    try NPZWriter.write(
      [
        NamedTensor("x", points),
        NamedTensor("side", Tensor(shape: [60], elements: (0..<60).map { $0 < 30 ? 0 : 1 })),
      ], to: path)
    return path
  }

  @Test("a model's map tells every factor's R2")
  func model() throws {
    let model = try TrainedModel.path()
    let arguments = ["--count", "120", "--iterations", "60", "--seed", "5", "--json"]
    let first = try BuiltProgram.run(["map", model] + arguments)
    let map = try object(first)
    #expect(map["points"] as? Int == 120 && map["dimensions"] as? Int ?? 0 > 0)
    #expect(
      map["method"] as? String == "tsne"
        && map["source"] as? String == "120 simulated (Latin hypercube), seed 5")
    #expect(map["iterations"] as? Int == 60 && map["perplexity"] as? Double == 30)
    for key in ["seconds", "cost", "trustworthiness", "neighbor_recall"] {
      #expect(map[key] is Double, "\(key): \(String(describing: map[key]))")
    }
    #expect(map["adjustments"] is [String] && map["predicted"] as? Int == 120)
    let predictions = try #require(map["r2_by_neighbors"] as? [String: [String: Double]])
    #expect(predictions["all"].map { Set($0.keys) } == ["flux", "radius", "g1", "g2", "psf"])
    let again = try object(try BuiltProgram.run(["map", model] + arguments))
    #expect(again["cost"] as? Double == map["cost"] as? Double)

    let untied = try run(model, "--latents", "panels", "--count", "20")
    #expect(untied.status == 1 && untied.output == "")
    #expect(untied.errors.contains(": expected latents tied to a factor (aux), found none\n"))
  }

  @Test("a file's map in every format that it can be written in")
  func files() throws {
    let path = try cloud()
    for name in ["map.safetensors", "map.npy", "map.csv", "map.png"] {
      let map = try object(
        try run(
          path, "--iterations", "300", "--perplexity", "8", "--json", "--out", folder.path(name)))
      let predictions = try #require(map["r2_by_neighbors"] as? [String: [String: Double]])
      #expect(try #require(predictions["all"]?["side"]) > 0.99)
    }
    let positions = try NPY.read(path: folder.path("map.npy"))
    #expect(positions.shape == [60, 2])
    let stored = try SafetensorsFile(path: folder.path("map.safetensors"))
    #expect(try stored.tensor("map") == positions && stored.entry("columns.side") != nil)
    #expect(stored.metadata["latentty.map.perplexity"] == "8.0")
    let table = try Table(path: folder.path("map.csv"))
    #expect(table.columns.map(\.name).prefix(3) == ["x", "y", "side"] && table.rowCount == 60)
    guard case .numbers(let xs) = table.columns[0].values else {
      Issue.record("no numbers")
      return
    }
    #expect(xs.map { Float($0) } == (0..<60).map { positions[$0, 0] })
    let picture = try PNGImage(path: folder.path("map.png"))
    #expect(picture.width == 1200 && picture.channels == 3)
    // The classes' two colours, of which every disc has its full one in the middle.
    #expect(
      Set(
        stride(from: 0, to: picture.pixels.count, by: 3).map { Array(picture.pixels[$0..<$0 + 3]) }
      ).count > 2)
  }

  @Test("without JSON the map is text of 80 columns, in letters of its kinds")
  func text() throws {
    let outcome = try run(try cloud(), "--method", "pca", "--once")
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "cloud.npz, array x: principal components of 60 points")
    #expect(lines.allSatisfy { $0.count <= 80 } && lines.contains("colour: side"))
    let plot = lines.drop { $0 != "colour: side" }.dropFirst(2).joined()
    #expect(Set(plot).subtracting([" "]) == ["A", "B"], "\(outcome.output)")
  }

  @Test("tables are mapped as they are, and texts colour them")
  func table() throws {
    let rows = (0..<12).map { "\($0 % 3 == 0 ? "low" : "high"),\($0),\($0 * $0)" }
    let path = folder.path("rows.csv")
    try Data(("kind,a,b\n" + rows.joined(separator: "\n")).utf8).write(to: URL(filePath: path))
    let map = try object(try run(path, "--latents", "1,0", "--limit", "9", "--json"))
    #expect(map["points"] as? Int == 9 && map["features"] as? [String] == ["a", "b"])
    #expect(
      (map["notes"] as? [String])?.last == "a random subset of 9 of 12 points was used, seed 1009")
    #expect((map["adjustments"] as? [String])?.first?.hasPrefix("perplexity 30.0 needs") ?? false)
    #expect(try run(path, "--color-by", "kind").output.contains("colour: kind"))
  }

  @Test("columns are what the user says, and identifiers are written as they were read")
  func columns() throws {
    let path = folder.path("stars.csv")
    let rows = (0..<40).map {
      "411647423901234567\($0 % 10)\($0 / 10),\($0 % 7),\($0 * $0 % 11),\($0 % 2)"
    }
    try Data(("source_id, a, b,class\n" + rows.joined(separator: "\n")).utf8)
      .write(to: URL(filePath: path))
    let out = folder.path("stars-map.csv")
    let map = try object(try run(path, "--method", "pca", "--json", "--out", out))
    #expect(map["features"] as? [String] == ["a", "b"])
    #expect((map["notes"] as? [String])?.count == 2)
    let written = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
    #expect(written[0] == "x,y,source_id,a,b,class")
    for (line, row) in zip(written.dropFirst(), rows) {
      #expect(line.split(separator: ",")[2] == row.split(separator: ",")[0], "\(line)")
    }
    #expect(try run(path, "--method", "pca", "--once").output.contains("colour: class"))
    #expect(
      try run(path, "--method", "pca", "--once", "--color-by", "b").output.contains("colour: b"))
    let chosen = try object(
      try run(path, "--method", "pca", "--json", "--features", "a..b,class", "--label", "a"))
    #expect(chosen["features"] as? [String] == ["a", "b", "class"])
    let wrong = try run(path, "--features", "a,q")
    #expect(wrong.status == 2 && wrong.output == "")
    #expect(wrong.errors.contains("--features: expected one of source_id, a, b, class, found q"))
    #expect(wrong.errors.count { $0 == "\n" } == 1)
  }

  @Test("codes that repeat are written to the digit, and a label that is missing as nothing")
  func codes() throws {
    let path = folder.path("curve.csv")
    let rows = (0..<24).map { row in
      "447283213094257587\(row % 4),00\(row % 3),\(row * row),\(row % 5),\(row % 4 == 0 ? "" : "\(row % 2)")"
    }
    try Data(("source_id,fips,t,flux,label\n" + rows.joined(separator: "\n")).utf8)
      .write(to: URL(filePath: path))
    let out = folder.path("curve-map.csv")
    let map = try object(try run(path, "--method", "pca", "--json", "--out", out))
    #expect(map["features"] as? [String] == ["t", "flux"])
    #expect(map["labels_without_accuracy"] as? Int == 0)
    let written = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
    for (line, row) in zip(written.dropFirst(), rows) {
      let fields = { (text: String) in
        text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      let (found, read) = (fields(String(line)), fields(row))
      #expect([found[2], found[3], found[6]] == [read[0], read[1], read[4]], "\(line)")
    }
    #expect(
      try run(path, "--method", "pca", "--once", "--color-by", "fips").output.contains("A 000"))
  }

  @Test("the screen of a file of points is printed without a terminal")
  func screen() throws {
    let path = folder.path("rows.csv")
    let rows = (0..<90).map { "\($0 % 3 == 0 ? "low" : "high"),\($0),\($0 * $0 % 17)" }
    try Data(("kind,a,b\n" + rows.joined(separator: "\n")).utf8).write(to: URL(filePath: path))
    let text = try run(
      path, "--color-by", "kind", "--iterations", "300", "--dump", "text", "--size", "100x30"
    ).output
    for part in ["2▌Map▐", "rows.csv", "300/300", "high", "neighbours", "kind"] {
      #expect(text.contains(part), "\(part) in:\n\(text)")
    }
  }

  @Test("on a terminal the map is watched")
  func terminal() throws {
    let terminal = try PseudoTerminal(
      BuiltProgram.path,
      ["map", try TrainedModel.path(), "--latents", "0,1", "--count", "300"],
      environment: [
        "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": folder.path,
      ], columns: 100, rows: 30)
    try terminal.wait(for: "the end of a map of two latents") {
      $0.text.contains("of latents 0,1") && $0.text.contains("750/750")
    }
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.hasInitialModes)
  }

  @Test("wrong arguments and files end with one line")
  func errors() throws {
    let path = try cloud()
    let text = folder.path("rows.csv")
    try Data("a,b\n1,2\n3\n".utf8).write(to: URL(filePath: text))
    let nan = folder.path("nan.npy")
    try NPY.write(Tensor(shape: [2, 2], elements: [1, 2, .nan, 4]), to: nan)
    let cases: [([String], Int32, String)] = [
      ([], 2, "<source>"), ([path, "--method", "umap"], 2, "umap"),
      ([path, "--latents", "best"], 2, "best"), ([path, "--perplexity", "0"], 2, "--perplexity"),
      ([path, "--out", "map.jpg"], 2, "--out"), ([path, "--color-by", "hue"], 2, "side, column 0"),
      ([path, "--data", path], 2, "--data"), ([path, "--limit", "0"], 2, "--limit"),
      ([path, "--latents", "0,9"], 1, "found 9"), ([path, "--latents", "aux"], 1, "(aux)"),
      ([path, "--array", "y"], 1, "\"x\", \"side\""), ([text], 1, "rows.csv: line 3: expected 2"),
      ([nan], 1, "nan.npy: point 1, column 0"), ([folder.path("none.npy")], 1, "none.npy: cannot"),
      ([try TrainedModel.path(), "--array", "x"], 2, "--array"),
      ([path, "--out", folder.path("no/map.csv"), "--iterations", "1"], 1, "no/map.csv"),
    ]
    for (arguments, status, culprit) in cases {
      let outcome = try BuiltProgram.run(["map"] + arguments)
      #expect(outcome.status == status && outcome.output == "", "\(arguments): \(outcome)")
      #expect(
        outcome.errors.hasPrefix("latentty: ") && outcome.errors.contains(culprit),
        "\(outcome.errors)")
      #expect(outcome.errors.count { $0 == "\n" } == 1, "\(outcome.errors)")
    }
  }

  @Test("no, one or two points have a map", arguments: [0, 1, 2])
  func few(count: Int) throws {
    let path = folder.path("few.npy")
    try NPY.write(
      Tensor(shape: [count, 2], elements: (0..<2 * count).map { Float($0) }), to: path)
    for method in ["tsne", "pca"] {
      let map = try object(try run(path, "--method", method, "--iterations", "20", "--json"))
      #expect(map["points"] as? Int == count && map["trustworthiness"] is NSNull)
      #expect(try run(path, "--method", method, "--iterations", "20").status == 0)
      let picture = try run(path, "--method", method, "--out", folder.path("few.png"))
      #expect(picture.status == 0, "\(picture.errors)")
    }
  }

  @Test("the maps of all, of tied and of remaining latents stand side by side")
  func panels() throws {
    let training = try BuiltProgram.run([
      "train", "galaxies", "--set", "data.count=300", "--epochs", "1", "--out", folder.path("run"),
    ])
    #expect(training.status == 0, "\(training.errors)")
    let arguments = [
      "map", folder.path("run/latest.safetensors"), "--latents", "panels", "--count", "80",
      "--iterations", "20",
    ]
    let map = try object(
      try BuiltProgram.run(arguments + ["--json", "--out", folder.path("panels.csv")]))
    let predictions = try #require(map["r2_by_neighbors"] as? [String: [String: Double]])
    #expect(Set(predictions.keys) == ["all", "aux", "recon"])
    let panels = try #require(map["panels"] as? [[String: Any]])
    let indices = panels.compactMap { $0["indices"] as? [Int] }
    #expect(indices.count == 3 && indices[1] == [0, 1, 2] && indices[1] + indices[2] == indices[0])
    for panel in panels {
      let name = try #require(panel["latents"] as? String)
      #expect(panel["r2_by_neighbors"] as? [String: Double] == predictions[name])
    }
    let table = try Table(path: folder.path("panels.csv"))
    #expect(
      table.columns.map(\.name).prefix(6)
        == ["x_all", "y_all", "x_aux", "y_aux", "x_recon", "y_recon"])
    let text = try BuiltProgram.run(arguments + ["--once"]).output
    let head = text.split(separator: "\n").first { $0.contains("  all  ") }
    #expect(head?.split(separator: " ") == ["all", "aux", "recon"], "\(text)")
  }

  @Test("a long map shows on a terminal how far it is, and ends at once when interrupted")
  func interrupted() throws {
    let terminal = try PseudoTerminal(
      BuiltProgram.path, ["map", try cloud(), "--iterations", "1000000", "--json"],
      environment: ["TERM": "xterm", "LANG": "C.UTF-8"])
    try terminal.wait(forText: "%  map: iteration ")
    terminal.signal(SIGINT)
    #expect(try terminal.waitForEnd() == .exited(128 + SIGINT))
    #expect(terminal.screen.text.allSatisfy { $0 == " " || $0 == "\n" }, "\(terminal.screen.text)")
  }
}
