/// Judges a followed run, with a bounded share of the time however many series it has.
struct AlertSchedule {
  private var judged: [RunAlert] = []
  /// The latents that were collapsed at the last judgement.
  private(set) var collapsed: [CollapsedLatent] = []
  private var next: ContinuousClock.Instant?
  private var judgedRevision: Int?

  /// The time between two judgements, in units of the duration of the last one.
  private static let pause = 200.0

  /// The alerts: values that are not finite at once, the others as of the last judgement.
  ///
  /// - Parameters:
  ///   - store: The figures.
  ///   - revision: A number that changes with them; unchanged figures are not judged again.
  /// - Returns: The alerts in the order of ``RunAlert/all(in:)``.
  mutating func alerts(in store: SeriesStore, revision: Int) -> [RunAlert] {
    let start = ContinuousClock.now
    if revision != judgedRevision, next.map({ start >= $0 }) ?? true {
      judged = RunAlert.detectors.dropFirst().flatMap { $0(store) }
      collapsed = CollapseAlert.collapsedLatents(in: store).map {
        CollapsedLatent(latent: $0.latent, step: $0.step)
      }
      judgedRevision = revision
      next = start.advanced(by: start.duration(to: .now) * Self.pause)
    }
    return NonFiniteAlert.alerts(store) + judged
  }
}
