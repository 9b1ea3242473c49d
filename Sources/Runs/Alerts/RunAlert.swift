/// Something about the figures of a run that somebody should look at.
package struct RunAlert: Sendable, Equatable {
  /// What it is.
  package enum Kind: String, Sendable, CaseIterable {
    /// Values that are no numbers.
    case notFinite = "not finite"
    /// A loss that rises far above its best.
    case divergence
    /// Latents that say nothing about their sample.
    case posteriorCollapse = "posterior collapse"
    /// A loss that does not fall any more.
    case plateau
    /// A loss of held-out samples that rises while that of the training samples falls.
    case overfitting
  }

  /// What it is.
  package let kind: Kind
  /// The series that it is about; of several, the first.
  package let series: String
  /// The step where it began.
  package let step: Double
  /// One sentence for people, with the step.
  package let text: String

  /// What is looked for, in the order in which it is told; the first takes no time worth mentioning.
  static let detectors: [@Sendable (SeriesStore) -> [RunAlert]] = [
    NonFiniteAlert.alerts, DivergenceAlert.alerts, CollapseAlert.alerts, OverfittingAlert.alerts,
    PlateauAlert.alerts,
  ]

  /// Everything that is to be said about the figures of a run.
  ///
  /// A function of the store alone; restarts count as the run that goes on, without what they superseded.
  ///
  /// - Parameter store: The figures.
  /// - Returns: The alerts, gravest kind first, each kind in the order of the series.
  package static func all(in store: SeriesStore) -> [RunAlert] {
    detectors.flatMap { $0(store) }
  }
}
