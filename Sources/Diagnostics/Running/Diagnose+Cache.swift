import Storage
package import Tensors

/// A diagnosis with where it came from.
package struct DiagnosisReport: Sendable, Equatable {
  /// The numbers.
  package var diagnosis: Diagnosis
  /// Whether they were measured before and kept.
  package var isCached: Bool
  /// Why they could not be kept for the next time; `nil` when they were, or need not be.
  package var cacheProblem: String?

  /// Creates a report.
  package init(diagnosis: Diagnosis, isCached: Bool, cacheProblem: String? = nil) {
    self.diagnosis = diagnosis
    self.isCached = isCached
    self.cacheProblem = cacheProblem
  }
}

extension Diagnose {
  /// The diagnosis that was kept for the same model, samples and settings, or a new one, which is kept.
  ///
  /// - Parameters:
  ///   - cache: Where diagnoses are kept; `nil` keeps none.
  ///   - ignoresKept: Whether to measure again in any case.
  ///   - team: Who does the work.
  ///   - isCancelled: As ``run(team:isCancelled:progress:)`` asks it.
  ///   - progress: As ``run(team:isCancelled:progress:)`` calls it.
  /// - Returns: The diagnosis, and whether it was kept.
  /// - Throws: What ``run(team:isCancelled:progress:)`` throws; trouble with the cache is no error.
  package func run(
    cache: DiagnosisCache?, ignoringKept ignoresKept: Bool = false,
    team: WorkerTeam = WorkerTeam(), isCancelled: @Sendable () -> Bool = { false },
    progress: Progress = { _ in }
  ) throws(DiagnosisError) -> DiagnosisReport {
    guard let cache else {
      let diagnosis = try run(team: team, isCancelled: isCancelled, progress: progress)
      return DiagnosisReport(diagnosis: diagnosis, isCached: false)
    }
    let key = DiagnosisCache.key(checkpoint, samples, settings)
    if !ignoresKept, var kept = cache.diagnosis(key) {
      // The same numbers under whatever name the model and the file have today.
      kept.origin.model = title
      kept.origin.samples = samples.label
      return DiagnosisReport(diagnosis: kept, isCached: true)
    }
    let diagnosis = try run(team: team, isCancelled: isCancelled, progress: progress)
    do {
      try cache.keep(diagnosis, key)
      return DiagnosisReport(diagnosis: diagnosis, isCached: false)
    } catch {
      return DiagnosisReport(
        diagnosis: diagnosis, isCached: false, cacheProblem: error.description)
    }
  }
}
