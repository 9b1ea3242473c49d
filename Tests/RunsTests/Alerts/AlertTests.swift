import Foundation
import Tensors
import TestSupport
import Testing

@testable import Runs

/// Curves made up from a seed: alerts on the sick ones, silence on the healthy ones.
struct AlertTests {
  /// Series with a value at every tenth step.
  private static func store(_ curves: [(String, [Double])]) -> SeriesStore {
    var store = SeriesStore()
    for (name, values) in curves {
      let index = store.index(of: name)
      for (number, value) in values.enumerated() {
        store.append(index, step: 10 * number, time: .nan, value: value)
      }
    }
    return store
  }

  /// A loss that falls as a power of the step, with noise of a share of its present height above the floor.
  private static func falling(
    _ count: Int, _ random: inout CounterRandom, floor: Double = 20, noise: Double = 0.05
  ) -> [Double] {
    let power = 0.3 + 0.5 * random.nextUniform()
    return (0..<count).map { step in
      let height = 100 / pow(Double(step + 1) / 5 + 1, power)
      return floor + height * (1 + noise * random.nextGaussian())
    }
  }

  private static func kinds(_ store: SeriesStore) -> [RunAlert.Kind] {
    RunAlert.all(in: store).map(\.kind)
  }

  @Test("healthy runs give no alert", arguments: 0..<25, [60, 400, 9000])
  func healthy(seed: Int, count: Int) {
    var random = CounterRandom(testCase: seed)
    let loss = Self.falling(count, &random, floor: seed % 2 == 0 ? 20 : -50)
    var curves = [
      ("loss/train", loss),
      ("loss/validation", loss.map { 1.02 * $0 + 0.3 * random.nextGaussian() }),
      ("learning_rate", [Double](repeating: 1e-3, count: count)),
    ]
    for latent in 0..<8 {
      // Five of eight are pruned, as in a healthy beta-VAE.
      let level = latent < 3 ? 0.5 + random.nextUniform() : 0.01
      curves.append(
        ("kl/\(latent)", (0..<count).map { _ in level * (1 + 0.1 * random.nextGaussian()) }))
    }
    #expect(Self.kinds(Self.store(curves)) == [], "\(RunAlert.all(in: Self.store(curves)))")
  }

  @Test("values that are no numbers", arguments: 0..<25)
  func notFinite(seed: Int) {
    var random = CounterRandom(testCase: seed)
    var loss = Self.falling(200, &random)
    let start = random.integer(10...190)
    loss[start] = seed % 2 == 0 ? .nan : .infinity
    let alerts = RunAlert.all(in: Self.store([("loss/train", loss)]))
    #expect(alerts.map(\.kind) == [.notFinite] && alerts.first?.step == Double(10 * start))
    #expect(
      alerts.first?.text
        == "loss/train is \(seed % 2 == 0 ? "NaN" : "infinity") since step \(10 * start), 1 time, "
        + "finite again after step \(10 * start)")
    for index in start..<200 { loss[index] = .nan }
    let lasting = RunAlert.all(in: Self.store([("loss/train", loss)]))
    #expect(lasting.first?.step == Double(10 * start) && lasting.first?.text.contains("again") == false)
  }

  @Test("values of several kinds that are no numbers are counted apart")
  func kindsOfNonFinite() {
    let values: [Double] = [1, .nan, .nan, .infinity, .nan, 2]
    let alerts = NonFiniteAlert.alerts(Self.store([("loss", values)]))
    #expect(
      alerts.map(\.text) == [
        "loss is NaN since step 10: NaN 3 times, infinity 1 time, finite again after step 40"
      ])
  }

  @Test("a loss that climbs is told with the step where it began", arguments: 0..<25)
  func divergence(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    var loss = Self.falling(400, &random, floor: seed % 2 == 0 ? 20 : -50)
    let start = random.integer(100...300)
    for index in start..<400 { loss[index] += 1.5 * Double(index - start) }
    let alerts = RunAlert.all(in: Self.store([("loss/train", loss)]))
    let alert = try #require(alerts.first { $0.kind == .divergence })
    #expect(alerts.count == 1, "\(alerts)")
    #expect((Double(10 * (start - 12))...Double(10 * (start + 40))).contains(alert.step), "\(start): \(alert)")
  }

  @Test("latents that collapse together", arguments: 0..<25)
  func collapse(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let start = random.integer(50...250)
    let curves = (0..<10).map { latent in
      (
        "train/kl_loss_\(latent)",
        (0..<400).map { step in
          (latent < 9 && step >= start ? 0.01 : 1.5) * (1 + 0.1 * random.nextGaussian())
        }
      )
    }
    let store = Self.store(curves)
    let alerts = RunAlert.all(in: store)
    let alert = try #require(alerts.first)
    #expect(alerts.map(\.kind) == [.posteriorCollapse])
    #expect(abs(alert.step - Double(10 * start)) <= 60, "\(start): \(alert)")
    #expect(
      alert.text.contains("9 of 10 latents below 0.05 nat")
        && alert.text.hasSuffix("(0, 1, 2, 3, 4, 5, 6, 7, 8)"))
    #expect(CollapseAlert.collapsedLatents(in: store).map(\.latent) == Array(0..<9))
    let total = Self.store([("loss/kl", (0..<400).map { $0 < start ? 3 : 0.001 })])
    #expect(Self.kinds(total) == [.posteriorCollapse])
  }

  @Test("a loss that stopped falling early", arguments: 0..<25)
  func plateau(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let start = random.integer(40...120)
    let loss = (0..<400).map { step in
      20 + 80 * max(0, 1 - Double(step) / Double(start)) + 0.5 * random.nextGaussian()
    }
    let alerts = RunAlert.all(in: Self.store([("train_loss", loss)]))
    let alert = try #require(alerts.first)
    #expect(alerts.map(\.kind) == [.plateau])
    #expect(abs(alert.step - Double(10 * start)) <= 250, "\(start): \(alert)")
  }

  @Test("a part of the loss that rests is no plateau while the whole falls")
  func restingPart() {
    var random = CounterRandom(testCase: 1)
    let loss = Self.falling(400, &random)
    let part = [Double](repeating: 0.5, count: 400)
    #expect(Self.kinds(Self.store([("loss/train", loss), ("loss/cross", part)])) == [])
    #expect(Self.kinds(Self.store([("loss/cross", part)])) == [.plateau])
  }

  @Test("held-out samples that get worse while the training samples get better", arguments: 0..<25)
  func overfitting(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let loss = Self.falling(400, &random, noise: 0.01)
    let start = random.integer(80...250)
    let heldOut = loss.enumerated().map { index, value in
      value + 0.1 * Double(max(0, index - start)) + 0.05 * random.nextGaussian()
    }
    let alerts = RunAlert.all(in: Self.store([("loss/train", loss), ("loss/val", heldOut)]))
    let alert = try #require(alerts.first)
    #expect(alerts.map(\.kind) == [.overfitting] && alert.series == "loss/val")
    #expect(abs(alert.step - Double(10 * start)) <= 500, "\(start): \(alert)")
  }

  @Test("series without points, with one, and constant ones give no alert and no trap")
  func degenerate() {
    for count in [0, 1, 2, 5, 50, 300] {
      let store = Self.store([
        ("loss", [Double](repeating: 1, count: count)), ("val_loss", []), ("kl/0", [1]),
      ])
      let kinds = Self.kinds(store)
      // A loss that never moves has stopped falling.
      #expect(kinds == (count >= PlateauAlert.pointMinimum ? [.plateau] : []), "\(count)")
    }
  }

  @Test("what the names of series mean")
  func names() {
    #expect(
      ["loss", "train/loss", "val_loss", "recon_loss", "mse", "trainLoss"].allSatisfy(
        SeriesNaming.isLoss))
    #expect(
      !["elbo", "kl", "accuracy", "kl_loss_3", "lossless"].contains(where: SeriesNaming.isLoss))
    #expect(SeriesNaming.pairKey("loss/train") == SeriesNaming.pairKey("val_loss"))
    #expect(SeriesNaming.latent("kl/12") == 12 && SeriesNaming.latent("kl_loss_3") == 3)
    #expect(SeriesNaming.latent("kl") == nil && SeriesNaming.latent("loss/3") == nil)
  }

  @Test(
    "numbers in sentences",
    arguments: [
      (0.0, "0"), (1.0, "1.000"), (-12.3456, "-12.35"), (123456.0, "123456"), (1.5e9, "1.50e9"),
      (0.00012345, "0.0001235"), (3e-7, "3.00e-7"), (.nan, "NaN"), (-.infinity, "-inf"),
      (1.7e308, "1.70e308"), (.leastNonzeroMagnitude, "4.94e-324"),
    ])
  func numbers(value: Double, text: String) {
    #expect(NumberText.short(value) == text)
  }
}
