import Analysis
import Diagnostics
import Plotting

/// Areas and groups as text.
enum AnomalyWords {
  /// The two-sided area with its direction as a sign.
  static func area(_ separation: ScoreSeparation) -> String {
    let sign =
      switch separation.direction {
      case .higher: "+"
      case .lower: "-"
      case .undecided: "?"
      }
    return sign + NumberText.fixed(separation.twoSidedArea, decimals: 3)
  }

  /// The interval of the two-sided area, as `.90-.94`.
  static func interval(_ separation: ScoreSeparation) -> String {
    let (lower, upper) = separation.twoSidedInterval
    func text(_ value: Double) -> String {
      let text = NumberText.fixed(value, decimals: 2)
      return text.hasPrefix("0") ? String(text.dropFirst()) : NumberText.fixed(value, decimals: 1)
    }
    return "\(text(lower))-\(text(upper))"
  }

  /// The direction in words.
  static func direction(_ separation: ScoreSeparation) -> String {
    switch separation.direction {
    case .higher: "anomalies score higher"
    case .lower: "anomalies score lower"
    case .undecided: "undecided, within chance"
    }
  }

  /// The name of a group; a star where the normal samples do not have its values.
  static func title(_ group: FactorGroup) -> String {
    let ends = [group.lower, group.upper].map { NumberText.compact($0) }
    let values = group.lower == group.upper ? ends[0] : "\(ends[0]) to \(ends[1])"
    return "\(group.factor) \(values)\(group.isConditioned ? "" : " *")"
  }
}
