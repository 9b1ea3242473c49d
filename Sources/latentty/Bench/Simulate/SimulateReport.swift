/// How fast galaxies are drawn.
struct SimulateReport: BenchReport {
  /// One way of drawing them.
  struct Rate: Encodable {
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

  /// The ways measured.
  let galaxies: [Rate]

  var lines: [String] {
    ["simulate galaxies"]
      + galaxies.map { rate in
        let kind = rate.isNoisy ? "noisy    " : "noiseless"
        return "  \(kind) \(rate.threads.threadsText): "
          + "\(rate.stampsPerSecond.rounded(toDecimals: 0)) stamps/s"
      }
  }
}
