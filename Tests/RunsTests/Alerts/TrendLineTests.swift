import Tensors
import TestSupport
import Testing

@testable import Runs

/// What rises, and what only wanders.
struct TrendLineTests {
  /// `numpy.polyfit([0, 1, 2, 3, 4], [1, 2, 2, 4, 3], 1, cov=True)` of NumPy 2.4.6: the slope is 0.6; its standard error
  /// is 0.19148542, times root 10 over root 60/12 by the approximate spread of the places, times 4 steps.
  @Test("the line through five values")
  func five() {
    let line = TrendLine([1, 2, 2, 4, 3])
    #expect(abs(line.rise - 2.4) < 1e-12)
    // The residuals depend on each other negatively, which counts as not at all.
    #expect(abs(line.standardError - 4 * 0.23094010767585044) < 1e-12)
  }

  @Test("a line without residuals is sure, a constant does not rise")
  func exact() {
    #expect(TrendLine([3, 3, 3]).rise == 0 && TrendLine([3, 3, 3]).standardError == 0)
    let line = TrendLine((0..<50).map { 2.0 * Double($0) })
    #expect(abs(line.rise - 98) < 1e-10 && line.standardError < 1e-10)
  }

  private static func store(_ validation: [Double]) -> SeriesStore {
    var store = SeriesStore()
    let (training, heldOut) = (store.index(of: "loss/train"), store.index(of: "loss/validation"))
    for (step, value) in validation.enumerated() {
      store.append(training, step: Double(step), time: .nan, value: 1 / Double(step + 1))
      store.append(heldOut, step: Double(step), time: .nan, value: value)
    }
    return store
  }

  /// Noise that keeps four fifths of itself from value to value, around a level; one in six of such curves of 100 values
  /// seemed to overfit while noise was judged from value to value alone.
  @Test("a validation loss that wanders does not overfit", arguments: [30, 100, 300])
  func wandering(count: Int) {
    let runs = 60
    let alarms = (0..<runs).count { seed in
      var random = CounterRandom(testCase: seed)
      var noise = 0.0
      let values = (0..<count).map { step -> Double in
        noise = 0.8 * noise + random.nextGaussian()
        return 20 / (1 + 8 * Double(step) / Double(count)) + noise
      }
      return RunAlert.all(in: Self.store(values)).contains { $0.kind == .overfitting }
    }
    #expect(alarms <= runs / 10, "\(alarms) of \(runs) curves")
  }

  @Test("a rise above that noise is found", arguments: 0..<10)
  func rising(seed: Int) {
    var random = CounterRandom(testCase: seed)
    var noise = 0.0
    let values = (0..<200).map { step -> Double in
      noise = 0.8 * noise + random.nextGaussian()
      return 20 / (1 + 0.1 * Double(step)) + 0.15 * Double(max(0, step - 50)) + noise
    }
    #expect(
      RunAlert.all(in: Self.store(values)).contains { $0.kind == .overfitting }, "seed \(seed)")
  }

  @Test(
    "terms that hold a latent space together are no losses",
    arguments: [
      "kl", "train/kl_loss", "KLD", "loss/kl_divergence", "val_kld_loss", "tc_loss", "loss/TC",
      "mutual_info", "mi_loss", "total_correlation", "dw_kl", "mmd_loss", "kl_loss_mean",
      "dip_loss", "kldiv_weighted",
    ])
  func regularizers(name: String) {
    #expect(SeriesNaming.isRegularizer(name) && !SeriesNaming.isLoss(name))
  }

  @Test(
    "losses are not taken for such terms",
    arguments: [
      "loss", "total_loss", "mse", "nll", "reconstruction", "class_loss", "mil_loss",
      "mixture_loss",
    ])
  func losses(name: String) {
    #expect(!SeriesNaming.isRegularizer(name) && SeriesNaming.isLoss(name))
  }

  @Test(
    "a divergence from the prior that rises is no divergence of training",
    arguments: ["kl_loss", "loss/tc", "mi_loss"])
  func risingTerm(name: String) {
    var store = SeriesStore()
    let index = store.index(of: name)
    for step in 0..<200 {
      store.append(index, step: Double(step), time: .nan, value: 1 + Double(step))
    }
    #expect(!RunAlert.all(in: store).contains { $0.kind == .divergence })
  }
}
