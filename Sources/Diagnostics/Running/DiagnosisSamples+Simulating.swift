import Datasets
public import Models
import Simulations
import Tensors

extension DiagnosisSamples {
  /// Fresh samples by the simulator of the model's data, from a seed that it was not trained on; `nil` when no
  /// generator of this program makes such data.
  ///
  /// - Throws: ``DiagnosisError/dataset(_:)`` when the generator refuses its own description.
  public static func simulated(
    for checkpoint: Checkpoint, settings: DiagnosisSettings
  ) throws(DiagnosisError) -> DiagnosisSamples? {
    guard var generator = generator(of: checkpoint.data) else { return nil }
    generator.count = settings.sampleCount
    generator.seed = freshSeed(settings.seed, beside: checkpoint.data)
    return try simulated(by: generator)
  }

  private static func simulated<Generator: DatasetGenerator>(
    by generator: Generator
  ) throws(DiagnosisError) -> DiagnosisSamples {
    let simulator: Generator.Source
    do {
      simulator = try generator.makeSimulator()
    } catch {
      throw .dataset(error)
    }
    let rows = 0..<generator.count
    return DiagnosisSamples(
      description: generator.description, source: .simulated,
      label: "\(count(rows.count)) simulated, seed \(generator.seed)", notes: [],
      factors: simulator.factors(rows),
      block: { simulator.samples($0, team: WorkerTeam(count: 1)) },
      fingerprint: "simulated \(rows.count) " + ContentHash.text { $0.add("\(generator)") })
  }

  /// The seed, or the next one where the training data were made with it.
  private static func freshSeed(_ seed: UInt64, beside data: DataDescription) -> UInt64 {
    data.settings["seed"] == "\(seed)" ? seed &+ 1 : seed
  }

  /// The generator whose settings make exactly the described data, whatever the seed; `nil` when there is none.
  private static func generator(of data: DataDescription) -> (any DatasetGenerator)? {
    guard var generator = try? DatasetGenerators.named(data.name) else { return nil }
    for factor in data.factors {
      try? generator.set(key: factor.name, value: "\(factor.lower)...\(factor.upper)")
    }
    for (key, value) in data.settings {
      try? generator.set(key: snakeCase(key), value: switches[value] ?? value)
    }
    try? generator.set(key: "stamp_size", value: "\(data.shape[0])")
    return withoutSeed(generator.description) == withoutSeed(data) ? generator : nil
  }

  /// How a description spells the two values of a switch.
  private static let switches = ["poisson": "true", "none": "false"]

  private static func withoutSeed(_ data: DataDescription) -> DataDescription {
    var data = data
    data.settings["seed"] = nil
    return data
  }

  private static func snakeCase(_ key: String) -> String {
    key.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
  }
}
