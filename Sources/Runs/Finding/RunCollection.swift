/// The runs at some paths: found, followed, and found again as new ones appear.
///
/// Used from one thread at a time. Everything works by looking again, so also on file systems over a network.
package final class RunCollection {
  /// Where runs are looked for.
  package let paths: [String]
  /// The runs, in the order of the paths and names; one whose files were deleted stays.
  package private(set) var followers: [RunFollower] = []
  /// What was found in the last search and not read, with the reasons.
  package private(set) var notes: [SearchNote] = []
  /// The time that the search in the last look took; zero when it did not search.
  package private(set) var searchDuration = Duration.zero

  private let openFiles = OpenFiles()
  private var finder = RunFinder()
  private var nextSearch = ContinuousClock.now
  /// The runs looked at last in their turns, among those with news and among the others.
  private var (livelyTurn, quietTurn) = (0, 0)

  /// A search is not repeated before so many of its durations are over.
  private static let pausePerSearch = 200
  /// A run with news is looked at before the others for so long.
  private static let livelySpan = Duration.seconds(60)

  /// Finds the runs and reads nothing of them yet.
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

  /// Looks for new runs when the last search is long enough ago, and at as many runs as there is time for: first at those
  /// that had news lately, then at the others, each in turns from look to look.
  ///
  /// - Parameter budget: What looking at runs may take. It takes longer where one of them has much to read.
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

  /// Looks at runs behind the one that was looked at last, once at each while there is time.
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
    // A path that has gone or is empty meanwhile leaves the runs that were found before.
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
      // What is written in another way now is another run.
      if let old = known[location.path], old.location.format == location.format { return old }
      known[location.path]?.close()
      return RunFollower(location, openFiles: openFiles)
    }
    let places = Set(found.map(\.path))
    followers = here + followers.filter { !places.contains($0.location.path) }
  }
}
