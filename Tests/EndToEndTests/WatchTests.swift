import Foundation
import TestSupport
import Testing

/// `latentty watch` as scripts and people use it.
struct WatchTests {
  private static func object(_ arguments: [String]) throws -> [String: Any] {
    let outcome = try BuiltProgram.run(["watch"] + arguments + ["--json"])
    try #require(outcome.status == 0, "\(outcome.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(value as? [String: Any])
  }

  @Test("a run of ours that came to its end is done, in text and as JSON")
  func ownRun() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let training = try BuiltProgram.run([
      "train", "galaxies-beta", "--set", "data.count=200", "--set", "network.latents=2", "--set",
      "network.channels=[8, 8, 8, 8]", "--epochs", "2", "--threads", "1", "--out", path,
      "--tensorboard",
    ])
    try #require(training.status == 0, "\(training.errors)")
    let text = try BuiltProgram.run(["watch", folder.path, "--once"])
    let lines = text.output.split(separator: "\n")
    #expect(text.status == 0 && lines.first?.hasPrefix("run  format    state") == true)
    #expect(lines.count == 2 && lines[1].hasPrefix("run  latentty  done "), "\(text.output)")
    #expect(lines[1].contains("loss/train "))

    let runs = try #require(try Self.object([path])["runs"] as? [[String: Any]])
    let run = try #require(runs.first)
    #expect(runs.count == 1 && run["state"] as? String == "done" && run["step"] as? Int == 6)
    let series = try #require(run["series"] as? [[String: Any]])
    #expect(series.contains { $0["name"] as? String == "kl/1" && $0["last"] is Double })
    #expect((run["alerts"] as? [Any])?.isEmpty == true && (run["notes"] as? [Any])?.isEmpty == true)

    let event = try #require(
      try FileManager.default.contentsOfDirectory(atPath: path).first { $0.contains("tfevents") })
    let other = try #require(
      try (Self.object(["\(path)/\(event)"])["runs"] as? [[String: Any]])?.first)
    #expect(other["format"] as? String == "tensorboard" && other["step"] as? Int == 6)
    #expect(((other["images"] as? [[String: Any]])?.first)?["name"] as? String == "reconstructions")
  }

  @Test("runs of other libraries are found below a folder, with the names that they have there")
  func otherLibraries() throws {
    let folder = try TemporaryFolder()
    let files = [
      "hf/checkpoint-2/trainer_state.json":
        "{\"global_step\": 2, \"log_history\": [{\"loss\": 0.5, \"step\": 1}, {\"loss\": 0.25, \"step\": 2}]}",
      "mlruns/1/abc/meta.yaml": "run_name: first try\nstatus: 3\n",
      "mlruns/1/abc/metrics/loss": "1700000000000 0.5 1\n",
      "out/nohup.out": "start\n{'loss': 0.5, 'epoch': 1.0}\n{'loss': 0.25, 'epoch': 2.0}\n",
      "config.json": "{\"epochs\": 3, \"lr\": 0.1}\n",
    ]
    for (name, text) in files {
      let file = URL(filePath: folder.path(name))
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let runs = try #require(try Self.object([folder.path])["runs"] as? [[String: Any]])
    let formats = runs.map { "\($0["name"] ?? "") \($0["format"] ?? "") \($0["title"] ?? "-")" }
    #expect(
      formats == [
        "hf huggingface -", "mlruns/1/abc mlflow first try", "out/nohup.out printed -",
      ])
    #expect(runs.map { $0["step"] as? Int } == [2, 1, 2] && runs[1]["state"] as? String == "done")
    let text = try BuiltProgram.run(["watch", folder.path, "--once"])
    #expect(text.output.contains("first try (mlruns/1/abc)  mlflow"), "\(text.output)")
  }

  @Test(
    "names of strangers cannot steer the terminal, and what is no number does not break the JSON")
  func strangeLog() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("log.jsonl")
    try "{\"step\":1,\"loss\\u001b[2J\":NaN}\n{\"step\":2,\"torn".write(
      toFile: path, atomically: true, encoding: .utf8)
    let text = try BuiltProgram.run(["watch", path, "--once"])
    #expect(text.status == 0 && !text.output.contains("\u{1B}"))
    #expect(text.output.contains(" NaN") && text.output.contains("  ! loss"))
    #expect(text.output.contains("the last 15 bytes are not a whole line yet"), "\(text.output)")
    let run = try #require(try (Self.object([path])["runs"] as? [[String: Any]])?.first)
    let alerts = try #require(run["alerts"] as? [[String: Any]])
    #expect(alerts.map { $0["kind"] as? String } == ["not finite"])
  }

  @Test(
    "what was superseded, what was no number and what cannot be read is counted, in text and as JSON"
  )
  func counts() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("log.csv")
    try
      ("step,loss,val,date\n1,5,9,mon\n2,NaN,8,tue\n2.5,inf,,wed\n"
      + "3,4,7,thu\n2,3,x,fri\n3,3,7,sat\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let text = try BuiltProgram.run(["watch", path, "--once"])
    #expect(text.status == 0)
    for line in [
      "  3     loss 3.000  val 7.000", "  - 5 points superseded by restarts: loss 3, val 2",
      "  - \(path): line 6, column val: expected a number, found 'x'",
      "  - \(path): 1 column without a number: date (6 times, first 'mon' in line 2)",
    ] {
      #expect(text.output.contains(line), "\(line) in \(text.output)")
    }
    let run = try #require(try (Self.object([path])["runs"] as? [[String: Any]])?.first)
    #expect(run["superseded"] as? Int == 5)
    let series = try #require(run["series"] as? [[String: Any]])
    let loss = try #require(series.first { $0["name"] as? String == "loss" })
    #expect(loss["superseded"] as? Int == 3 && loss["last"] as? Double == 3)
    #expect(loss["non_finite"] as? Int == 2 && loss["nan"] as? Int == 1)
    #expect(loss["positive_infinity"] as? Int == 1 && loss["negative_infinity"] as? Int == 0)
    try "step,loss\n1,5\n2.5,4\n".write(toFile: path, atomically: true, encoding: .utf8)
    let fractions = try BuiltProgram.run(["watch", path, "--json"])
    #expect(fractions.output.contains("\"step\" : 2.5"), "\(fractions.output)")
  }

  @Test("what is wrong is one line with the status for it")
  func errors() throws {
    let folder = try TemporaryFolder()
    let missing = try BuiltProgram.run(["watch", folder.path("no"), "--once"])
    #expect(missing.status == 1)
    #expect(
      missing.errors
        == "latentty: \(folder.path("no")): expected a run, a folder of runs or a log, found nothing\n"
    )
    let screenless = try BuiltProgram.run(["watch", folder.path])
    #expect(
      screenless.status == 2 && screenless.errors.contains("the live screen needs a terminal"))
    #expect(screenless.errors.count { $0 == "\n" } == 1)
  }

  @Test("how fast logs are read is reported for every format")
  func bench() throws {
    let outcome = try BuiltProgram.run([
      "bench", "ingest", "--megabytes", "1", "--series", "50", "--json",
    ])
    try #require(outcome.status == 0, "\(outcome.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let report = try #require(value as? [String: Any])
    let logs = try #require(report["logs"] as? [[String: Any]])
    #expect(logs.map { $0["format"] as? String } == ["tensorboard", "jsonl", "csv"])
    for log in logs {
      #expect(try #require(log["megabytes_per_second"] as? Double) > 0)
      #expect(try #require(log["points"] as? Int) > 1000)
    }
  }
}
