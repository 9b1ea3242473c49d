/// What a latent carries of the known factors.
///
/// It alone decides the latent's name and the unit in which it moves.
/// A latent carries a factor when that is its largest correlation and at least ``leastCorrelation`` in magnitude, and
/// the objective ties it to no other. Only then does it move in the factor's unit, and only where it is tied as
/// well does it have the factor's name.
package struct LatentRole: Sendable, Equatable {
  /// A factor with its correlation.
  package struct Correlate: Sendable, Equatable {
    /// The factor's position in the description of the data.
    package let factor: Int
    /// The factor's name.
    package let name: String
    /// Pearson's correlation of the posterior mean and the factor.
    package let correlation: Double
  }

  /// The smallest magnitude of the correlation of a latent with a factor that it carries.
  package static let leastCorrelation = 0.8

  /// The latent's index.
  package let latent: Int
  /// The name of the factor that the objective ties the latent to; `nil` for none.
  package let tied: String?
  /// The factor with the largest correlation in magnitude; `nil` where no correlation is known.
  package let strongest: Correlate?
  /// The line from the latent to the factor that it carries; `nil` where it carries none, or the line is not known.
  package let alignment: LatentAlignment?

  /// Creates a role; `line` is used only if the latent carries the factor.
  init(
    latent: Int, tied: String?, strongest: Correlate?, line: (Correlate) -> LatentAlignment?
  ) {
    (self.latent, self.tied, self.strongest) = (latent, tied, strongest)
    alignment = Self.carried(tied, strongest).flatMap(line)
  }

  /// The factor that the latent carries; `nil` where it carries none.
  package var carried: Correlate? { Self.carried(tied, strongest) }

  private static func carried(_ tied: String?, _ strongest: Correlate?) -> Correlate? {
    guard let strongest, strongest.correlation.magnitude >= leastCorrelation,
      tied == nil || tied == strongest.name
    else { return nil }
    return strongest
  }

  /// The whole name: `z1 radius`, `z3 ~ flux` if no objective ties it, `z3 (tied to b_d, follows b_u .62)` if it is tied
  /// to a factor that it does not carry, or `z4`.
  package var title: String {
    guard let tied, carried == nil else { return label }
    guard let strongest else { return "z\(latent) (tied to \(tied))" }
    let figure = Self.text(of: strongest.correlation, decimals: 2)
    return strongest.name == tied
      ? "z\(latent) (tied to \(tied), r \(figure))"
      : "z\(latent) (tied to \(tied), follows \(strongest.name) \(figure))"
  }

  /// The name in lists: as ``title``, but `z3 (b_u)` for a latent that follows another factor than the one it is tied to.
  package var label: String {
    if let carried {
      return tied == nil ? "z\(latent) ~ \(carried.name)" : "z\(latent) \(carried.name)"
    }
    guard tied != nil, let strongest else { return "z\(latent)" }
    return "z\(latent) (\(strongest.name))"
  }

  /// The shortest name: the factor alone where the latent is named after it, else `z3~flux`, `z3(b_u)` or `z4`.
  package var name: String {
    if let carried, tied != nil { return carried.name }
    if let carried { return "z\(latent)~\(carried.name)" }
    guard tied != nil, let strongest else { return "z\(latent)" }
    return "z\(latent)(\(strongest.name))"
  }

  /// A correlation without the zero before the point; digits are truncated so that 1 stands for nothing less, but for
  /// the rounding of single precision.
  package static func text(of correlation: Double, decimals: Int) -> String {
    guard correlation.isFinite else { return "?" }
    let one = (0..<decimals).reduce(1) { one, _ in one * 10 }
    let digits = Int(min(correlation.magnitude * Double(one) + 1e-5, Double(one)))
    let text = digits == one ? "1.00" : "." + String(one + digits).dropFirst()
    return (correlation < 0 ? "-" : "") + text
  }
}
