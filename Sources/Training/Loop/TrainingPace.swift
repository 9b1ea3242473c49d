/// The speed of a run, measured in this process alone.
struct TrainingPace {
  private let start = ContinuousClock.now
  private var steps = 0
  private var samples = 0
  private var sinceEvent = (start: ContinuousClock.now, samples: 0)
  private var lastCheckpoint = ContinuousClock.now

  mutating func add(samples: Int) {
    steps += 1
    self.samples += samples
    sinceEvent.samples += samples
  }

  /// Training samples per second since the start.
  var imagesPerSecond: Double {
    rate(of: samples, since: start)
  }

  /// The seconds that `steps` more steps take at the mean rate so far.
  func remainingSeconds(for steps: Int) -> Double {
    steps == 0 ? 0 : Double(steps) / rate(of: self.steps, since: start)
  }

  /// Training samples per second since the last call.
  mutating func takeRateSinceEvent() -> Double {
    defer { sinceEvent = (.now, 0) }
    return rate(of: sinceEvent.samples, since: sinceEvent.start)
  }

  /// The seconds since the last checkpoint, or since the start.
  var secondsSinceCheckpoint: Double { seconds(since: lastCheckpoint) }

  mutating func noteCheckpoint() {
    lastCheckpoint = .now
  }

  private func rate(of count: Int, since start: ContinuousClock.Instant) -> Double {
    Double(count) / max(seconds(since: start), 1e-9)
  }

  private func seconds(since start: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - start) / .seconds(1)
  }
}
