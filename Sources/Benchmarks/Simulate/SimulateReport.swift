/// How fast samples are simulated.
struct SimulateReport: BenchReport {
  /// One way of drawing galaxies.
  struct GalaxyRate: Encodable {
    /// Whether the pixels are Poisson counts or their expectations.
    let isNoisy: Bool
    /// The threads.
    let threads: Int
    /// The median.
    let stampsPerSecond: Double

    private enum CodingKeys: String, CodingKey {
      case isNoisy = "noise"
      case threads
      case stampsPerSecond = "stamps_per_second"
    }
  }

  /// One way of drawing sorted events.
  struct EventRate: Encodable {
    /// The relative variance of the detector.
    let detectorVariance: Double
    /// The events of a sample.
    let events: Int
    /// The threads.
    let threads: Int
    /// The median.
    let samplesPerSecond: Double
  }

  /// Samples of the fluid of the default data set.
  struct FluidRate: Encodable {
    /// The threads.
    let threads: Int
    /// Metropolis sweeps from the start of a chain to its sample.
    let sweeps: Int
    /// The median.
    let samplesPerSecond: Double
    /// CPU seconds per sample, which do not depend on other load.
    let processorSecondsPerSample: Double
  }

  /// The ways of drawing galaxies.
  let galaxies: [GalaxyRate]
  /// The ways of drawing events.
  let events: [EventRate]
  /// The ways of sampling a fluid.
  let fluid: [FluidRate]

  private enum CodingKeys: String, CodingKey {
    case galaxies
    case events = "qcf"
    case fluid
  }

  var lines: [String] {
    ["simulate galaxies"]
      + galaxies.map { rate in
        let kind = rate.isNoisy ? "noisy    " : "noiseless"
        return "  \(kind) \(rate.threads.threadsText): "
          + "\(rate.stampsPerSecond.rounded(toDecimals: 0)) stamps/s"
      } + ["simulate qcf"]
      + events.map { rate in
        "  detector variance \(rate.detectorVariance) \(rate.threads.threadsText): "
          + "\(rate.samplesPerSecond.rounded(toDecimals: 0)) samples/s of \(rate.events) events"
      } + ["simulate fluid"]
      + fluid.map { rate in
        "  \(rate.sweeps) sweeps \(rate.threads.threadsText): "
          + "\(rate.samplesPerSecond.rounded(toDecimals: 0)) samples/s, "
          + "\((rate.processorSecondsPerSample * 1e6).rounded(toDecimals: 0)) us of processors each"
      }
  }
}
