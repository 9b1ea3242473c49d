/// One of the samples of a set that are most unlike the normal ones by a score.
public struct WorstSample: Codable, Sendable, Equatable {
  /// The place in the set.
  public let index: Int
  /// The number that its owner knows it by: its row in a file, or ``index``.
  public let number: Int
  /// The score.
  public let value: Double
  /// The share of normal samples that are at least as unusual by this score.
  public let normalShare: Double
  /// The known factors in the order of the set's description; `nil` where one is no number.
  public let factors: [Double?]

  /// Creates a sample's record.
  public init(
    index: Int, number: Int, value: Double, normalShare: Double, factors: [Double?]
  ) {
    self.index = index
    self.number = number
    self.value = value
    self.normalShare = normalShare
    self.factors = factors
  }
}
