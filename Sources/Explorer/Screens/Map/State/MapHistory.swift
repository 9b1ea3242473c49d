import Maps

/// The costs of maps over the iterations, panel by panel; of bounded size.
struct MapHistory: Sendable {
  /// The figures at one iteration.
  struct Moment: Sendable, Equatable {
    /// The iterations done.
    var iteration: Int
    /// KL(P || Q) in nats.
    var cost: Double
    /// The norm of the gradient.
    var gradientNorm: Double
  }

  private(set) var panels: [[Moment]] = []

  private static let limit = 1024

  /// Appends the figures of an update; a restarted map starts a new curve.
  mutating func append(_ update: MapUpdate) {
    if panels.count != update.panels.count {
      panels = Array(repeating: [], count: update.panels.count)
    }
    for (index, panel) in update.panels.enumerated() {
      let layout = panel.layout
      if let last = panels[index].last, last.iteration > layout.iteration { panels[index] = [] }
      guard let cost = layout.cost, let norm = layout.gradientNorm,
        panels[index].last.map({ $0.iteration < layout.iteration }) ?? true
      else { continue }
      panels[index].append(
        Moment(iteration: layout.iteration, cost: cost, gradientNorm: norm))
      if panels[index].count > Self.limit {
        panels[index] = panels[index].enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      }
    }
  }

  /// The recent change of the cost per iteration; `nil` without two figures.
  func slope(of panel: Int) -> Double? {
    guard panel < panels.count, let last = panels[panel].last else { return nil }
    guard
      let before = panels[panel].last(where: { $0.iteration <= last.iteration - 25 })
        ?? panels[panel].first, before.iteration < last.iteration
    else { return nil }
    return (last.cost - before.cost) / Double(last.iteration - before.iteration)
  }
}
