import Datasets
import Models

/// Sums over the reports of the steps since the last event; part of a run's state, so that the events after a
/// resume are the same as without one.
struct LossWindow: Sendable, Equatable, Codable {
  /// The number of samples in these steps.
  private(set) var sampleCount = 0
  private var total = 0.0
  private var reconstruction = 0.0
  private var figures: [LatentFigure]
  /// `nil` for an objective without penalties, and before the first step.
  private var penalties: [LossTerm]?
  /// The gradient's norm in the last step, before clipping.
  private(set) var gradientNorm = 0.0

  /// An empty window.
  ///
  /// - Parameters:
  ///   - figures: The names of the latent family's divergences.
  ///   - latentCount: The number of latents.
  init(figures: [String], latentCount: Int) {
    self.figures = figures.map {
      LatentFigure(name: $0, values: Array(repeating: 0, count: latentCount))
    }
  }

  /// The names of the penalties; `nil` before the first step.
  var penaltyNames: [String]? { penalties?.map(\.name) }

  /// The names of the latents' figures, each with the number of latents.
  var figureShapes: [String] { figures.map { "\($0.name) of \($0.values.count)" } }

  private enum CodingKeys: String, CodingKey {
    case sampleCount, total, reconstruction, figures, divergences, penalties, gradientNorm
  }

  /// Reads the sums of a run's state; the first states had a single figure, the divergence.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    sampleCount = try container.decodeCount(.sampleCount)
    total = try container.decode(Double.self, forKey: .total)
    reconstruction = try container.decode(Double.self, forKey: .reconstruction)
    figures =
      try container.decodeIfPresent([LatentFigure].self, forKey: .figures)
      ?? [
        LatentFigure(
          name: "kl", values: try container.decode([Double].self, forKey: .divergences))
      ]
    penalties = try container.decodeIfPresent([LossTerm].self, forKey: .penalties)
    gradientNorm = try container.decode(.gradientNorm, expecting: "a number from 0") { $0 >= 0 }
  }

  /// Writes the sums.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(sampleCount, forKey: .sampleCount)
    try container.encode(total, forKey: .total)
    try container.encode(reconstruction, forKey: .reconstruction)
    try container.encode(figures, forKey: .figures)
    try container.encodeIfPresent(penalties, forKey: .penalties)
    try container.encode(gradientNorm, forKey: .gradientNorm)
  }

  /// Adds the report of a step, whose losses are means over its samples.
  mutating func add(_ report: StepReport) {
    let weight = Double(report.sampleCount)
    sampleCount += report.sampleCount
    total += report.loss * weight
    reconstruction += report.reconstruction * weight
    addFigures(report.figures, weight: weight)
    addPenalties(report.penalties, weight: weight)
    gradientNorm = report.gradientNorm
  }

  private mutating func addFigures(_ added: [LatentFigure], weight: Double) {
    precondition(
      added.count == figures.count, "LossWindow: \(added) do not continue \(figureShapes)")
    for index in figures.indices {
      precondition(
        added[index].name == figures[index].name
          && added[index].values.count == figures[index].values.count,
        "LossWindow: \(added[index]) does not continue \(figureShapes[index])")
      for latent in figures[index].values.indices {
        figures[index].values[latent] += added[index].values[latent] * weight
      }
    }
  }

  private mutating func addPenalties(_ added: [LossTerm], weight: Double) {
    guard !added.isEmpty else { return }
    var sums = penalties ?? added.map { LossTerm(name: $0.name, value: 0) }
    precondition(
      sums.map(\.name) == added.map(\.name), "LossWindow: \(added) do not continue \(sums)")
    for index in sums.indices { sums[index].value += added[index].value * weight }
    penalties = sums
  }

  /// The mean loss per sample.
  var mean: LossParts {
    let count = Double(max(sampleCount, 1))
    return LossParts(
      total: total / count, reconstruction: reconstruction / count,
      figures: figures.map { LossTerm(name: $0.name, value: $0.total / count) },
      penalties: (penalties ?? []).map { LossTerm(name: $0.name, value: $0.value / count) })
  }

  /// The mean of every figure for every latent.
  var meanFigures: [LatentFigure] {
    let count = Double(max(sampleCount, 1))
    return figures.map { LatentFigure(name: $0.name, values: $0.values.map { $0 / count }) }
  }
}
