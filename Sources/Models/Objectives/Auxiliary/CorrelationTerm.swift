/// One correlation over the batch, between a power of a latent and a power or product of factors, with its
/// contribution to a penalty.
package struct CorrelationTerm: Sendable, Equatable {
  /// Which value of a latent is correlated.
  package enum Source: Sendable {
    /// The posterior mean.
    case mean
    /// The draw from the posterior, as the decoder reads it.
    case draw
  }

  /// A column with one number per sample, computed from a latent.
  package struct LatentColumn: Sendable, Hashable {
    /// Mean or draw.
    package var source: Source
    /// The latent.
    package var latent: Int
    /// The exponent, at least 1.
    package var power: Int

    /// Creates a column.
    package init(_ source: Source, _ latent: Int, power: Int = 1) {
      self.source = source
      self.latent = latent
      self.power = power
    }
  }

  /// A column with one number per sample, computed from scaled factors.
  package enum FactorColumn: Sendable, Hashable {
    /// A power of one factor.
    case power(_ factor: Int, Int)
    /// The product of two factors.
    case product(Int, Int)
  }

  /// The penalty that the term belongs to.
  package var penalty: AuxiliaryPenalty
  /// The weight of the cost in the penalty.
  package var share: Double
  /// The cost of the correlation.
  package var measure: CorrelationMeasure
  /// The first column.
  package var latent: LatentColumn
  /// The second column.
  package var factor: FactorColumn

  /// Creates a term.
  package init(
    _ penalty: AuxiliaryPenalty, share: Double, _ measure: CorrelationMeasure,
    _ latent: LatentColumn, _ factor: FactorColumn
  ) {
    self.penalty = penalty
    self.share = share
    self.measure = measure
    self.latent = latent
    self.factor = factor
  }
}
