/// The series of one chart: a single one, a pair of training and held-out samples, or those of all latents.
package struct RunChart: Sendable, Equatable {
  /// What a chart is about, in the order in which charts are shown.
  package enum Kind: Int, Sendable, Comparable, CaseIterable {
    /// The total training loss.
    case loss
    /// The KL divergence of every latent.
    case divergences
    /// The norm of the gradient.
    case gradient
    /// Scheduled quantities: the learning rate, the weight of the KL divergence.
    case schedule
    /// The speed of training.
    case rate
    /// A part of the loss, or another loss.
    case part
    /// Anything else.
    case other
    /// Mere counters: the epoch.
    case count

    /// Whether charts of the first kind come first.
    package static func < (first: Kind, second: Kind) -> Bool { first.rawValue < second.rawValue }
  }

  /// The common part of the names of its series.
  package let title: String
  /// What it is about.
  package let kind: Kind
  /// The names of its series: those of training samples before those of held-out ones, or by latent.
  package let series: [String]

  /// Whether a series of the chart is about held-out samples.
  package static func isHeldOut(_ name: String) -> Bool { SeriesNaming.isHeldOut(name) }

  /// The latent of a series of KL divergences.
  package static func latent(of name: String) -> Int? { SeriesNaming.latent(name) }

  /// Sorts series into charts.
  ///
  /// - Parameter names: The names of the series of all runs, in the order in which they appeared.
  /// - Returns: The charts by kind, each kind in the order of its first series.
  package static func charts(of names: [String]) -> [RunChart] {
    var (groups, order): ([[String]: [String]], [[String]]) = ([:], [])
    for name in names {
      let key = groupKey(name)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(name)
    }
    let charts = order.compactMap { key in groups[key].map { chart(of: $0) } }
    let hasWhole = charts.contains { $0.kind == .loss }
    let ranked = charts.enumerated().map { index, chart in
      // Where no loss is the total one, all of them count as such.
      (rank: !hasWhole && chart.kind == .part ? .loss : chart.kind, index: index, chart: chart)
    }
    return ranked.sorted { ($0.rank.rawValue, $0.index) < ($1.rank.rawValue, $1.index) }
      .map(\.chart)
  }

  /// Series with the same key share a chart.
  private static func groupKey(_ name: String) -> [String] {
    guard SeriesNaming.latent(name) == nil else {
      return ["latents"] + SeriesNaming.words(name).dropLast()
    }
    let key = SeriesNaming.pairKey(name)
    // Names without a letter or number have no words.
    return key.isEmpty ? ["name", name] : ["pair"] + key
  }

  private static func chart(of names: [String]) -> RunChart {
    if SeriesNaming.latent(names[0]) != nil {
      let sorted = names.sorted { (latent(of: $0) ?? 0) < (latent(of: $1) ?? 0) }
      return RunChart(title: "KL per latent", kind: .divergences, series: sorted)
    }
    let sorted = names.filter { !isHeldOut($0) } + names.filter { isHeldOut($0) }
    let title = names.count == 1 ? names[0] : SeriesNaming.pairKey(names[0]).joined(separator: " ")
    return RunChart(title: title, kind: kind(of: names[0]), series: sorted)
  }

  private static func kind(of name: String) -> Kind {
    let words = Set(SeriesNaming.words(name))
    if SeriesNaming.isWholeLoss(name) { return .loss }
    if SeriesNaming.isLoss(name) { return .part }
    if !words.isDisjoint(with: ["gradient", "grad", "gradnorm"]) { return .gradient }
    if !words.isDisjoint(with: ["lr", "beta", "temperature", "momentum"])
      || words.isSuperset(of: ["learning", "rate"])
    {
      return .schedule
    }
    if !words.isDisjoint(with: ["images", "throughput", "speed", "ips", "fps"]) { return .rate }
    return words == ["epoch"] || words == ["step"] ? .count : .other
  }
}
