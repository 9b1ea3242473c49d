/// How long runs of the same work took, shortest first.
struct Timings {
  /// The durations.
  private let seconds: [Double]

  /// Runs work repeatedly.
  ///
  /// - Parameters:
  ///   - limit: Runs begin for this many seconds.
  ///   - minimum: The fewest runs, however long they take.
  ///   - body: The work.
  init(seconds limit: Double, minimum: Int = 3, of body: () -> Void) {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(limit)
    var seconds: [Double] = []
    seconds.reserveCapacity(1 << 16)
    var start = clock.now
    while seconds.count < minimum || start < deadline {
      body()
      let end = clock.now
      seconds.append((end - start) / .seconds(1))
      start = end
    }
    self.seconds = seconds.sorted()
  }

  /// The number of runs.
  var count: Int { seconds.count }

  /// The shortest run, seconds.
  var shortest: Double { seconds[0] }

  /// The median run, seconds.
  var median: Double { quantile(0.5) }

  /// The quantile: the smallest time that this share of all runs do not exceed, seconds.
  func quantile(_ share: Double) -> Double {
    let rank = Int((share * Double(seconds.count)).rounded(.up))
    return seconds[max(rank, 1) - 1]
  }
}
