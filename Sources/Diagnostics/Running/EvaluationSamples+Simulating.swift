import Datasets
package import Models
import Simulations
import Tensors

extension EvaluationSamples {
  /// Fresh samples from the simulator of the model's data, with a seed that training did not use; `nil` when
  /// the data are not from a generator of this program.
  package static func simulated(
    for checkpoint: DescribedModel, settings: EvaluationSettings
  ) -> EvaluationSamples? {
    var data = checkpoint.data
    guard let simulator = FactorSimulator(data) else { return nil }
    // Metrics on the training samples themselves would measure memorisation.
    let seed =
      data.settings["seed"] == "\(settings.seed)" ? settings.seed &+ 1 : settings.seed
    data.settings["seed"] = "\(seed)"
    let design = simulator.design(count: settings.sampleCount, seed: seed)
    let points = (0..<design.count).map(design.point)
    let described = data
    return EvaluationSamples(
      description: data, source: .simulated,
      label: "\(count(points.count)) simulated, seed \(seed)", notes: [],
      factors: Tensor(
        shape: [points.count, data.factors.count], elements: points.flatMap { $0.map { Float($0) } }
      ),
      block: { range in
        // The noise of a call counts its rows from 0, so every block of samples has its own seed.
        var random = CounterRandom(seed: seed, stream: .analysis, row: range.lowerBound)
        return simulator.samples(
          Array(points[range]), seed: random.next(), team: WorkerTeam(count: 1))
      },
      fingerprint: "simulated \(points.count) " + ContentHash.text { $0.add(json: described) })
  }
}
