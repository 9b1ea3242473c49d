import Foundation
import TestSupport
import Testing

@testable import Runs

struct RunsSnapshotTests {
  private static func run(_ folder: TemporaryFolder, epochs: Int) throws -> RunFollower {
    let path = folder.path("run")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try "[data]\nfile = \"/none.safetensors\"\n[training]\nepochs = \(epochs)\n".write(
      toFile: "\(path)/recipe.toml", atomically: true, encoding: .utf8)
    let lines = (1...100).map { step in
      "{\"step\":\(step),\"time\":\(1_700_000_000 + 5 * step),\"epoch\":\(Double(step) / 50),\"loss/train\":\(step)}\n"
    }
    try lines.joined().write(toFile: "\(path)/events.jsonl", atomically: true, encoding: .utf8)
    let follower = try #require(RunCollection(paths: [path]).followers.first)
    follower.look()
    return follower
  }

  @Test("the rest of a run takes as long as its newest records say")
  func prospect() throws {
    let folder = try TemporaryFolder()
    let prospect = try #require(try Self.run(folder, epochs: 8).facts.prospect)
    #expect(prospect.epoch == 2 && prospect.epochCount == 8)
    // Six epochs of fifty steps, five seconds each.
    #expect(abs(try #require(prospect.secondsLeft) - 1500) < 1e-6)
  }

  @Test("a snapshot holds what was wished for and covers the newest share of the steps")
  func wish() throws {
    let folder = try TemporaryFolder()
    let follower = try Self.run(folder, epochs: 8)
    let charts = RunChart.charts(of: follower.log.series.series.map(\.name))
    let wish = RunsWish(series: ["loss/train", "absent"], share: 0.25)
    let snapshot = RunsSnapshot([follower], charts: charts, wish: wish, now: 2000)
    let run = try #require(snapshot.runs.first)
    #expect(snapshot.steps == 75...100 && Array(run.curves.keys) == ["loss/train"])
    #expect(run.curves["loss/train"]?.buckets.map(\.firstStep) == (75...100).steps)
    #expect(run.step == 100 && run.seriesCount == 2 && run.model == nil && run.checkpoints == [])
    let hidden = RunsSnapshot(
      [follower], charts: charts, wish: RunsWish(series: ["loss/train"], shown: []), now: 2000)
    #expect(hidden.runs.first?.curves.isEmpty == true && hidden.steps == nil)
  }

  @Test("a model and checkpoints are seen when they are written")
  func models() throws {
    let folder = try TemporaryFolder()
    let follower = try Self.run(folder, epochs: 8)
    #expect(follower.facts.modelTime == nil)
    let path = follower.location.path
    try FileManager.default.createDirectory(
      atPath: "\(path)/checkpoints", withIntermediateDirectories: true)
    for name in [
      "latest.safetensors", "checkpoints/step-90.safetensors", "checkpoints/step-8.safetensors",
    ] {
      try Data().write(to: URL(filePath: "\(path)/\(name)"))
    }
    follower.look()
    #expect(follower.facts.modelTime != nil && follower.facts.checkpointSteps == [8, 90])
  }
}
