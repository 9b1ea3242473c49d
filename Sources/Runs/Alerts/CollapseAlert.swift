import Numerics

/// Latents whose posterior has collapsed to the prior: they carry no information about the sample.
package enum CollapseAlert {
  /// A latent with a KL divergence below this is collapsed, nat per sample.
  package static let collapsedDivergence = 0.05
  /// The fraction of latents that must be collapsed.
  ///
  /// Fewer are usual, because a model with more latents than its data has directions prunes the others;
  /// ``collapsedLatents(in:)`` lists them.
  static let latentShare = 0.9
  /// The fewest points of a curve to judge.
  static let pointMinimum = 30
  /// The last fraction of points for which a latent must have been collapsed.
  static let pointShare = 0.2

  /// The latents that have been collapsed for a while, with the step since when.
  ///
  /// - Parameter store: The figures, with a series such as `kl/3` for every latent.
  /// - Returns: The latents by number.
  package static func collapsedLatents(in store: SeriesStore) -> [(latent: Int, step: Double)] {
    groups(in: store).first.map { $0.compactMap(collapse) } ?? []
  }

  @Sendable static func alerts(_ store: SeriesStore) -> [RunAlert] {
    let groups = groups(in: store)
    if groups.isEmpty {
      return store.series.filter { isTotal($0.name) }.compactMap { series in
        collapse((latent: 0, series: series)).map { found in
          RunAlert(
            kind: .posteriorCollapse, series: series.name, step: found.step,
            text: "posterior collapse: \(series.name) is below \(collapsedDivergence) nat "
              + "since step \(NumberText.step(found.step))")
        }
      }
    }
    return groups.compactMap(alert)
  }

  private static func alert(_ group: [(latent: Int, series: Series)]) -> RunAlert? {
    let found = group.compactMap(collapse)
    let needed = Int(
      clamping: (latentShare * Double(group.count)).rounded(.up), to: 1...max(1, group.count))
    guard found.count >= needed, let first = group.first else { return nil }
    let step = found.map(\.step).sorted()[needed - 1]
    let names = found.map { "\($0.latent)" }
    let list = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
    return RunAlert(
      kind: .posteriorCollapse, series: first.series.name, step: step,
      text: "posterior collapse: \(found.count) of \(group.count) latents below "
        + "\(collapsedDivergence) nat since step \(NumberText.step(step)) (\(list))")
  }

  /// The step since which a latent has been collapsed without interruption.
  private static func collapse(
    _ entry: (latent: Int, series: Series)
  ) -> (latent: Int, step: Double)? {
    let curve = AlertCurve(entry.series)
    guard curve.count >= pointMinimum else { return nil }
    let start = (curve.smooth.lastIndex { $0 >= collapsedDivergence } ?? -1) + 1
    guard Double(curve.count - start) >= pointShare * Double(curve.count) else { return nil }
    return (entry.latent, curve.steps[start])
  }

  /// The series per latent, one group for each name prefix.
  private static func groups(in store: SeriesStore) -> [[(latent: Int, series: Series)]] {
    var (groups, order): ([[String]: [(latent: Int, series: Series)]], [[String]]) = ([:], [])
    for series in store.series {
      guard let latent = SeriesNaming.latent(series.name) else { continue }
      let key = Array(SeriesNaming.words(series.name).dropLast())
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append((latent, series))
    }
    return order.compactMap { groups[$0]?.sorted { $0.latent < $1.latent } }
  }

  /// Whether a series is the total KL divergence of all latents.
  private static func isTotal(_ name: String) -> Bool {
    SeriesNaming.words(name).contains { $0 == "kl" || $0 == "kld" }
      && SeriesNaming.latent(name) == nil
  }
}
