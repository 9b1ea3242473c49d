/// A finding about the figures of a run that needs attention.
package struct RunAlert: Sendable, Equatable {
  /// The type of alert.
  package enum Kind: String, Sendable, CaseIterable {
    /// Values that are not finite.
    case notFinite = "not finite"
    /// A loss that rises far above its minimum.
    case divergence
    /// Latents without information about the sample.
    case posteriorCollapse = "posterior collapse"
    /// A loss that no longer falls.
    case plateau
    /// A held-out loss that rises while the training loss falls.
    case overfitting
  }

  /// The type of alert.
  package let kind: Kind
  /// The series that it is about; of several, the first.
  package let series: String
  /// The step where it began.
  package let step: Double
  /// One sentence, with the step.
  package let text: String

  /// The detectors, in the order in which alerts are reported; the first takes negligible time.
  static let detectors: [@Sendable (SeriesStore) -> [RunAlert]] = [
    NonFiniteAlert.alerts, DivergenceAlert.alerts, CollapseAlert.alerts, OverfittingAlert.alerts,
    PlateauAlert.alerts,
  ]

  /// All alerts about the figures of a run.
  ///
  /// A function of the store alone; a restarted run is judged without the points that restarts superseded.
  ///
  /// - Parameter store: The figures.
  /// - Returns: The alerts, most severe kind first, each kind in the order of the series.
  package static func all(in store: SeriesStore) -> [RunAlert] {
    detectors.flatMap { $0(store) }
  }
}
