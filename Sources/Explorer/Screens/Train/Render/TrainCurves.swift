import Plotting
import Runs

/// The curves of a chart with their axes, ready to be drawn at any size.
struct TrainCurves {
  /// One series of one run.
  struct Line {
    /// The run.
    let run: RunSnapshot
    /// The name of the series.
    let name: String
    /// Its points.
    let curve: SeriesCurve
    /// The style of the line.
    let style: Style
    /// The pattern of its dots.
    let pattern: CurvePlot.Pattern
  }

  /// The chart.
  let chart: RunChart
  /// The available series.
  let lines: [Line]
  /// The curves over their axes.
  let plot: CurvePlot
  /// Whether curves of several runs share the chart.
  let hasSeveralRuns: Bool

  /// Collects the shown runs' curves of a chart.
  init(_ chart: RunChart, _ state: ExplorerState, ink: Ink) {
    let runs = state.shownRuns
    let hasSeveralRuns = runs.count > 1
    let lines = runs.flatMap { run in
      chart.series.compactMap { name -> Line? in
        guard let curve = run.curves[name] else { return nil }
        let isHeldOut = RunChart.isHeldOut(name) && chart.series.count > 1
        let own = isHeldOut ? ink.source : ink.accent
        return Line(
          run: run, name: name, curve: curve,
          style: hasSeveralRuns ? state.style(of: run, ink: ink) : own,
          pattern: isHeldOut ? .dashed : .solid)
      }
    }
    let reach = state.smoothingReach
    let points = lines.map { Self.points(of: $0.curve, reach: reach) }
    let scale = Self.scale(of: points, axis: chart.kind == .count ? .linear : state.train.axis)
    var plot = CurvePlot(
      zip(lines, points).map { line, points in
        CurvePlot.Curve(line.name, points: points, style: line.style, pattern: line.pattern)
      }, xName: "step", scale: scale, axisStyle: ink.faint)
    if let steps = state.train.snapshot?.steps {
      plot.x = AxisRange(steps.lowerBound, steps.upperBound)
    }
    (self.chart, self.lines, self.plot) = (chart, lines, plot)
    self.hasSeveralRuns = hasSeveralRuns
  }

  /// The scale in words; empty for a linear one.
  var scaleName: String {
    switch plot.scale {
    case .linear: ""
    case .logarithmic(above: 0): "log"
    case .logarithmic(let origin): "log above \(NumberText.compact(origin, digits: 4))"
    }
  }

  /// The points to join: both extremes of every bucket in their original order, or the means within a reach;
  /// a gap where values are NaN or infinite.
  private static func points(of curve: SeriesCurve, reach: Double?) -> [(x: Double, y: Double)] {
    let means = reach.map { curve.means(within: $0) }
    var marks = curve.marks[...]
    var points: [(x: Double, y: Double)] = []
    points.reserveCapacity(2 * curve.buckets.count)
    for (index, bucket) in curve.buckets.enumerated() {
      while let mark = marks.first, mark.firstStep <= bucket.firstStep {
        points.append((mark.firstStep, .nan))
        marks.removeFirst()
      }
      let (first, last) = (bucket.firstStep, bucket.lastStep)
      if let means {
        points.append(((first + last) / 2, means[index]))
      } else if bucket.count == 1 {
        points.append((first, bucket.mean))
      } else {
        let (low, high) = (bucket.minimum, bucket.maximum)
        points.append((first, bucket.isMinimumFirst ? low : high))
        points.append((last, bucket.isMinimumFirst ? high : low))
      }
    }
    return points
  }

  /// The automatic axis is logarithmic where half of all values lie in the lowest twentieth of their range.
  private static func scale(
    of curves: [[(x: Double, y: Double)]], axis: TrainState.Axis
  ) -> AxisScale {
    guard axis != .linear else { return .linear }
    let values = curves.flatMap { $0.map(\.y).filter(\.isFinite) }.sorted()
    guard let low = values.first, let high = values.last, high > low else { return .linear }
    let range = high - low
    let isSkewed = values[values.count / 2] - low < range / 20
    guard axis == .logarithmic || isSkewed, range.isFinite else { return .linear }
    // With non-positive values the axis starts a thousandth of the range below the lowest, whose own
    // logarithm does not exist.
    return .logarithmic(above: low > 0 ? 0 : low - range / 1000)
  }
}

extension ExplorerState {
  /// The colour of a run, the same on every chart and for as long as the program runs.
  func style(of run: RunSnapshot, ink: Ink) -> Style {
    ink.style(ofClass: train.places[run.path] ?? 0)
  }
}
