import Analysis
import Diagnostics

/// The order of the latents in the matrix.
enum LatentColumnOrder: String, Sendable, CaseIterable {
  /// By the mean divergence from the prior, or without one by the variance of the codes, the most informative first.
  case divergence = "KL"
  /// As in the model.
  case index
  /// The latent that is aligned with the first factor first, and so on; the others by divergence.
  case alignment

  /// The order in words, for a model whose latents have a divergence or not.
  func title(hasDivergence: Bool) -> String {
    self == .divergence && !hasDivergence ? "variance" : rawValue
  }

  /// All latents in this order.
  func sorted(_ diagnosis: Diagnosis) -> [Int] {
    let indices = Array(diagnosis.latents.indices)
    switch self {
    case .index: return indices
    case .divergence: return Self.byDivergence(indices, diagnosis)
    case .alignment:
      let aligned = Self.aligned(diagnosis)
      return aligned + Self.byDivergence(indices.filter { !aligned.contains($0) }, diagnosis)
    }
  }

  private static func byDivergence(_ latents: [Int], _ diagnosis: Diagnosis) -> [Int] {
    let keys = diagnosis.latents.map { $0.divergence ?? $0.meanVariance }
    return latents.sorted { (keys[$0], $1) > (keys[$1], $0) }
  }

  /// For every factor the remaining latent with the largest correlation in magnitude; empty without
  /// correlations.
  private static func aligned(_ diagnosis: Diagnosis) -> [Int] {
    guard let correlations = diagnosis.matrix(.pearson) else { return [] }
    var aligned: [Int] = []
    for factor in 0..<correlations.rowCount {
      let row = Array(correlations.row(factor))
      let free = row.indices.filter { !aligned.contains($0) && row[$0] != 0 }
      guard let best = free.max(by: { (abs(row[$0]), $1) < (abs(row[$1]), $0) }) else { continue }
      aligned.append(best)
    }
    return aligned
  }
}
