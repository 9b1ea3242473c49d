/// One of the samples of a set that a score ranks as most unlike the normal ones.
package struct WorstSample: Codable, Sendable, Equatable {
  /// The index in the set.
  package let index: Int
  /// The number shown to the user: the sample's row in a file, or ``index``.
  package let number: Int
  /// The score.
  package let value: Double
  /// The share of normal samples that are at least as unusual by this score.
  package let normalShare: Double
  /// The known factors in the order of the set's description; `nil` for NaN and infinities.
  package let factors: [Double?]

  /// Creates a sample's record.
  package init(
    index: Int, number: Int, value: Double, normalShare: Double, factors: [Double?]
  ) {
    self.index = index
    self.number = number
    self.value = value
    self.normalShare = normalShare
    self.factors = factors
  }
}
