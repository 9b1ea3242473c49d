/// Measurements of the explorer in a terminal.
struct LatencyReport: Encodable {
  /// The model.
  let model: String
  /// The extent of the screen.
  let columns: Int
  /// The extent of the screen.
  let rows: Int
  /// How many colours were used.
  let color: String
  /// The slider keys pressed.
  let keys: Int
  /// The median time from key to answer.
  let latencyMedian: Double
  /// The 99th percentile of the time from key to answer.
  let latency99: Double
  /// The slowest answer.
  let latencyMaximum: Double
  /// From the start of the process to the first bytes of the first frame.
  let firstPaint: Double
  /// From the start of the process to the decoded sample on the screen.
  let firstDecode: Double
  /// The memory held when all keys were answered.
  let residentKibibytes: Int
  /// The most memory ever held.
  let peakResidentKibibytes: Int
  /// How long the idle explorer was observed.
  let idleSeconds: Int
  /// How often any of its threads woke up in this time.
  let idleWakeups: Int
  /// The bytes written for one key, on average.
  let bytesPerKey: Int

  private enum CodingKeys: String, CodingKey {
    case model, columns, rows, color, keys
    case latencyMedian = "latency_p50_ms"
    case latency99 = "latency_p99_ms"
    case latencyMaximum = "latency_max_ms"
    case firstPaint = "first_paint_ms"
    case firstDecode = "first_decode_ms"
    case residentKibibytes = "resident_kib"
    case peakResidentKibibytes = "peak_resident_kib"
    case idleSeconds = "idle_seconds"
    case idleWakeups = "idle_wakeups"
    case bytesPerKey = "bytes_per_key"
  }

  /// The report for people.
  var lines: [String] {
    [
      "\(model), \(columns)x\(rows), \(color) colours, \(keys) keys",
      "key to frame    \(text(latencyMedian)) ms median, \(text(latency99)) ms 99%, "
        + "\(text(latencyMaximum)) ms slowest",
      "first paint     \(text(firstPaint)) ms",
      "first decode    \(text(firstDecode)) ms",
      "memory          \(residentKibibytes / 1024) MiB, \(peakResidentKibibytes / 1024) MiB at most",
      "idle            \(idleWakeups) wake-ups in \(idleSeconds) s",
      "per key         \(bytesPerKey) bytes",
    ]
  }

  private func text(_ milliseconds: Double) -> String {
    "\((milliseconds * 100).rounded() / 100)"
  }
}
