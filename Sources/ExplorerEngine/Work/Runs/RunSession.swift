import Explorer
import Platform
import Runs

/// The runs being watched; used only on the thread of ``RunWork``.
final class RunSession {
  private let work: RunWork
  private var token = RequestToken(value: 0)
  private var request = RunsRequest(paths: [])
  private var collection: RunCollection?
  private var charts = ChartTable()
  /// The posted values of what changes without a new record.
  private var told: [Sign] = []
  private var toldFailure: String?
  /// The time until the next poll.
  private var pause = shortestPause
  /// The earliest time for the next update of ages alone.
  private var nextAges = ContinuousClock.now

  private static let shortestPause = Duration.seconds(1)
  /// The pause in units of a poll's duration: polling many runs or slow disks takes at most a fiftieth of the
  /// time.
  private static let pausePerLook = 50
  /// The same for updates of ages alone, which are rarer because drawing them costs as much again.
  private static let pausePerAges = 400
  /// The time limits of one poll of known runs; those left over come first in the next.
  private static let lookBudget = LookBudget(
    time: .milliseconds(20), processorTime: .milliseconds(5))

  /// The state of a run that changes without a new record.
  private struct Sign {
    let state: RunState
    let modelTime: Double?

    func reads(like other: Sign) -> Bool {
      modelTime == other.modelTime && state.reads(like: other.state)
    }
  }

  init(_ work: RunWork) { self.work = work }

  /// Answers requests, and polls in between, until it is closed.
  func run() {
    while true {
      switch work.next(patience: request.isFollowed ? pause : nil) {
      case .watch(let token, let request): answer(token, request)
      case .close: return
      case nil:
        let start = ContinuousClock.now
        lookAgain()
        // Searching has its own interval.
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

  /// Finds the runs; reports once when there are none yet.
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

/// The charts of the series of some runs, sorted again only when the set of series changes.
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
