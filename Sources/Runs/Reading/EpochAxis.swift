/// The positions of the epochs of a log on one axis of steps.
struct EpochAxis: Sendable {
  /// One epoch, as far as it was logged.
  struct Span: Sendable {
    /// What is added to the numbers of the log.
    var base: Double
    /// The first step.
    var first: Double
    /// The last step.
    var last: Double

    /// Whether a step lies in the epoch.
    func holds(_ step: Double) -> Bool { step >= first && step <= last }
  }

  /// Whether the numbers restart in every epoch.
  var beginsAgain = false
  /// The epoch that was logged last.
  private(set) var newest: (epoch: Int, span: Span)?
  private var spans: [Int: Span] = [:]

  /// The most epochs that are stored; later ones are still placed one after the other.
  private static let limit = 1 << 14

  /// An epoch, if it was logged.
  func span(of epoch: Int) -> Span? {
    newest?.epoch == epoch ? newest?.span : spans[epoch]
  }

  /// Extends an epoch to a step.
  mutating func extend(_ epoch: Int, base: Double, to step: Double) {
    if let newest, newest.epoch == epoch {
      self.newest?.span.first = min(newest.span.first, step)
      self.newest?.span.last = max(newest.span.last, step)
      return
    }
    if let newest, spans.count < Self.limit { spans[newest.epoch] = newest.span }
    let span = spans[epoch] ?? Span(base: base, first: step, last: step)
    newest = (epoch, Span(base: base, first: span.first, last: max(span.last, step)))
  }
}
