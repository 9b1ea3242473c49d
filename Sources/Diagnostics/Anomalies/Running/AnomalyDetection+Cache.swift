import Storage
package import Tensors

/// A comparison with where it came from.
package struct AnomalyReport: Sendable, Equatable {
  /// The numbers.
  package var study: AnomalyStudy
  /// Whether they were measured before and kept.
  package var isCached: Bool
  /// Why they could not be kept for the next time; `nil` when they were, or need not be.
  package var cacheProblem: String?

  /// Creates a report.
  package init(study: AnomalyStudy, isCached: Bool, cacheProblem: String? = nil) {
    self.study = study
    self.isCached = isCached
    self.cacheProblem = cacheProblem
  }
}

extension AnomalyDetection {
  /// The study that was kept for the same model, samples and settings, or a new one, which is kept.
  ///
  /// - Parameters:
  ///   - cache: Where studies are kept; `nil` keeps none.
  ///   - ignoresKept: Whether to measure again in any case.
  ///   - team: Who does the work.
  ///   - isCancelled: As ``run(team:isCancelled:progress:)`` asks it.
  ///   - progress: As ``run(team:isCancelled:progress:)`` calls it.
  /// - Returns: The study, and whether it was kept.
  /// - Throws: What ``run(team:isCancelled:progress:)`` throws; trouble with the cache is no error.
  package func run(
    cache: AnomalyCache?, ignoringKept ignoresKept: Bool = false,
    team: WorkerTeam = WorkerTeam(), isCancelled: @Sendable () -> Bool = { false },
    progress: Progress = { _ in }
  ) throws(AnomalyError) -> AnomalyReport {
    guard let cache else {
      let study = try run(team: team, isCancelled: isCancelled, progress: progress)
      return AnomalyReport(study: study, isCached: false)
    }
    let key = AnomalyCache.key(checkpoint, plan, settings)
    if !ignoresKept, var kept = cache.study(key) {
      // The same numbers under whatever name the model has today.
      kept.origin.model = title
      return AnomalyReport(study: kept, isCached: true)
    }
    let study = try run(team: team, isCancelled: isCancelled, progress: progress)
    do {
      try cache.keep(study, key)
      return AnomalyReport(study: study, isCached: false)
    } catch {
      return AnomalyReport(study: study, isCached: false, cacheProblem: error.description)
    }
  }
}
