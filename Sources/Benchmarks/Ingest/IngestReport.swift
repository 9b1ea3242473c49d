/// How fast logs are read.
struct IngestReport: BenchReport {
  /// One log.
  struct Log: Encodable {
    /// Its format.
    let format: String
    /// Its length.
    let bytes: Int
    /// The series in it.
    let series: Int
    /// The points of all series.
    let points: Int
    /// From the name of the file to all of its figures.
    let openSeconds: Double
    /// The CPU time of that, which does not depend on other load on the machine.
    let processorSeconds: Double
    /// The bytes for each second of ``openSeconds``, in millions.
    let megabytesPerSecond: Double
    /// The part of ``openSeconds`` for each point.
    let nanosecondsPerPoint: Double
    /// Reading what was appended afterwards, 1 MiB.
    let followSeconds: Double
    /// The points added.
    let followedPoints: Int
  }

  /// The logs.
  let logs: [Log]
  /// The most memory ever held.
  let peakResidentKibibytes: Int

  private enum CodingKeys: String, CodingKey {
    case logs
    case peakResidentKibibytes = "peak_resident_kib"
  }

  var lines: [String] {
    logs.map { log in
      "\(log.format): \(log.bytes / 1_000_000) MB, \(log.series) series, \(log.points) points in "
        + "\(log.openSeconds.rounded(toDecimals: 2)) s "
        + "(\(log.processorSeconds.rounded(toDecimals: 2)) s of a processor), "
        + "\(log.megabytesPerSecond.rounded(toDecimals: 0)) MB/s, "
        + "\(log.nanosecondsPerPoint.rounded(toDecimals: 0)) ns a point; "
        + "1 MiB more in \((1000 * log.followSeconds).rounded(toDecimals: 1)) ms"
    } + ["\(peakResidentKibibytes / 1024) MiB at most"]
  }
}
