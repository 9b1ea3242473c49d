import Datasets
import Plotting
import Tensors

/// A plot of curves with its name; corresponds to a panel of images.
struct CurveView {
  /// What is plotted, in a few words.
  let name: String
  /// The curves with their axes.
  let plot: CurvePlot

  /// The available views of the selected comparison; the subject first.
  static func views(_ state: ExplorerState, _ ink: Ink) -> [CurveView] {
    guard state.decoded != nil else { return [] }
    let all = overlay(of: [.source, .simulator, .decoded], state, ink)
    let decoded = overlay(of: [.decoded], state, ink)
    switch state.explore.comparison {
    case .side: return [all] + [density(state, ink) ?? residual(state, ink)].compactMap(\.self)
    case .decoded, .particles, .matrices: return [decoded]
    case .source: return [overlay(of: [state.source == nil ? .decoded : .source], state, ink)]
    case .residual: return [residual(state, ink) ?? decoded]
    case .simulator:
      return [overlay(of: [.simulator, .decoded], state, ink)]
        + [difference(state, ink)].compactMap(\.self)
    case .difference: return [difference(state, ink) ?? decoded]
    case .density: return [density(state, ink) ?? decoded]
    case .sensitivity: return [sensitivity(state, ink) ?? decoded]
    }
  }

  /// The number of views, without drawing them.
  static func count(_ state: ExplorerState) -> Int {
    guard state.decoded != nil else { return 1 }
    let simulated = state.simulation?.sample
    return switch state.explore.comparison {
    case .side: state.source == nil && simulated?.density == nil ? 1 : 2
    case .simulator: simulated == nil ? 1 : 2
    default: 1
    }
  }

  /// The capabilities of an image file.
  static let paper = TerminalCapabilities(graphics: .half, color: .trueColor)

  /// The decoded curve for a file, over the simulator's where that is on screen.
  static func snapshot(_ state: ExplorerState) -> CurvePlot {
    overlay(of: [.simulator, .decoded], state, Ink(theme: .light, capabilities: paper)).plot
  }

  /// A view of the inspector's subject, with the curves for comparison.
  static func inspected(
    _ subject: InspectorState.Subject, _ state: ExplorerState, _ ink: Ink
  ) -> CurveView {
    let all = overlay(of: [.source, .simulator, .decoded], state, ink)
    return switch subject {
    case .decoded, .source, .simulator: all
    case .residual: residual(state, ink) ?? all
    case .difference: difference(state, ink) ?? all
    }
  }

  /// A single curve in the style of decoded ones; the vertical axis of a tile is that of all tiles.
  static func alone(_ sample: Tensor, _ look: SampleLook, _ ink: Ink) -> CurvePlot {
    let axis = CurveAxis(look.simulator)
    var plot = CurvePlot(
      [CurvePlot.Curve(points: axis.points(of: sample), style: ink.accent)],
      xName: look.isTile ? "" : axis.name, axisStyle: ink.faint)
    if look.isTile {
      let display = look.scale.display
      plot.y = AxisRange(Double(display.minimum), Double(display.maximum))
    }
    return plot
  }

  private static func overlay(
    of subjects: [InspectorState.Subject], _ state: ExplorerState, _ ink: Ink
  ) -> CurveView {
    let curves = subjects.compactMap { subject in
      state.inspected(subject).map { sample in
        CurvePlot.Curve(
          subject == .source ? "source \(state.source?.label ?? "")" : subject.rawValue,
          points: state.points(of: sample), style: style(subject, ink), pattern: pattern(subject))
      }
    }
    return CurveView(
      name: state.model?.simulator?.knowsDensity == true ? "quantiles" : "curve",
      plot: CurvePlot(curves, xName: state.curveAxisName, axisStyle: ink.faint))
  }

  private static func style(_ subject: InspectorState.Subject, _ ink: Ink) -> Style {
    switch subject {
    case .source: ink.source
    case .simulator: ink.good
    case .decoded, .residual, .difference: ink.accent
    }
  }

  private static func pattern(_ subject: InspectorState.Subject) -> CurvePlot.Pattern {
    switch subject {
    case .source: .dashed
    case .simulator: .dotted
    case .decoded, .residual, .difference: .solid
    }
  }

  private static func residual(_ state: ExplorerState, _ ink: Ink) -> CurveView? {
    state.residual.map { aboutZero("residual", "source - decoded", $0, state, ink) }
  }

  private static func difference(_ state: ExplorerState, _ ink: Ink) -> CurveView? {
    state.simulatorDifference.map {
      aboutZero("difference", "decoded - simulator", $0, state, ink)
    }
  }

  private static func sensitivity(_ state: ExplorerState, _ ink: Ink) -> CurveView? {
    state.explore.sensitivity.map { picture in
      let name = "d decoded / d \(state.label(of: picture.plan.latent))"
      return aboutZero("sensitivity", name, picture.derivative, state, ink)
    }
  }

  private static func aboutZero(
    _ name: String, _ curve: String, _ sample: Tensor, _ state: ExplorerState, _ ink: Ink
  ) -> CurveView {
    let points = state.points(of: sample)
    let ends = [points.first, points.last].compactMap(\.self).map { (x: $0.x, y: 0.0) }
    let plot = CurvePlot(
      [
        CurvePlot.Curve(points: ends, style: ink.faint, pattern: .dotted),
        CurvePlot.Curve(curve, points: points, style: ink.accent),
      ], xName: state.curveAxisName, includesZero: true, axisStyle: ink.faint)
    return CurveView(name: name, plot: plot)
  }

  private static func density(_ state: ExplorerState, _ ink: Ink) -> CurveView? {
    guard let density = state.simulation?.sample?.density else { return nil }
    func curve(_ subject: InspectorState.Subject, _ values: [Double]) -> CurvePlot.Curve {
      CurvePlot.Curve(
        subject.rawValue, points: zip(density.middles, values).map { (x: $0, y: $1) },
        style: style(subject, ink), pattern: pattern(subject))
    }
    let unit = state.model?.data.unit ?? ""
    return CurveView(
      name: "density (\(density.middles.count) bins)",
      plot: CurvePlot(
        [curve(.simulator, density.simulated), curve(.decoded, density.decoded)],
        xName: unit.isEmpty ? "event" : unit, includesZero: true, axisStyle: ink.faint))
  }
}

/// The horizontal axis of a curve.
struct CurveAxis {
  /// Whether points are the quantiles of a density.
  private let isQuantiles: Bool

  init(_ simulator: SimulatorFacts?) {
    isQuantiles = simulator?.knowsDensity == true
  }

  /// `probability` for quantiles, else `point`.
  var name: String { isQuantiles ? "probability" : "point" }

  /// The points of a curve; quantiles are at the centres of equal steps of probability.
  func points(of sample: Tensor) -> [(x: Double, y: Double)] {
    let count = Double(sample.elements.count)
    return sample.elements.enumerated().map { index, value in
      (x: isQuantiles ? (Double(index) + 0.5) / count : Double(index), y: Double(value))
    }
  }
}

extension ExplorerState {
  /// The name of the horizontal axis of the model's curves.
  var curveAxisName: String { CurveAxis(model?.simulator).name }

  /// The points of one of the model's curves.
  func points(of sample: Tensor) -> [(x: Double, y: Double)] {
    CurveAxis(model?.simulator).points(of: sample)
  }
}
