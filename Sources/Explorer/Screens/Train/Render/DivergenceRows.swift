import Numerics
import Plotting
import Runs

/// The divergences of a run's latents, with the scale of their shades.
struct DivergenceRows {
  /// One latent.
  struct Entry {
    /// The latent.
    let latent: Int
    /// Its divergence, nats.
    let curve: SeriesCurve
    /// Whether it is collapsed to the prior.
    let isCollapsed: Bool
  }

  /// The columns of a latent's name.
  static let labelColumns = 5
  /// The columns of its value.
  static let valueColumns = 8

  /// The latents by number.
  let entries: [Entry]
  /// The divergence of the brightest shade, nats; larger ones look the same.
  let maximum: Double
  /// The sum over the latents at the newest step, nats.
  let sum: Double
  private let steps: ClosedRange<Double>?

  /// Collects the divergences of a run in a chart.
  init(_ chart: RunChart, _ run: RunSnapshot, _ state: ExplorerState) {
    let collapsed = Set(run.collapsed.map(\.latent))
    entries = chart.series.compactMap { name in
      guard let curve = run.curves[name], let latent = RunChart.latent(of: name) else { return nil }
      return Entry(latent: latent, curve: curve, isCollapsed: collapsed.contains(latent))
    }
    // The first steps may be far above all that follow, which would then be indistinguishable.
    let settled = entries.flatMap { entry in
      entry.curve.buckets.suffix(max(1, entry.curve.buckets.count / 2)).map(\.mean)
    }
    let largest = settled.max() ?? 1
    maximum = largest > 0 ? largest : 1
    sum = entries.reduce(0) { sum, entry in
      let value = entry.curve.newest?.value ?? 0
      return sum + (value.isFinite ? value : 0)
    }
    steps = state.train.snapshot?.steps
  }

  /// The means over equal ranges of steps; the previous value where a range has no point, `nil` before the
  /// first.
  func values(of entry: Entry, columns: Int) -> [Double?] {
    guard columns > 0 else { return [] }
    var sums = [(sum: Double, count: Double)](repeating: (0, 0), count: columns)
    for bucket in entry.curve.buckets {
      guard let column = column(of: bucket.firstStep, columns: columns) else { continue }
      sums[column].sum += bucket.mean * Double(bucket.count)
      sums[column].count += Double(bucket.count)
    }
    let last = entry.curve.buckets.last.flatMap { column(of: $0.lastStep, columns: columns) } ?? -1
    var present: Double?
    return sums.enumerated().map { column, part in
      if part.count > 0 { present = part.sum / part.count }
      return column <= last ? present : nil
    }
  }

  /// The divergence at a step, nats; the newest for `nil`.
  func value(of entry: Entry, at step: Double?) -> Double? {
    guard let step else { return entry.curve.newest?.value }
    return entry.curve.bucket(at: step)?.mean
  }

  /// The column of a step; `nil` for none and for one outside.
  func column(of step: Double?, columns: Int) -> Int? {
    guard let step, let steps, steps.contains(step), columns > 0 else { return nil }
    let span = steps.upperBound - steps.lowerBound
    let share = (step - steps.lowerBound) / (span > 0 ? span : 1)
    return Int(clamping: share * Double(columns), to: 0...columns - 1)
  }

  /// The shade of a divergence; characters of increasing density where there are no colours.
  func cell(_ value: Double, ink: Ink) -> Cell {
    let fraction = Float(min(max(value / maximum, 0), 1))
    guard ink.capabilities.hasOrnaments else {
      return Cell(InkRamp.glyph(at: fraction, isDiverging: false), style: ink.text)
    }
    guard ink.capabilities.color != .mono else {
      let shades: [Character] = [" ", "·", "░", "▒", "▓", "█"]
      let level = (fraction * Float(shades.count - 1)).rounded()
      return Cell(shades[Int(clamping: level, to: 0...shades.count - 1)], style: ink.text)
    }
    let color = ColorMap.viridis.color(at: fraction, mode: ink.capabilities.color)
    return Cell("█", style: Style(foreground: color))
  }
}
