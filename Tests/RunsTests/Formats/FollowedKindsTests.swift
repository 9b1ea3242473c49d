import Foundation
import Storage
import TestSupport
import Testing

@testable import Runs

/// Runs of others that grow while they are followed.
struct FollowedKindsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func state(_ steps: Range<Int>) -> String {
    let rows = steps.map { "{\"epoch\": 0.5, \"loss\": \(2 * $0), \"step\": \($0)}" }
    return """
      {
        "best_metric": null,
        "epoch": 0.5,
        "global_step": \(steps.upperBound - 1),
        "log_history": [\(rows.joined(separator: ",\n"))],
        "max_steps": 99
      }
      """
  }

  private func steps(_ run: RunFollower, _ name: String = "loss") -> [Double] {
    Logs.points(run.log, name).map(\.step)
  }

  @Test("the states of one training of Hugging Face are one run, of which the newest counts")
  func checkpoints() throws {
    try Logs.write(Self.state(1..<10), to: "out/checkpoint-9/trainer_state.json", in: folder)
    let runs = try RunCollection(paths: [folder.path])
    let run = try #require(runs.followers.first)
    #expect(runs.look() && steps(run) == (1..<10).map(Double.init))
    // A checkpoint whose state is not written yet.
    try StorageFolder.makeWithParents(folder.path("out/checkpoint-19"))
    runs.look()
    #expect(steps(run).count == 9)
    try Logs.write(Self.state(1..<20), to: "out/checkpoint-19/trainer_state.json", in: folder)
    #expect(runs.look() && steps(run) == (1..<20).map(Double.init))
    #expect(run.paths == [folder.path("out/checkpoint-19/trainer_state.json")])
    try Logs.write(Self.state(1..<21), to: "out/trainer_state.json", in: folder)
    #expect(runs.look() && steps(run).last == 20)
    try Logs.write(Self.state(1..<31), to: "out/trainer_state.json", in: folder)
    #expect(runs.look() && steps(run).last == 30)
    #expect(runs.followers.count == 1 && run.notes == [] && runs.notes == [])
    #expect(run.log.series["loss"]?.pointCount == 30 && run.log.series["loss"]?.restartCount == 0)
  }

  @Test("rows of an evaluation behind all rows of training supersede nothing")
  func evaluationsLast() throws {
    let text = """
      {"global_step": 3, "log_history": [
        {"epoch": 0.5, "loss": 3, "step": 1}, {"epoch": 1.0, "loss": 2, "step": 2},
        {"epoch": 1.5, "loss": 1, "step": 3}, {"epoch": 1.0, "eval_loss": 2.5, "step": 2}
      ]}
      """
    try Logs.write(text, to: "trainer_state.json", in: folder)
    let runs = try RunCollection(paths: [folder.path])
    runs.look()
    let run = try #require(runs.followers.first)
    #expect(steps(run) == [1, 2, 3] && steps(run, "eval_loss") == [2])
    #expect(steps(run, "epoch") == [1, 2, 2, 3] && run.notes == [])
    #expect(run.log.series.supersededCount == 0)
  }

  @Test("a state that is half written is read when it is whole")
  func halfWritten() throws {
    let text = Self.state(1..<20)
    try Logs.write(String(text.prefix(text.count / 2)), to: "trainer_state.json", in: folder)
    let runs = try RunCollection(paths: [folder.path])
    runs.look()
    let run = try #require(runs.followers.first)
    #expect((1..<19).contains(steps(run).count))
    try Logs.write(text, to: "trainer_state.json", in: folder)
    runs.look()
    #expect(steps(run) == (1..<20).map(Double.init) && run.notes == [])
  }

  @Test("the metrics of a run of MLflow grow, and others come")
  func mlflow() throws {
    let run = "mlruns/1/abc"
    try Logs.write("run_name: a\nstatus: 1\n", to: "\(run)/meta.yaml", in: folder)
    try Logs.write("1700000000000 0.5 1\n", to: "\(run)/metrics/loss", in: folder)
    let runs = try RunCollection(paths: [folder.path])
    runs.look()
    let follower = try #require(runs.followers.first)
    #expect(steps(follower) == [1] && follower.log.title == "a" && !follower.log.hasEnded)
    #expect(follower.log.series.newestTime == 1.7e9)
    let loss = try LineAppender(path: folder.path("\(run)/metrics/loss"))
    try loss.append(line: "1700000001000 0.25 2")
    try Logs.write("1700000001000 nan 2\n", to: "\(run)/metrics/val/kl", in: folder)
    try loss.append(line: "x")
    runs.look()
    #expect(steps(follower) == [1, 2] && follower.log.series["val/kl"]?.nonFinite.total == 1)
    #expect(follower.log.notes.map(\.kind) == [.malformedLine])
    try Logs.write("run_name: a\nstatus: 3\nend_time: 1\n", to: "\(run)/meta.yaml", in: folder)
    runs.look()
    #expect(follower.log.hasEnded && steps(follower) == [1, 2] && runs.followers.count == 1)
    #expect(follower.log.notes.map(\.kind) == [.malformedLine])
  }

  @Test("a log of W&B grows block by block; a record with a wrong checksum is left out and told")
  func wandb() throws {
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/Writers/wandb/offline-run-20240301_120000-abc123/run-abc123.wandb")
    let bytes = Array(try Data(contentsOf: source))
    let path = "wandb/run-1/run-1.wandb"
    try StorageFolder.makeWithParents(folder.path("wandb/run-1"))
    try AtomicFile.write(Array(bytes[..<(1 << 15)]), to: folder.path(path))
    symlink("run-1", folder.path("wandb/latest-run"))
    let runs = try RunCollection(paths: [folder.path])
    runs.look()
    let run = try #require(runs.followers.first)
    #expect(run.location.name == path && run.log.title == "my run" && !run.log.hasEnded)
    let countBefore = steps(run).count
    #expect((10..<62).contains(countBefore))
    try Data(bytes).write(to: URL(filePath: folder.path(path)))
    runs.look()
    #expect(steps(run).count == 62 && run.log.hasEnded && run.notes == [])
    #expect(runs.followers.count == 1)

    var broken = bytes
    broken[bytes.count / 2] ^= 1
    let log = Logs.read(broken, RunFormat.wandb.decoder("a", "")).log
    #expect(log.notes.first?.kind == .damagedRecord)
    #expect(Logs.points(log, "loss").last == Logs.Point(step: 401, value: 0.125) && log.hasEnded)
  }

  @Test("files that hold the same are one run")
  func copies() throws {
    let line = "{\"step\":1,\"loss\":2}\n"
    for name in ["scalars.json", "20240301_120000.json"] {
      try Logs.write(line, to: "vis_data/\(name)", in: folder)
    }
    try Logs.write("training_iteration,loss\n1,2\n", to: "ray/progress.csv", in: folder)
    try Logs.write(line, to: "ray/result.json", in: folder)
    try Logs.write(line, to: "other/result.json", in: folder)
    var finder = RunFinder()
    #expect(
      try finder.runs(at: [folder.path]).map(\.name) == [
        "other/result.json", "ray/progress.csv", "vis_data/scalars.json",
      ])
  }
}
