import CommandSupport
import Plotting

/// Runs the explorer on a pseudo-terminal and measures it.
struct LatencyBench {
  let model: String
  let keyCount: Int
  let size: Size
  let color: ColorChoice
  let idleSeconds: Int

  /// Output counts as finished after this time without a byte; longer than any gap within an answer.
  private static let quietMilliseconds = 30
  /// The same while the program starts.
  private static let startQuietMilliseconds = 500
  private static let limitMilliseconds = 20_000

  /// Measures.
  ///
  /// - Throws: `BenchError` when the explorer does not start, does not answer or ends early.
  func run() throws(BenchError) -> LatencyReport {
    let child = try ChildTerminal(
      arguments: ["explore", model, "--color", color.rawValue], size: size)
    let first = try child.readUntilQuiet(
      quietMilliseconds: Self.startQuietMilliseconds, limitMilliseconds: Self.limitMilliseconds)
    let latencies = try pressKeys(on: child)
    let facts = try ProcessFacts(process: child.process)
    let wakeups = try idleWakeups(of: child)
    child.end()
    return LatencyReport(
      model: model, columns: size.columns, rows: size.rows, color: color.rawValue, keys: keyCount,
      latencyMedian: latencies.quantile(0.5), latency99: latencies.quantile(0.99),
      latencyMaximum: latencies.milliseconds.last ?? .nan,
      firstPaint: (first.firstByte - child.started) / .milliseconds(1),
      firstDecode: (first.lastByte - child.started) / .milliseconds(1),
      residentKibibytes: facts.residentKibibytes,
      peakResidentKibibytes: facts.peakResidentKibibytes, idleSeconds: idleSeconds,
      idleWakeups: wakeups, bytesPerKey: latencies.byteCount / keyCount)
  }

  /// Moves the first slider back and forth by few steps: the bundled sample is near the upper end of its range,
  /// where a key changes nothing and is not answered.
  private func pressKeys(on child: ChildTerminal) throws(BenchError) -> Latencies {
    var latencies = Latencies()
    for index in 0..<keyCount {
      let key = index / 4 % 2 == 0 ? "\u{1B}[C" : "\u{1B}[D"
      let sent = ContinuousClock.now
      child.send(key)
      let answer = try child.readUntilQuiet(
        quietMilliseconds: Self.quietMilliseconds, limitMilliseconds: Self.limitMilliseconds)
      latencies.milliseconds.append((answer.lastByte - sent) / .milliseconds(1))
      latencies.byteCount += answer.byteCount
    }
    latencies.milliseconds.sort()
    return latencies
  }

  private func idleWakeups(of child: ChildTerminal) throws(BenchError) -> Int {
    let before = try ProcessFacts(process: child.process)
    child.watch(seconds: idleSeconds)
    let after = try ProcessFacts(process: child.process)
    return after.wakeups - before.wakeups
  }
}

/// The times of many keys, sorted in the end.
private struct Latencies {
  var milliseconds: [Double] = []
  var byteCount = 0

  /// The quantile: the smallest time that this share of all times do not exceed.
  func quantile(_ share: Double) -> Double {
    let rank = Int((share * Double(milliseconds.count)).rounded(.up))
    return milliseconds[max(rank, 1) - 1]
  }
}

/// Why nothing was measured.
enum BenchError: Error, CustomStringConvertible {
  /// A call to the system failed.
  case system(operation: String, message: String)
  /// The explorer wrote nothing although it should have.
  case silent(milliseconds: Int)
  /// The explorer ended; what it wrote last.
  case ended(output: String)

  var description: String {
    switch self {
    case .system(let operation, let message): "\(operation): \(message)"
    case .silent(let milliseconds): "explore: no answer within \(milliseconds) ms"
    case .ended(let output): "explore: ended early: \(output)"
    }
  }
}
