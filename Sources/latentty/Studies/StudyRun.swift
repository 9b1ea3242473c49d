import Diagnostics

/// Runs a study for a command: with its progress on the terminal, stopped by a signal, cached unless told otherwise.
struct StudyRun {
  /// Whether results are cached, and cached ones printed at once.
  let isCached: Bool

  /// The study's result, cached or new.
  ///
  /// - Throws: What the study throws, or the status of the signal that stopped it.
  func report<Work: Study>(of work: Work) throws -> StudyReport<Work.Result> {
    let watched = WatchedWork()
    defer { watched.clear() }
    do {
      return try work.run(
        cache: isCached ? CacheFolder.diagnoses.map { StudyCache(folder: $0) } : nil,
        isCancelled: watched.isCancelled, progress: { watched.show($0.stage, $0.fraction) })
    } catch {
      guard error == .cancelled else { throw error }
      throw watched.exitCode
    }
  }

  /// Says on standard error why a result was not cached; a document is that of the numbers alone.
  static func warn(of problem: String?) {
    guard let problem else { return }
    var display = ProgressDisplay(isPlain: true)
    display.print("not cached: \(problem)")
  }
}
