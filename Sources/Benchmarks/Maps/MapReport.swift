/// How long a map took.
struct MapReport: BenchReport {
  /// The points.
  let points: Int
  /// Their dimensions.
  let dimensions: Int
  /// The iterations.
  let iterations: Int
  /// Everything from the points to the last iteration.
  let seconds: Double
  /// Of those, neighbours, probabilities and the first map.
  let preparationSeconds: Double
  /// KL(P || Q) of the last map with the exact normalisation, nats.
  let cost: Double
  /// The threads.
  let threads: Int
  /// The CPU time of all threads, including the exact cost.
  let processorSeconds: Double
  /// The most memory ever held.
  let peakResidentKibibytes: Int
  /// What the points are.
  let source: String
  /// What was changed to make the map possible.
  let adjustments: [String]

  private enum CodingKeys: String, CodingKey {
    case points, dimensions, iterations, seconds, cost, threads, source, adjustments
    case preparationSeconds = "preparation_seconds"
    case processorSeconds = "processor_seconds"
    case peakResidentKibibytes = "peak_resident_kib"
  }

  var lines: [String] {
    [
      "map of \(points) x \(dimensions), \(iterations) iterations, \(threads.threadsText); \(source)",
      "  \(seconds.rounded(toDecimals: 2)) s, of which \(preparationSeconds.rounded(toDecimals: 2)) "
        + "before the first iteration; \(processorSeconds.rounded(toDecimals: 2)) s of the processors",
      "  cost \(cost.rounded(toDecimals: 4)) nats, "
        + "\(peakResidentKibibytes / 1024) MiB at most",
    ] + adjustments.map { "  " + $0 }
  }
}
