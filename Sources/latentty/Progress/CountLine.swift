import Numerics

/// The line of work that counts what it has made, shown once the work takes more than a second.
struct CountLine {
  /// What is made.
  let name: String
  private let start = ContinuousClock.now

  init(name: String) { self.name = name }

  /// The line, or `nil` while the work may still end before anybody wonders.
  func text(_ finished: Int, of total: Int) -> String? {
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    guard elapsed > 1, finished > 0 else { return nil }
    let remaining = elapsed * Double(total - finished) / Double(finished)
    let percent = Int(clamping: 100 * Double(finished) / Double(total), to: 0...100)
    let seconds = Int(clamping: remaining.rounded(.up), to: 0...Int.max)
    return "\(name) \(finished)/\(total)  \(percent)%  \(seconds) s left"
  }
}
