import Explorer
import Foundation
@testable import Runs
import Tensors

/// Runs that exist only as numbers, by formulas, so that screens look the same on every machine.
struct MadeUpRuns {
  /// The names of the runs.
  var names = ["beta4"]
  /// The steps that the first run has done.
  var stepCount = 400
  /// The alerts of the first run.
  var alerts: [RunAlert] = []
  /// Whether the first run has written a model, and when.
  var modelTime: Double? = 100
  /// The steps in the names of the models of the first run; empty for one model without a step.
  var savedSteps: [Int] = []
  /// The step at which a value of the first run is NaN.
  var lostStep: Int?
  /// Whether the log has images.
  var hasPictures = false

  static let latentCount = 6

  private func noise(_ step: Int, _ lane: Int) -> Double {
    var random = CounterRandom(seed: 77, stream: .exploration, step: step, row: lane)
    return 2 * random.nextUniform() - 1
  }

  private func store(_ run: Int) -> SeriesStore {
    var store = SeriesStore()
    let count = stepCount / (run + 1)
    for step in 1...max(1, count) {
      let x = Double(step) / Double(stepCount)
      let loss = 100 * exp(-12 * x) + 5 + 0.3 * noise(step, run) - Double(run)
      var values: [(String, Double)] = [
        ("epoch", 10 * x), ("loss/train", run == 0 && step == lostStep ? .nan : loss),
      ]
      if step % 40 == 0 { values.append(("loss/validation", loss + 1)) }
      for latent in 0..<Self.latentCount {
        let level = latent < 4 ? 4 - Double(latent) : 0.01
        values.append(("kl/\(latent)", level * (1 - exp(-9 * x)) + 0.001))
      }
      values += [
        ("rate/images", 800 + 20 * noise(step, 9)),
        ("learning_rate", 1e-3 * (1 - x)), ("beta", min(4, 40 * x)),
        ("gradient_norm", 50 * exp(-3 * x) + noise(step, 5)),
      ]
      for (name, value) in values {
        store.append(store.index(of: name), step: Double(step), time: Double(step), value: value)
      }
    }
    return store
  }

  /// What the engine would report.
  func snapshot(_ wish: RunsWish) -> RunsSnapshot {
    let stores = names.indices.map { store($0) }
    let charts = RunChart.charts(of: stores.first?.series.map(\.name) ?? [])
    let first = Int((Double(stepCount) * (1 - wish.share)).rounded())
    let steps = names.isEmpty ? nil : Double(max(1, first))...Double(stepCount)
    let runs = names.enumerated().map { index, name in
      snapshot(index, name, stores[index], wish, steps)
    }
    return RunsSnapshot(runs: runs, charts: charts, steps: steps)
  }

  private func snapshot(
    _ index: Int, _ name: String, _ store: SeriesStore, _ wish: RunsWish,
    _ steps: ClosedRange<Double>?
  ) -> RunSnapshot {
    let path = "runs/\(name)"
    let states: [RunState] = [.running(age: 3), .quiet(age: 720), .done(age: 7200)]
    var run = RunSnapshot(
      path: path, name: name, format: .latentty, state: states[index % states.count])
    run.step = store.newestStep
    (run.seriesCount, run.pointCount) = (store.series.count, store.pointCount)
    if wish.shown?.contains(path) ?? true {
      for name in wish.series {
        if let series = store[name] { run.curves[name] = SeriesCurve(series, steps: steps) }
      }
    }
    guard index == 0 else { return run }
    run.alerts = alerts
    run.collapsed = [4, 5].map { CollapsedLatent(latent: $0, step: 12) }
    run.checkpoints = modelTime == nil ? [] : [300]
    run.models = modelTime.map { [SavedModel(path: "\(path)/latest.safetensors", time: $0)] } ?? []
    if !savedSteps.isEmpty {
      run.models = savedSteps.map { SavedModel(path: "runs/\($0).pt", time: Double($0), step: $0) }
    }
    run.prospect = TrainingProspect(epoch: 10, epochCount: 40, secondsLeft: 754)
    run.residentBytes = 238 << 20
    return run
  }

  /// Images as the engine would make them.
  func pictures(_ request: RunPicturesRequest, model: MadeUpModel) -> RunPictures {
    func codes(_ count: Int, _ scale: Float) -> [Tensor] {
      (0..<count).map { index in model.decode(model.code(index).map { scale * $0 }) }
    }
    switch request.source {
    case .model(let kind, _):
      return RunPictures(
        path: request.path, title: kind.rawValue, step: stepCount, labels: ["x", "x'"],
        rows: [codes(6, 1), codes(6, 0.9)], data: model.description)
    case .checkpoint(let kind, let step):
      return RunPictures(
        path: request.path, title: kind.rawValue, step: step, labels: ["x", "x'"],
        rows: [codes(6, 1), codes(6, 0.5)], data: model.description)
    case .logged(let name, let image):
      return RunPictures(
        path: request.path, title: name, step: image.step, labels: [], rows: [codes(1, 1)],
        data: model.description)
    }
  }
}
