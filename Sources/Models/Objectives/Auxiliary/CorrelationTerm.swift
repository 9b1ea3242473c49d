/// One correlation between a power of a latent and a power or product of factors, over the batch, with what it
/// adds to a penalty.
public struct CorrelationTerm: Sendable, Equatable {
  /// Which number of a latent is correlated.
  public enum Source: Sendable {
    /// The posterior mean.
    case mean
    /// The draw from the posterior, as the decoder reads it.
    case draw
  }

  /// A column with one number per sample, made of a latent.
  public struct LatentColumn: Sendable, Hashable {
    /// Mean or draw.
    public var source: Source
    /// The latent.
    public var latent: Int
    /// The exponent, at least 1.
    public var power: Int

    /// Creates a column.
    public init(_ source: Source, _ latent: Int, power: Int = 1) {
      self.source = source
      self.latent = latent
      self.power = power
    }
  }

  /// A column with one number per sample, made of scaled factors.
  public enum FactorColumn: Sendable, Hashable {
    /// A power of one factor.
    case power(_ factor: Int, Int)
    /// The product of two factors.
    case product(Int, Int)
  }

  /// The penalty that the term belongs to.
  public var penalty: AuxiliaryPenalty
  /// The factor of the cost in the penalty.
  public var share: Double
  /// The cost of the correlation.
  public var measure: CorrelationMeasure
  /// The first column.
  public var latent: LatentColumn
  /// The second column.
  public var factor: FactorColumn

  /// Creates a term.
  public init(
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
