import Diagnostics

/// Lets through the progress that a screen can show: whole percents, and every new stage.
struct ProgressTelling {
  private static let leastGrowth = 0.01

  private var told = DiagnosisProgress(stage: "", fraction: 0)

  /// Whether progress has grown enough to be told, and counts as told from now on.
  mutating func isWorthTelling(_ now: DiagnosisProgress) -> Bool {
    guard now.stage != told.stage || now.fraction >= told.fraction + Self.leastGrowth else {
      return false
    }
    told = now
    return true
  }
}
