import Datasets
import Models

/// A number that may tell anomalous samples from normal ones: what it is and how it is computed.
///
/// A new score is one file with a score of its own, and one line in ``all``.
package struct AnomalyScore: Sendable {
  /// The name in the head of a narrow column, at most 7 characters.
  package let shortTitle: String
  /// What it is.
  package let definition: MetricDefinition
  /// Says why data of a description have no such score; `nil` when they do.
  var missing: @Sendable (DataDescription) -> String? = { _ in nil }
  /// Whether it is told from the prior of the latents.
  var needsPrior = false
  /// Computes one number per sample of a block.
  let measure: @Sendable (EvaluatedBlock) -> [Double]

  /// Every score, in the order of the table.
  package static let all: [AnomalyScore] = [
    .reconstructionError, .negativeLowerBound, .negativeLogLikelihood, .mahalanobis, .pairEnergy,
    .cappedEnergy, .planarResidual, .decodedPlanarResidual,
  ]

  /// The score with a key.
  package static func named(_ key: String) -> AnomalyScore? {
    all.first { $0.definition.key == key }
  }

  /// Why a model of data has no such score; `nil` when it does.
  func reason(_ data: DataDescription, _ objective: Objective) -> String? {
    missing(data)
      ?? (needsPrior && !objective.latents.hasPrior ? "the latents have no prior" : nil)
  }

  /// The scores of a block; what is no finite number is as unusual as can be.
  func values(_ block: EvaluatedBlock) -> [Double] {
    measure(block).map { value in
      let largest = Double.greatestFiniteMagnitude
      return value.isNaN ? largest : min(max(value, -largest), largest)
    }
  }
}
