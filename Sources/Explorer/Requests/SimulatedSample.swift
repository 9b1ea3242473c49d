public import Tensors

/// The noiseless sample that the simulator makes of some factors, with what was measured from it.
public struct SimulatedSample: Sendable, Equatable {
  /// The sample in the unit of the data, `[height, width, channels]`.
  public var sample: Tensor
  /// What was measured from the sample, in the same order as for decoded samples.
  public var quantities: [MeasuredQuantity]
  /// The density of events beside the one estimated from the decoded curve; `nil` for other samples.
  public var density: DensityComparison?

  /// Creates the simulator's part of an answer.
  public init(sample: Tensor, quantities: [MeasuredQuantity], density: DensityComparison? = nil) {
    self.sample = sample
    self.quantities = quantities
    self.density = density
  }
}

/// Two densities of events as means over the same bins.
public struct DensityComparison: Sendable, Equatable {
  /// The middles of the bins, in the unit of the data.
  public var middles: [Double]
  /// The means of the density estimated from the decoded quantiles.
  public var decoded: [Double]
  /// The means of the density that the events were drawn from.
  public var simulated: [Double]

  /// Creates a comparison; all parts have one entry per bin.
  public init(middles: [Double], decoded: [Double], simulated: [Double]) {
    precondition(
      decoded.count == middles.count && simulated.count == middles.count,
      "DensityComparison: \(middles.count), \(decoded.count) and \(simulated.count) bins")
    self.middles = middles
    self.decoded = decoded
    self.simulated = simulated
  }
}
