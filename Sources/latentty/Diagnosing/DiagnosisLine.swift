import Diagnostics

/// The line of a diagnosis under way, shown once it takes more than a second.
struct DiagnosisLine {
  private let start = ContinuousClock.now

  /// The line, or `nil` while the work may still end before anybody wonders.
  func text(_ progress: DiagnosisProgress) -> String? {
    guard (ContinuousClock.now - start) / .seconds(1) > 1 else { return nil }
    let columns = 30
    let filled = Int(min(max(progress.fraction, 0), 1) * Double(columns))
    let bar =
      String(repeating: "#", count: filled) + String(repeating: ".", count: columns - filled)
    return "[\(bar)] \(Int(progress.fraction * 100))%  \(progress.stage)"
  }
}
