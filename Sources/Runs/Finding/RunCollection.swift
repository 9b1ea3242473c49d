/// The runs at some paths: found, followed, and found again as new ones appear.
///
/// Used from one thread at a time. Files are polled, so it also works on network file systems.
package final class RunCollection {
  /// The paths where runs are searched.
  package let paths: [String]
  /// The runs, in the order of the paths and names; one whose files were deleted stays.
  package private(set) var followers: [RunFollower] = []
  /// What was found in the last search but not read, with the reasons.
  package private(set) var notes: [SearchNote] = []
  /// The time that the search in the last poll took; zero when it did not search.
  package private(set) var searchDuration = Duration.zero

  private let openFiles = OpenFiles()
  private var finder = RunFinder()
  private var nextSearch = ContinuousClock.now
  /// The runs polled last, among those with news and among the others.
  private var (livelyTurn, quietTurn) = (0, 0)

  /// A search is not repeated before this many times its duration has passed.
  private static let pausePerSearch = 200
  /// How long a run with news is polled before the others.
  private static let livelySpan = Duration.seconds(60)

  /// Finds the runs without reading them yet.
  ///
  /// - Parameter paths: Runs, logs, or folders of runs.
  /// - Throws: ``RunFindingError`` for a path without a run.
  package init(paths: [String]) throws(RunFindingError) {
    self.paths = paths
    let failures = search()
    if let failure = failures.first { throw failure }
  }

  /// Reads what is new in all runs that were found.
  ///
  /// - Returns: Whether there was anything.
  @discardableResult
  package func read() -> Bool {
    let locks = LockTable()
    return followers.reduce(false) { $1.look(locks) || $0 }
  }

  /// Looks for new runs and reads what is new in all.
  ///
  /// - Returns: Whether there was anything.
  @discardableResult
  package func look() -> Bool {
    _ = search()
    return read()
  }

  /// Searches new runs when the last search is long enough ago, and polls as many runs as there is time for: first
  /// those that had news lately, then the others, in turns from poll to poll.
  ///
  /// - Parameter budget: The time that polling may take. It takes longer where one of the runs has much to read.
  /// - Returns: Whether there was anything new.
  package func look(within budget: LookBudget) -> Bool {
    searchDuration = .zero
    let known = (followers.count, notes)
    if ContinuousClock.now >= nextSearch { _ = search() }
    let start = ContinuousClock.now
    let locks = LockTable()
    let lively = followers.filter { $0.newsTime + Self.livelySpan > start }
    let quiet = followers.filter { $0.newsTime + Self.livelySpan <= start }
    var hasNews = take(turn: &livelyTurn, of: lively, locks, LookBudget.Meter(budget, share: 0.5))
    if take(turn: &quietTurn, of: quiet, locks, LookBudget.Meter(budget, share: 0.5)) {
      hasNews = true
    }
    return hasNews || known != (followers.count, notes)
  }

  /// Polls the runs after the one that was polled last, each once while there is time.
  private func take(
    turn: inout Int, of runs: [RunFollower], _ locks: LockTable, _ meter: LookBudget.Meter
  ) -> Bool {
    var hasNews = false
    for _ in runs {
      turn = (turn + 1) % runs.count
      if runs[turn].look(locks) { hasNews = true }
      if meter.isSpent { break }
    }
    return hasNews
  }

  private func search() -> [RunFindingError] {
    let start = ContinuousClock.now
    let (found, failures) = finder.search(paths)
    // For a path that has disappeared or become empty the runs found before are kept.
    notes =
      failures.compactMap {
        guard case .unreadable(let path, let reason) = $0 else { return nil }
        return SearchNote(path: path, reason: reason)
      } + finder.notes
    update(found)
    searchDuration = ContinuousClock.now - start
    nextSearch = .now + searchDuration * Self.pausePerSearch
    return failures
  }

  private func update(_ found: [RunLocation]) {
    let known = Dictionary(followers.map { ($0.location.path, $0) }) { first, _ in first }
    let here = found.map { location in
      // A run whose format has changed is another run.
      if let old = known[location.path], old.location.format == location.format { return old }
      known[location.path]?.close()
      return RunFollower(location, openFiles: openFiles)
    }
    let places = Set(found.map(\.path))
    followers = here + followers.filter { !places.contains($0.location.path) }
  }
}
