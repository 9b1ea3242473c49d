/// How long decoding one point of the latent space takes.
struct DecodeReport: BenchReport {
  /// The network.
  let network: String
  /// The threads that the decoder uses for one point.
  let threads: Int
  /// The points decoded.
  let count: Int
  /// The median time.
  let median: Double
  /// The 99th percentile of the time.
  let quantile99: Double

  private enum CodingKeys: String, CodingKey {
    case network, threads, count
    case median = "decode_p50_us"
    case quantile99 = "decode_p99_us"
  }

  var lines: [String] {
    [
      "decode \(network), one point, \(threads.threadsText)",
      "  \(median.rounded(toDecimals: 1)) us median, \(quantile99.rounded(toDecimals: 1)) us 99%, "
        + "\(count) points",
    ]
  }
}
