import Tensors
import TestSupport
import Testing

@testable import Runs

/// What the steps of rows mean: of the run or of an epoch, a total, a pass, or of several runs.
struct StepMeaningTests {
  private static func table(_ header: String, _ rows: some Sequence<String>) -> RunLog {
    Logs.table(([header] + rows).map { $0 + "\n" }.joined())
  }

  @Test("a step that an epoch has in common with the one before goes on")
  func sharedSteps() {
    // As Lightning writes them with a monitor of the learning rate: its rows have no epoch.
    var rows: [String] = []
    for (index, step) in stride(from: 49, to: 500, by: 50).enumerated() {
      rows += [",\(step),,,0.1", "\(index / 2),\(step),1,,"]
      if index % 2 == 1 { rows.append("\(index / 2),\(step),,0.5,") }
    }
    let lightning = Self.table("epoch,step,train_loss,val_loss,lr-Adam", rows)
    #expect(
      Logs.steps(lightning, "train_loss") == stride(from: 49, to: 500, by: 50).map(Double.init))
    #expect(Logs.steps(lightning, "val_loss") == [99, 199, 299, 399, 499])
    let equal = Self.table(
      "epoch,global_step,loss", ["0,0,1", "0,1,2", "1,1,3", "1,2,4", "2,2,5", "2,3,6"])
    #expect(Logs.steps(equal, "loss") == [0, 1, 1, 2, 2, 3])
    let back = Self.table(
      "epoch,step,loss", ["1,30,1", "1,40,1", "1,50,1", "2,45,1", "2,60,1", "2,70,1"])
    #expect(Logs.steps(back, "loss") == [30, 40, 45, 50, 60, 70])
    for log in [lightning, equal, back] { #expect(log.series.supersededCount == 0) }
  }

  @Test("of a step that begins again and one of the whole run the latter is the step")
  func globalStep() {
    let log = Self.table(
      "step,global_step,loss", (0..<30).map { "\($0 % 10),\(4 * $0),1" })
    #expect(Logs.steps(log, "loss") == (0..<30).map { 4 * $0 }.steps)
    #expect(log.series["loss"]?.supersededCount == 0 && log.series["loss"]?.restartCount == 0)
  }

  @Test("batches that count down lie in their epochs, and none is hidden")
  func countingDown() {
    let epochs = Self.table(
      "epoch,batch,loss", ["1,3,1", "1,2,2", "1,1,3", "2,3,4", "2,2,5", "2,1,6"])
    #expect(Logs.steps(epochs, "loss") == [1, 2, 3, 4, 5, 6])
    #expect(Logs.points(epochs, "loss").map(\.value) == [3, 2, 1, 6, 5, 4])
    let alone = Self.table("batch,loss", (1...30).reversed().map { "\($0),\($0)" })
    #expect(Logs.steps(alone, "loss") == (1...30).steps && alone.notes.isEmpty)
    #expect(epochs.series.supersededCount + alone.series.supersededCount == 0)
  }

  @Test("validation that counts anew within an epoch hides nothing of its training")
  func validationInEpoch() {
    let rows = (0..<3).flatMap { epoch in
      (0..<10).map { "\(epoch),\($0),1" } + (0..<3).map { "\(epoch),\($0),2" }
    }
    let log = Self.table("epoch,batch,loss", rows)
    #expect(log.series["loss"]?.pointCount == 39 && log.series.supersededCount == 0)
    #expect(log.series["loss"]?.last?.step == 29)
  }

  @Test("an iteration that runs through the same numbers again and again counts passes")
  func passes() {
    let rows = (0..<30).map { "\($0 % 10),\($0)" }
    let log = Self.table("iter,loss", rows)
    #expect(Logs.points(log, "loss") == (0..<30).map { .init(step: $0, value: Double($0)) })
    #expect(log.notes.map(\.kind) == [.passBegan])
    let once = Self.table("iter,loss", rows.prefix(20))
    #expect(Logs.steps(once, "loss") == (0..<10).steps && once.series.supersededCount == 10)
  }

  @Test("several seeds are series of their own, one is a figure")
  func seeds() {
    let log = Self.table("seed,epoch,loss", (0..<50).map { "\($0 / 10),\($0 % 10),\($0)" })
    #expect(
      log.series.series.filter { $0.name.hasSuffix("/loss") }.map(\.pointCount) == [
        10, 10, 10, 10, 10,
      ])
    #expect(Logs.points(log, "seed 3/loss").map(\.value) == (30..<40).steps)
    #expect(log.series.supersededCount == 0)
    let single = Self.table("seed,epoch,loss", (0..<9).map { "42,\($0),1" })
    #expect(single.series["loss"]?.pointCount == 9)
  }

  @Test(
    "a total in the first line is no step",
    arguments: [("steps", "step"), ("epochs", "epoch"), ("total_steps", "step")])
  func totals(total: String, step: String) {
    let log = Logs.objects(
      ["{\"\(total)\": 1000, \"lr\": 0.1}"]
        + (0..<5).map { "{\"\(step)\": \($0), \"loss\": \($0)}" })
    #expect(Logs.steps(log, "loss") == (0..<5).steps && Logs.steps(log, "lr") == [0])
    #expect(log.series.newestStep == 4)
  }

  @Test("a step that is 0 for long and counts then is the step; vast ones count too")
  func lateSteps() {
    let rows = (0..<12).map { "0,\($0)" } + (1...27).map { "\(10 * $0),1" }
    let log = Self.table("step,loss", rows)
    #expect(log.series["loss"]?.last?.step == 270 && log.series["step"] == nil)
    let vast = Logs.objects(
      (0..<5).map { "{\"step\": \(100 + $0)000000000000000000, \"loss\": 1}" })
    #expect(vast.series["loss"]?.last?.step == 104e18)
  }

  @Test(
    "more names of steps",
    arguments: [
      "iteration_number", "time_step", "opt_step", "consumed_samples", "num_env_steps", "index",
      "Epoch #", "kimgs", "num_examples_seen", "episode_num", "step_id", "__step__", "log_step",
    ])
  func names(name: String) {
    let log = Self.table("loss,\(name)", (1...10).map { "1,\(10 * $0)" })
    #expect(Logs.steps(log, "loss") == (1...10).map { 10 * $0 }.steps)
  }

  @Test("a column that names the figure of a value names the series")
  func quantities() {
    let rows = (1...3).flatMap { epoch in
      ["train", "val"].flatMap { ["\(epoch),\($0),loss,\(epoch)", "\(epoch),\($0),acc,5"] }
    }
    let log = Self.table("epoch,split,metric,value", rows)
    #expect(
      Set(log.series.series.map(\.name).filter { !$0.hasSuffix("/epoch") })
        == ["train/loss", "train/acc", "val/loss", "val/acc"])
    #expect(Logs.points(log, "val/loss").map(\.value) == [1, 2, 3])
    let lines = (0..<3).flatMap { step in
      ["loss", "acc"].map { "{\"name\": \"\($0)\", \"value\": \(step), \"step\": \(step)}" }
    }
    #expect(Logs.steps(Logs.objects(lines), "acc") == [0, 1, 2])
    let types = (0..<3).flatMap { step in
      ["train", "valid"].map { "{\"type\": \"\($0)\", \"step\": \(step), \"loss\": 1}" }
    }
    #expect(Logs.steps(Logs.objects(types), "valid/loss") == [0, 1, 2])
  }

  @Test("the index that pandas writes is no figure")
  func rowNumbers() {
    let log = Self.table(",epoch,loss", ["0,1,0.5", "1,2,0.4", "2,3,0.3"])
    #expect(log.series.series.map(\.name) == ["loss"])
    #expect(Logs.steps(log, "loss") == [1, 2, 3])
  }
}
