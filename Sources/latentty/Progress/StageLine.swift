import Numerics

/// The line of work that goes through stages, shown once it takes more than a second.
struct StageLine {
  private let start = ContinuousClock.now

  /// Describes the work; `nil` while it may still end before anybody wonders.
  ///
  /// - Parameters:
  ///   - stage: What is being done, in a few words.
  ///   - fraction: The share that is done, 0 to 1.
  /// - Returns: The line.
  func text(_ stage: String, _ fraction: Double) -> String? {
    guard (ContinuousClock.now - start) / .seconds(1) > 1 else { return nil }
    let columns = 30
    let share = min(max(fraction, 0), 1)
    let filled = Int(clamping: share * Double(columns), to: 0...columns)
    let bar =
      String(repeating: "#", count: filled) + String(repeating: ".", count: columns - filled)
    return "[\(bar)] \(Int(clamping: share * 100, to: 0...100))%  \(stage)"
  }
}
