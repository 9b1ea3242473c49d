import Models

/// In which order the sliders stand.
enum LatentOrder: String, Sendable, CaseIterable {
  /// By the mean divergence from the prior, or without one by the variance of the codes, the most informative first.
  case divergence = "KL"
  /// As in the model.
  case index
  /// By the spread of the codes of the data, the widest first.
  case deviation

  /// All latents in this order.
  func sorted(_ statistics: LatentStatistics) -> [Int] {
    switch self {
    case .divergence: Self.descending(statistics.weights)
    case .index: Array(statistics.mean.indices)
    case .deviation: Self.descending(statistics.deviation)
    }
  }

  /// What the sliders of a model are sorted by, in a word.
  func words(_ statistics: LatentStatistics?) -> String {
    guard let statistics else { return Self.index.rawValue }
    return self == .divergence && statistics.divergence == nil ? "variance" : rawValue
  }

  /// Indices from the largest value; equals by index, and what is not a number at the end.
  private static func descending(_ values: [Float]) -> [Int] {
    let keys = values.map { $0.isNaN ? -Float.infinity : $0 }
    return keys.indices.sorted { (keys[$0], $1) > (keys[$1], $0) }
  }
}
