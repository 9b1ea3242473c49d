import Numerics

/// The state of a run as far as it can be known, with the seconds since its last sign of life.
package enum RunState: Sendable, Equatable {
  /// Nothing has been recorded yet.
  case waiting
  /// There are records, but none of them has a readable figure.
  case withoutFigures(rows: Int)
  /// It was written to lately.
  case running(age: Double)
  /// It has not been written to for longer than usual.
  case quiet(age: Double)
  /// It is not written to, its newest checkpoint is as new as its log, and there is more to do.
  case stopped(age: Double)
  /// It is unfinished, and nothing was written for so long that its process is probably gone.
  case crashed(age: Double)
  /// It recorded its end.
  case done(age: Double)
  /// Its files no longer exist.
  case gone
  /// None of its files can be read, for the given reason.
  case unreadable(reason: String)

  /// A run is running while its last sign of life is younger than this, or than three times its usual interval.
  package static let runningSeconds = 30.0
  /// An unfinished run is presumed crashed when its last sign is older than this, and than ten times its interval.
  package static let crashedSeconds = 600.0

  /// Judges the signs of a run.
  ///
  /// - Parameters:
  ///   - signs: The signs.
  ///   - now: The present time in unix seconds; a sign from the future, by another machine's clock, counts as now.
  package init(_ signs: RunSigns, now: Double) {
    guard signs.isThere else {
      self = .gone
      return
    }
    if let failure = signs.failure {
      self = .unreadable(reason: failure)
      return
    }
    guard let lastWrite = signs.lastWrite else {
      self = signs.rowsWithoutFigure > 0 ? .withoutFigures(rows: signs.rowsWithoutFigure) : .waiting
      return
    }
    let age = max(0, now - lastWrite)
    let interval = signs.secondsBetweenRecords ?? 0
    let isRecent = age <= max(Self.runningSeconds, 3 * interval)
    switch signs.ending {
    case .finished where !signs.isLocked: self = .done(age: age)
    case _ where isRecent: self = .running(age: age)
    case .checkpointed where !signs.isLocked: self = .stopped(age: age)
    case .unfinished
    where !signs.isLocked && age > max(Self.crashedSeconds, 10 * interval):
      self = .crashed(age: age)
    default: self = .quiet(age: age)
    }
  }

  /// The word alone.
  package var word: String {
    switch self {
    case .waiting: "waiting"
    case .withoutFigures: "no figures"
    case .running: "running"
    case .quiet: "quiet"
    case .stopped: "stopped"
    case .crashed: "crashed?"
    case .done: "done"
    case .gone: "gone"
    case .unreadable: "unreadable"
    }
  }

  /// The seconds since the last sign of life.
  package var age: Double? {
    switch self {
    case .waiting, .withoutFigures, .gone, .unreadable: nil
    case .running(let age), .quiet(let age), .stopped(let age), .crashed(let age), .done(let age):
      age
    }
  }

  /// The word with the age, such as "quiet for 12 min".
  package var text: String {
    switch self {
    case .waiting: "waiting for the first record"
    case .withoutFigures(let rows): "no figure in \(rows) \(rows == 1 ? "record" : "records")"
    case .running(let age): "running, \(Self.text(seconds: age)) ago"
    case .quiet(let age): "quiet for \(Self.text(seconds: age))"
    case .stopped(let age): "stopped \(Self.text(seconds: age)) ago"
    case .crashed(let age): "crashed? silent for \(Self.text(seconds: age))"
    case .done(let age): "done \(Self.text(seconds: age)) ago"
    case .gone: "gone: its files were deleted"
    case .unreadable(let reason): "unreadable: \(reason)"
    }
  }

  /// An upper limit of the displayed count.
  private static let mostUnits = 1_000_000_000

  /// A time span in its largest whole unit.
  static func text(seconds: Double) -> String {
    let span = span(seconds: seconds)
    return "\(span.count) \(span.unit)"
  }

  /// The count and unit in ``text`` for a time span, at a fraction of its cost.
  private static func span(seconds: Double) -> (count: Int, unit: String) {
    let units: [(length: Double, name: String)] = [(86_400, "d"), (3600, "h"), (60, "min")]
    let (length, name) = units.first { seconds >= 2 * $0.length } ?? (1, "s")
    return (Int(clamping: seconds / length, to: 0...mostUnits), name)
  }

  /// Whether two states read the same.
  package func reads(like other: RunState) -> Bool {
    guard word == other.word else { return false }
    guard let age, let otherAge = other.age else { return self == other }
    return Self.span(seconds: age) == Self.span(seconds: otherAge)
  }
}
