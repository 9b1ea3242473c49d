package import Tensors

/// The simulator's noiseless sample of some factors, with its measurements.
package struct SimulatedSample: Sendable, Equatable {
  /// The sample in the unit of the data, `[height, width, channels]`.
  package var sample: Tensor
  /// The quantities measured from the sample, in the same order as for decoded samples.
  package var quantities: [MeasuredQuantity]
  /// The density of events beside the one estimated from the decoded curve; `nil` for other samples.
  package var density: DensityComparison?

  /// Creates a simulated sample.
  package init(sample: Tensor, quantities: [MeasuredQuantity], density: DensityComparison? = nil) {
    self.sample = sample
    self.quantities = quantities
    self.density = density
  }
}

/// Two densities of events, as means over the same bins.
package struct DensityComparison: Sendable, Equatable {
  /// The centres of the bins, in the unit of the data.
  package var middles: [Double]
  /// The means of the density estimated from the decoded quantiles.
  package var decoded: [Double]
  /// The means of the density that the events were drawn from.
  package var simulated: [Double]

  /// Creates a comparison; all parts have one entry per bin.
  package init(middles: [Double], decoded: [Double], simulated: [Double]) {
    precondition(
      decoded.count == middles.count && simulated.count == middles.count,
      "DensityComparison: \(middles.count), \(decoded.count) and \(simulated.count) bins")
    self.middles = middles
    self.decoded = decoded
    self.simulated = simulated
  }
}
