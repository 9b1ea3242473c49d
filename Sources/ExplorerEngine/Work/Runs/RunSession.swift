import Explorer
import Platform
import Runs

/// The runs while they are looked at; belongs to the thread of ``RunWork``.
final class RunSession {
  private let work: RunWork
  private var token = RequestToken(value: 0)
  private var request = RunsRequest(paths: [])
  private var collection: RunCollection?
  private var charts = ChartTable()
  /// What was told last, of those facts that change without a new record.
  private var told: [Sign] = []
  private var toldFailure: String?
  /// The time until the next look.
  private var pause = shortestPause
  /// When the ages of states may be told again.
  private var nextAges = ContinuousClock.now

  private static let shortestPause = Duration.seconds(1)
  /// Many runs, or slow disks, are not looked at again at once: looking takes a fiftieth of the time at most.
  private static let pausePerLook = 50
  /// Telling ages alone takes much less than that of the time, because drawing them costs as much again.
  private static let pausePerAges = 400
  /// What one look at runs that are known may take; those that it does not come to are next.
  private static let lookBudget = LookBudget(
    time: .milliseconds(20), processorTime: .milliseconds(5))

  /// What of a run changes without a new record.
  private struct Sign {
    let state: RunState
    let modelTime: Double?

    func reads(like other: Sign) -> Bool {
      modelTime == other.modelTime && state.reads(like: other.state)
    }
  }

  init(_ work: RunWork) { self.work = work }

  /// Answers requests, and looks again in between, until it is told to end.
  func run() {
    while true {
      switch work.next(patience: request.isFollowed ? pause : nil) {
      case .watch(let token, let request): answer(token, request)
      case .close: return
      case nil:
        let start = ContinuousClock.now
        lookAgain()
        // Searching has a pause of its own.
        let elapsed = ContinuousClock.now - start - (collection?.searchDuration ?? .zero)
        pause = max(Self.shortestPause, elapsed * Self.pausePerLook)
      }
    }
  }

  private func answer(_ token: RequestToken, _ request: RunsRequest) {
    let isOther = request.paths != self.request.paths
    (self.token, self.request) = (token, request)
    toldFailure = nil
    if isOther { collection = nil }
    if collection == nil {
      guard open() else { return }
      collection?.read()
    }
    tell()
  }

  private func lookAgain() {
    guard let collection else {
      guard open() else { return }
      self.collection?.read()
      tell()
      return
    }
    if collection.look(within: Self.lookBudget) {
      tell()
    } else if ContinuousClock.now >= nextAges, hasOtherSigns(collection) {
      let start = ContinuousClock.now
      tell()
      nextAges = .now + (ContinuousClock.now - start) * Self.pausePerAges
    }
  }

  private func hasOtherSigns(_ collection: RunCollection) -> Bool {
    let signs = signs(of: collection)
    return signs.count != told.count || !zip(signs, told).allSatisfy { $0.reads(like: $1) }
  }

  /// Finds the runs; where there are none yet says so once.
  private func open() -> Bool {
    do throws(RunFindingError) {
      collection = try RunCollection(paths: request.paths)
      return true
    } catch {
      if toldFailure != error.description {
        toldFailure = error.description
        work.tell(.failed(token, message: error.description))
      }
      return false
    }
  }

  private func tell() {
    guard let collection else { return }
    told = signs(of: collection)
    let snapshot = RunsSnapshot(
      collection.followers, charts: charts.charts(of: collection.followers), wish: request.wish,
      now: Self.unixSeconds, notes: collection.notes)
    work.tell(.runsSeen(token, snapshot))
  }

  private func signs(of collection: RunCollection) -> [Sign] {
    let now = Self.unixSeconds
    return collection.followers.map {
      Sign(state: RunState($0.facts.signs, now: now), modelTime: $0.facts.modelTime)
    }
  }

  private static var unixSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}

/// The charts that the series of some runs make, sorted anew only when there are other series.
private struct ChartTable {
  private var counts: [String: Int] = [:]
  private var charts: [RunChart] = []

  mutating func charts(of followers: [RunFollower]) -> [RunChart] {
    let counts = Dictionary(
      followers.map { ($0.location.path, $0.log.series.series.count) }
    ) { first, _ in first }
    guard counts != self.counts else { return charts }
    self.counts = counts
    var known: Set<String> = []
    let names = followers.flatMap { $0.log.series.series.map(\.name) }
    charts = RunChart.charts(of: names.filter { known.insert($0).inserted })
    return charts
  }
}
