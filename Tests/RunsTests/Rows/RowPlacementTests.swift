import Testing

@testable import Runs

/// Where the rows of a log stand on the axis of steps, by the columns that they have.
struct RowPlacementTests {
  @Test("a batch that begins at 0 in every epoch goes on behind the epoch before")
  func batches() throws {
    // Five epochs of ten rows with 0.01 / (1 + row / 10), as a loop over a data loader logs them.
    let losses = (0..<50).map { row in 0.01 / (1 + Double(row) / 10) }
    let lines = losses.enumerated().map { row, loss in
      "{\"epoch\": \(1 + row / 10), \"batch\": \(row % 10 * 10), \"loss\": \(loss)}"
    }
    let rows = losses.enumerated().map { row, loss in "\(1 + row / 10),\(row % 10 * 10),\(loss)\n" }
    for log in [Logs.objects(lines), Logs.table("epoch,batch,loss\n" + rows.joined())] {
      let points = Logs.points(log, "loss")
      #expect(points.map(\.step) == (0..<50).map { 10 * $0 }.steps)
      #expect(points.map(\.value) == losses)
      #expect(points.map(\.value).max() == 0.01)
      let series = try #require(log.series["loss"])
      #expect(series.supersededCount == 0 && series.restartCount == 0 && log.notes.isEmpty)
      #expect(log.series["batch"] == nil && log.series["epoch"]?.last?.value == 5)
    }
  }

  @Test("an iteration from 50 on goes on by its stride; validation stands where training stood")
  func mmcv() {
    // As `TextLoggerHook` of mmcv writes them: the iteration of a validation is the number of its batches.
    var lines = ["{\"env_info\": \"linux\", \"seed\": null}"]
    for epoch in 1...3 {
      for iteration in [50, 100, 150] {
        lines.append(
          "{\"mode\": \"train\", \"epoch\": \(epoch), \"iter\": \(iteration), \"loss\": 1}")
      }
      lines.append("{\"mode\": \"val\", \"epoch\": \(epoch), \"iter\": 500, \"mIoU\": 0.4}")
    }
    let log = Logs.objects(lines)
    #expect(Logs.steps(log, "train/loss") == (1...9).map { 50 * $0 }.steps)
    #expect(Logs.steps(log, "val/mIoU") == [150, 300, 450])
    #expect(log.series["mIoU"] == nil && log.series["loss"] == nil)
    #expect(log.series.supersededCount == 0 && log.notes.isEmpty)
  }

  @Test("a validation without an iteration whose step is the epoch stands where training stood")
  func mmengine() {
    var lines: [String] = []
    for epoch in 1...2 {
      for iteration in [50, 100].map({ 100 * (epoch - 1) + $0 }) {
        lines.append(
          "{\"loss\": 1, \"epoch\": \(epoch), \"iter\": \(iteration), \"step\": \(iteration)}")
      }
      lines.append("{\"accuracy/top1\": 50, \"step\": \(epoch)}")
    }
    let log = Logs.objects(lines)
    #expect(Logs.steps(log, "loss") == [50, 100, 150, 200])
    #expect(Logs.steps(log, "accuracy/top1") == [100, 200])
  }

  @Test("a step that goes on over the epochs is taken as it is")
  func globalSteps() {
    let log = Logs.table("epoch,step,loss\n0,10,3\n0,20,2\n1,30,1\n1,40,0.5\n")
    #expect(Logs.steps(log, "loss") == [10, 20, 30, 40])
  }

  @Test("an epoch that was there before with its batches is a restart")
  func repeatedEpoch() throws {
    let log = Logs.table(
      "epoch,batch,loss\n0,0,9\n0,1,8\n1,0,7\n1,1,6\n2,0,5\n1,0,4\n1,1,3\n2,0,2\n2,1,1\n")
    let series = try #require(log.series["loss"])
    #expect(series.restartCount == 1 && series.supersededCount == 3)
    #expect(Logs.points(log, "loss").map(\.step) == [0, 1, 2, 3, 4, 5])
    #expect(Logs.points(log, "loss").map(\.value) == [9, 8, 4, 3, 2, 1])
  }

  @Test("a batch alone that begins again is another pass, which is said")
  func batchAlone() {
    let log = Logs.table("batch,loss\n0,6\n1,5\n2,4\n0,3\n1,2\n2,1\n")
    #expect(Logs.points(log, "loss").map(\.step) == [0, 1, 2, 3, 4, 5])
    #expect(Logs.points(log, "loss").map(\.value) == [6, 5, 4, 3, 2, 1])
    #expect(
      log.notes.map(\.description) == [
        "log.csv: 1 time the step restarted: what follows is appended to what was there, "
          + "first in line 5"
      ])
  }

  @Test("rows of several processes and folds are series of their own")
  func processes() {
    let log = Logs.table("rank,step,loss\n0,1,5\n1,1,6\n0,2,3\n1,2,4\n")
    #expect(Logs.points(log, "rank 0/loss").map(\.value) == [5, 3])
    #expect(Logs.points(log, "rank 1/loss").map(\.value) == [6, 4])
    let folds = Logs.table(
      "fold,split,epoch,loss\n1,train,0,5\n1,val,0,6\n2,train,0,3\n2,val,0,4\n")
    #expect(
      folds.series.series.map(\.name)
        == ["train/fold 1/loss", "val/fold 1/loss", "train/fold 2/loss", "val/fold 2/loss"])
    #expect(folds.series.supersededCount == 0)
  }

  @Test("rows sorted by their phase stand at their epochs")
  func sortedPhases() {
    let log = Logs.table("phase,epoch,loss\ntrain,1,5\ntrain,2,4\nval,1,6\nval,2,5\n")
    #expect(Logs.steps(log, "train/loss") == [1, 2] && Logs.steps(log, "val/loss") == [1, 2])
  }

  @Test("fractional steps are taken as they are")
  func fractions() {
    let log = Logs.objects([1, 2.5, 3, 4].map { "{\"step\":\($0),\"loss\":\(4 - $0)}" })
    #expect(Logs.steps(log, "loss") == [1, 2.5, 3, 4])
    let epochs = Logs.objects([0.33, 0.67, 1].map { "{\"epoch\":\($0),\"loss\":1}" })
    #expect(Logs.steps(epochs, "loss") == [0.33, 0.67, 1])
  }

  @Test("steps that count down are sorted, and none is hidden")
  func countingDown() {
    let log = Logs.table("loss,step\n1,30\n2,20\n3,10\n")
    #expect(
      Logs.points(log, "loss")
        == [.init(step: 10, value: 3), .init(step: 20, value: 2), .init(step: 30, value: 1)])
    #expect(log.series.supersededCount == 0 && log.series["loss"]?.last?.value == 1)
  }

  @Test(
    "the step is known under its usual names",
    arguments: [
      "samples", "t", "Iteration", "Step", "trainer/step", "train/global_step", "update", "it",
      "n_iter", "epoch_num", "Global Step", "num-updates", "time/total_timesteps",
      "training_iteration", "timesteps_total", "num_env_steps_sampled", "tokens", "round", "kimg",
      "_step", "Epoch", "n_updates", "progress/iteration", "trainer.global_step", "generation",
    ])
  func names(name: String) {
    let log = Logs.table("\(name),loss\n10,1\n20,0.5\n30,0.25\n40,0.125\n")
    #expect(Logs.steps(log, "loss") == [10, 20, 30, 40])
    #expect(log.series.series.map(\.name) == ["loss"])
    #expect(Logs.steps(Logs.table("loss,\(name)\n1,10\n1,20\n"), "loss") == [10, 20])
  }

  @Test(
    "names that are none of a step are figures", arguments: ["val/step", "stepwise", "lr_step"])
  func otherNames(name: String) {
    #expect(Logs.table("step,\(name)\n1,5\n2,5\n").series.series.map(\.name) == [name])
  }

  @Test("a column of frames before that of iterations: the best name is the step")
  func manyCounters() {
    // As `progress.csv` of RLlib.
    let log = Logs.table(
      "episode_reward_mean,timesteps_total,training_iteration\n1.0,4000,1\n2.0,8000,2\n3.0,12000,3\n"
    )
    #expect(Logs.steps(log, "episode_reward_mean") == [4000, 8000, 12000])
    #expect(log.series["training_iteration"]?.pointCount == 3)
  }

  @Test(
    "a column that does not count is no step whatever its name",
    arguments: [
      "samples,60000,60000,60000,60000,60000", "t,0.31,0.29,0.33,0.3,0.28", "step,7,7,7,7,7",
    ])
  func noStep(text: String) {
    let fields = text.split(separator: ",")
    let rows = fields.dropFirst().enumerated().map { "\($0.element),\($0.offset)\n" }
    let log = Logs.table("\(fields[0]),loss\n" + rows.joined())
    #expect(Logs.points(log, "loss") == (0..<5).map { .init(step: $0, value: Double($0)) })
    #expect(log.series[String(fields[0])]?.pointCount == 5)
    let epochs = Logs.table(
      "epoch,\(fields[0]),loss\n"
        + fields.dropFirst().enumerated().map { "\($0.offset + 3),\($0.element),1\n" }.joined())
    if fields[0] != "step" {
      #expect(Logs.steps(epochs, "loss") == [3, 4, 5, 6, 7], "\(fields[0])")
    }
  }

  @Test("many rows at one step with figures of their own do not speak against it")
  func rowPerFigure() {
    let names = (0..<20).map { "metric \($0)" }
    let log = Logs.objects(
      [5, 10].flatMap { step in names.map { "{\"step\": \(step), \"\($0)\": 1}" } })
    #expect(names.allSatisfy { Logs.steps(log, $0) == [5, 10] })
  }
}
