import Testing

@testable import Runs

struct RunChartTests {
  @Test("the series of our runs make the charts that one looks for, in their order")
  func ours() {
    let names =
      ["epoch", "loss/train", "loss/reconstruction", "loss/kl", "loss/validation"]
      + (0..<3).map { "kl/\($0)" } + ["rate/images", "learning_rate", "beta", "gradient_norm"]
    let charts = RunChart.charts(of: names)
    #expect(
      charts.map(\.kind) == [
        .loss, .divergences, .gradient, .schedule, .schedule, .rate, .part, .other, .count,
      ])
    #expect(charts[0].title == "loss" && charts[0].series == ["loss/train", "loss/validation"])
    #expect(charts[1].series == ["kl/0", "kl/1", "kl/2"])
    #expect(charts[3].title == "learning_rate" && charts.last?.title == "epoch")
    #expect(charts.flatMap(\.series).sorted() == names.sorted())
  }

  @Test("names of others are paired, and every one is in one chart")
  func others() {
    let names = [
      "val_accuracy", "train_accuracy", "grad/norm", "lr-Adam", "kl_loss_10", "kl_loss_2",
      "train_loss_step", "///", "", "images/sec", "val_mse", "train_mse",
    ]
    let charts = RunChart.charts(of: names)
    #expect(charts.flatMap(\.series).sorted() == names.sorted())
    let pair = charts.first { $0.title == "accuracy" }
    #expect(pair?.series == ["train_accuracy", "val_accuracy"])
    #expect(charts.first { $0.kind == .divergences }?.series == ["kl_loss_2", "kl_loss_10"])
    #expect(charts.first { $0.series == ["val_mse", "train_mse"] } == nil)
    #expect(charts.first { $0.title == "mse" }?.series == ["train_mse", "val_mse"])
  }

  @Test("without a whole loss its parts come first")
  func parts() {
    let charts = RunChart.charts(of: ["lr", "accuracy", "loss/classification", "loss/boxes"])
    #expect(charts.map(\.title).prefix(2) == ["loss/classification", "loss/boxes"])
  }

  @Test("no series, no chart")
  func none() { #expect(RunChart.charts(of: []).isEmpty) }
}
