import Datasets

/// The sets that the simulator of a model's data makes, each with its own seed, which training did not use.
struct SimulatedSets {
  /// The two sets of normal samples.
  enum Normal: Int {
    case compared
    case fitted
  }

  private let settings: any DatasetGenerator
  private let seeds: [UInt64]
  private static let normalSeeds = 2
  private static let seedCount = 64

  /// Finds the simulator; `nil` when the data are not from a generator of this program.
  ///
  /// - Parameters:
  ///   - data: The description of the training data.
  ///   - count: The number of samples per set.
  ///   - seed: The first seed.
  init?(_ data: DataDescription, count: Int, seed: UInt64) {
    guard var settings = DatasetGenerators.settings(for: data) else { return nil }
    let trained = settings.seed
    settings.count = count
    self.settings = settings
    // Scores of the training samples themselves would measure memorisation.
    seeds = (0...UInt64(Self.seedCount)).map { seed &+ $0 }.filter { $0 != trained }
  }

  /// Normal samples.
  func normal(_ kind: Normal) throws(AnomalyError) -> EvaluationSamples {
    var settings = settings
    settings.seed = seeds[kind.rawValue]
    do {
      return try .generated(by: settings, label: "simulated")
    } catch { throw .settings(error) }
  }

  /// The samples of the set with number `index`.
  func samples(
    of set: AnomalousSet, at index: Int
  ) throws(AnomalyError) -> AnomalyPlan.NamedSamples {
    do {
      var changed = try set.applied(to: settings)
      if !set.changes.contains(where: { $0.key == "seed" }) {
        changed.seed = seeds[(Self.normalSeeds + index) % seeds.count]
      }
      return AnomalyPlan.NamedSamples(
        title: set.title, meaning: set.meaning,
        samples: try .generated(by: changed, label: "simulated"))
    } catch { throw .settings(error) }
  }

  /// All standard sets of the simulator, and a remark for each that these settings do not allow.
  func standard() -> (sets: [AnomalyPlan.NamedSamples], notes: [String]) {
    var (sets, notes): ([AnomalyPlan.NamedSamples], [String]) = ([], [])
    for (index, set) in AnomalousSet.standard(for: settings).enumerated() {
      do throws(AnomalyError) {
        sets.append(try samples(of: set, at: index))
      } catch {
        notes.append("left out \(set.title): \(error.description)")
      }
    }
    return (sets, notes)
  }
}
