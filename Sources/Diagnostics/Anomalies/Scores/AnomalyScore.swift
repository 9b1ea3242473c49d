import Datasets
import Models

/// A number that may separate anomalous from normal samples: its definition and its computation.
///
/// A new score is one file and one line in ``all``.
package struct AnomalyScore: Sendable {
  /// The title of a narrow column, at most 7 characters.
  package let shortTitle: String
  /// The definition.
  package let definition: MetricDefinition
  /// Why samples of a description have no such score; `nil` when they have.
  var missing: @Sendable (DataDescription) -> String? = { _ in nil }
  /// Whether the score needs a prior of the latents.
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

  /// Why a model and its data have no such score; `nil` when they have.
  func reason(_ data: DataDescription, _ objective: Objective) -> String? {
    missing(data)
      ?? (needsPrior && !objective.latents.hasPrior ? "the latents have no prior" : nil)
  }

  /// The scores of a block, all finite: NaN becomes the largest number, and infinities are clamped.
  func values(_ block: EvaluatedBlock) -> [Double] {
    measure(block).map { value in
      let largest = Double.greatestFiniteMagnitude
      return value.isNaN ? largest : min(max(value, -largest), largest)
    }
  }
}
