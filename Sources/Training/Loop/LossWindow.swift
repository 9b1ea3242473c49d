import Datasets
import Models

/// Sums of what the steps since the last event reported; part of a run's state, so that an event after
/// a resume is the same as without.
struct LossWindow: Sendable, Equatable, Codable {
  /// The samples of the steps.
  private(set) var sampleCount = 0
  private var total = 0.0
  private var reconstruction = 0.0
  private var divergences: [Double]
  /// `nil` of an objective without penalties, and before the first step.
  private var penalties: [Penalty]?
  /// The gradient's norm in the last step, before it was clipped.
  private(set) var gradientNorm = 0.0

  init(latentCount: Int) {
    divergences = Array(repeating: 0, count: latentCount)
  }

  /// The names of the penalties that were added; `nil` before the first step.
  var penaltyNames: [String]? { penalties?.map(\.name) }
  /// Reads the sums of a run's state.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    sampleCount = try container.decodeCount(.sampleCount)
    total = try container.decode(Double.self, forKey: .total)
    reconstruction = try container.decode(Double.self, forKey: .reconstruction)
    divergences = try container.decode([Double].self, forKey: .divergences)
    penalties = try container.decodeIfPresent([Penalty].self, forKey: .penalties)
    gradientNorm = try container.decode(.gradientNorm, expecting: "a number from 0") { $0 >= 0 }
  }

  /// The number of latents.
  var latentCount: Int { divergences.count }

  /// Adds a step, whose losses are means over its samples.
  mutating func add(_ report: StepReport) {
    precondition(
      report.divergence.count == latentCount,
      "LossWindow: \(report.divergence.count) divergences for \(latentCount) latents")
    let weight = Double(report.sampleCount)
    sampleCount += report.sampleCount
    total += report.loss * weight
    reconstruction += report.reconstruction * weight
    for (latent, divergence) in report.divergence.enumerated() {
      divergences[latent] += divergence * weight
    }
    addPenalties(report.penalties, weight: weight)
    gradientNorm = report.gradientNorm
  }

  private mutating func addPenalties(_ added: [Penalty], weight: Double) {
    guard !added.isEmpty else { return }
    var sums = penalties ?? added.map { Penalty(name: $0.name, value: 0) }
    precondition(
      sums.map(\.name) == added.map(\.name), "LossWindow: \(added) do not continue \(sums)")
    for index in sums.indices { sums[index].value += added[index].value * weight }
    penalties = sums
  }

  /// The mean loss of a sample.
  var mean: LossParts {
    let count = Double(max(sampleCount, 1))
    return LossParts(
      total: total / count, reconstruction: reconstruction / count,
      divergence: divergences.reduce(0, +) / count,
      penalties: (penalties ?? []).map { Penalty(name: $0.name, value: $0.value / count) })
  }

  /// The mean divergence of every latent.
  var meanDivergences: [Double] {
    divergences.map { $0 / Double(max(sampleCount, 1)) }
  }
}
