import Datasets
package import Models
import Simulations
import Tensors

extension EvaluationSamples {
  /// Fresh samples whose factors are distributed as those of the training data, with a seed that training did not
  /// use; `nil` when the data are not from a generator of this program.
  package static func simulated(
    for checkpoint: DescribedModel, settings: EvaluationSettings
  ) -> EvaluationSamples? {
    DatasetGenerators.settings(for: checkpoint.data).flatMap {
      simulated(by: $0, for: checkpoint.data, settings: settings)
    }
  }

  private static func simulated(
    by trained: some DatasetGenerator, for description: DataDescription,
    settings: EvaluationSettings
  ) -> EvaluationSamples? {
    var generator = trained
    // Metrics on the training samples themselves would measure memorisation.
    generator.seed = trained.seed == settings.seed ? settings.seed &+ 1 : settings.seed
    generator.count = settings.sampleCount
    guard let simulator = try? generator.makeSimulator() else { return nil }
    var data = description
    data.settings["seed"] = "\(generator.seed)"
    let described = data
    return EvaluationSamples(
      description: data, source: .simulated,
      label: "\(count(simulator.count)) simulated (\(generator.design)), seed \(generator.seed)",
      notes: [], factors: simulator.factors(0..<simulator.count),
      block: { simulator.samples($0, team: WorkerTeam(count: 1)) },
      fingerprint: "simulated \(simulator.count) \(generator.design) "
        + ContentHash.text { $0.add(json: described) })
  }
}
