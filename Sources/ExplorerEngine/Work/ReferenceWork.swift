import Analysis
import Datasets
import Explorer
import Tensors

/// The simulator of a model's data, for comparison with decoded samples.
struct ReferenceWork: Sendable {
  /// The bins over which densities are compared.
  private static let binCount = 40
  /// The number of points per bin over which a density is averaged.
  private static let placesPerBin = 4

  private let simulator: ReferenceSimulator
  private let measuring: any SampleMeasuring
  /// The facts about the simulator that the explorer uses.
  let facts: SimulatorFacts

  /// Finds the simulator of a data set; `nil` when the data are not from a generator of this program.
  init?(_ description: DataDescription, measuring: any SampleMeasuring) {
    guard let simulator = ReferenceSimulator(description) else { return nil }
    self.simulator = simulator
    self.measuring = measuring
    let middle = description.factors.map { $0.lower / 2 + $0.upper / 2 }
    let isSorted = description.settings["representation"] == "sorted"
    facts = SimulatorFacts(
      knowsDensity: isSorted && simulator.density(factors: middle, at: [0.5]) != nil)
  }

  /// The noiseless sample of factors, measured like the decoded one; `nil` when they cannot be simulated.
  func sample(factors: [Double], beside decoded: Tensor) -> SimulatedSample? {
    guard let sample = simulator.sample(factors: factors), sample.shape == decoded.shape else {
      return nil
    }
    let measured = measuring.measure(sample)
    return SimulatedSample(
      // The mean of many configurations is not a configuration: its particles are not measured.
      sample: sample, quantities: measured.particles == nil ? measured.quantities : [],
      density: facts.knowsDensity
        ? density(factors: factors, simulated: sample, decoded: decoded) : nil)
  }

  /// The true density of the events and the one implied by the decoded quantiles, over the range of both
  /// curves.
  private func density(
    factors: [Double], simulated: Tensor, decoded: Tensor
  ) -> DensityComparison? {
    let values = (simulated.elements + decoded.elements).lazy.filter(\.isFinite).map(Double.init)
    guard let lower = values.min(), let upper = values.max(), lower < upper else { return nil }
    let width = (upper - lower) / Double(Self.binCount)
    let edges = (0...Self.binCount).map { lower + Double($0) * width }
    let places = (0..<Self.binCount * Self.placesPerBin).map {
      lower + (Double($0) + 0.5) / Double(Self.placesPerBin) * width
    }
    guard let exact = simulator.density(factors: factors, at: places) else { return nil }
    let means = (0..<Self.binCount).map { bin in
      let part = exact[bin * Self.placesPerBin..<(bin + 1) * Self.placesPerBin]
      return part.reduce(0, +) / Double(Self.placesPerBin)
    }
    return DensityComparison(
      middles: edges.dropLast().map { $0 + width / 2 },
      decoded: QuantileDensity(quantiles: decoded.elements.map(Double.init)).means(between: edges),
      simulated: means)
  }
}
