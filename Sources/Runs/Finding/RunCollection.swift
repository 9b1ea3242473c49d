/// The runs at some paths: found, followed, and found again as new ones appear.
///
/// Used from one thread at a time. Everything works by looking again, so also on file systems over a network.
public final class RunCollection {
  /// Where runs are looked for.
  public let paths: [String]
  /// The runs, in the order of the paths and names; one whose files were deleted stays.
  public private(set) var followers: [RunFollower] = []
  private var finder = RunFinder()

  /// Finds the runs and reads nothing of them yet.
  ///
  /// - Parameter paths: Runs, logs, or folders of runs.
  /// - Throws: ``RunFindingError`` for a path without a run.
  public init(paths: [String]) throws(RunFindingError) {
    self.paths = paths
    update(try finder.runs(at: paths))
  }

  /// Looks for new runs and reads what is new in all.
  ///
  /// - Returns: Whether there was anything.
  @discardableResult
  public func look() -> Bool {
    // A path that has gone empty meanwhile leaves the runs that were found before.
    if let found = try? finder.runs(at: paths) { update(found) }
    return followers.reduce(false) { $1.look() || $0 }
  }

  private func update(_ found: [RunLocation]) {
    let known = Dictionary(followers.map { ($0.location.path, $0) }) { first, _ in first }
    let here = found.map { known[$0.path] ?? RunFollower($0) }
    let gone = followers.filter { old in !here.contains { $0 === old } }
    followers = here + gone
  }
}
