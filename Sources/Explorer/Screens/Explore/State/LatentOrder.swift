import Models

/// The order of the sliders.
enum LatentOrder: String, Sendable, CaseIterable {
  /// By the mean divergence from the prior, or without one by the variance of the codes, the most informative first.
  case divergence = "KL"
  /// As in the model.
  case index
  /// By the standard deviation of the codes of the data, the largest first.
  case deviation

  /// All latents in this order.
  func sorted(_ statistics: LatentStatistics) -> [Int] {
    switch self {
    case .divergence: Self.descending(statistics.weights)
    case .index: Array(statistics.mean.indices)
    case .deviation: Self.descending(statistics.deviation)
    }
  }

  /// The quantity by which the sliders of a model are sorted, in a word.
  func words(_ statistics: LatentStatistics?) -> String {
    guard let statistics else { return Self.index.rawValue }
    return self == .divergence && statistics.divergence == nil ? "variance" : rawValue
  }

  /// Indices in descending order of values; equal ones by index, NaN last.
  private static func descending(_ values: [Float]) -> [Int] {
    let keys = values.map { $0.isNaN ? -Float.infinity : $0 }
    return keys.indices.sorted { (keys[$0], $1) > (keys[$1], $0) }
  }
}
