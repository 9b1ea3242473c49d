import Analysis
import Models

/// The latents that some numbers of a diagnosis are restricted to, each ascending.
struct LatentSubsets: Sendable, Equatable {
  /// The active ones.
  let active: [Int]
  /// Those that are tied to factors, or without an auxiliary objective those that follow one.
  let auxiliary: [Int]

  init(_ latents: [LatentDiagnosis], correlations: Matrix, of checkpoint: DescribedModel) {
    active = latents.indices.filter { latents[$0].isActive }
    auxiliary =
      checkpoint.facts.objective?.auxiliary.map {
        Array(0..<min($0.factors.count, latents.count))
      } ?? AlignedLatents.find(correlations)
  }
}
