import Datasets
import Plotting
import Tensors

/// The distance from the data, the factors of the simulator and the measurements, as lines.
struct Readouts {
  /// A line and its style.
  struct Line {
    let text: String
    let style: Style
  }

  private let facts: [Line]
  private let table: [Line]

  /// A longer remark on the simulator takes two lines.
  private static let remarkColumns = 34

  init(_ state: ExplorerState, width: Int, ink: Ink) {
    let gauge = state.decoded?.answer.distance.map { reading in
      let gauge = DistanceGauge(reading)
      return Line(
        text: gauge.line(width: width, glyphs: ink.glyphs), style: Self.style(gauge.verdict, ink))
    }
    let remark = Self.remark(state)
    let simulated = remark.map { remark in
      remark.wrapped(to: max(1, width - 1), glyphs: ink.glyphs)
        .prefix(Self.rows(of: remark, ink.glyphs)).map {
          Line(text: " " + $0, style: state.hasFailedSimulation ? ink.warning : ink.faint)
        }
    }
    let depiction = state.depiction
    let verdict = depiction.verdict(state).map { verdict in
      verdict.text.wrapped(to: max(1, width - 1), glyphs: ink.glyphs)
        .prefix(Self.rows(of: verdict.text, ink.glyphs)).map {
          Line(text: " " + $0, style: verdict.isValid ? ink.good : ink.warning)
        }
    }
    facts =
      [gauge].compactMap(\.self) + (verdict ?? []) + (simulated ?? [])
      + (Self.deviation(state).map { [Line(text: $0, style: ink.text)] } ?? [])
    let lines = depiction.factLines(state, width: width, glyphs: ink.glyphs)
    table = lines.enumerated().map { Line(text: $1, style: $0 == 0 ? ink.faint : ink.text) }
  }

  /// The number of lines with unlimited room.
  static func rowCount(_ state: ExplorerState) -> Int {
    guard let answer = state.decoded?.answer else { return 0 }
    let depiction = state.depiction
    let glyphs = state.glyphs
    return (answer.distance == nil ? 0 : 1) + (remark(state).map { rows(of: $0, glyphs) } ?? 0)
      + (depiction.verdict(state).map { rows(of: $0.text, glyphs) } ?? 0)
      + (deviation(state) == nil ? 0 : 1) + depiction.factCount(state)
  }

  /// The lines that fit in some rows; where the table does not fit its heading is dropped first.
  func lines(within rows: Int) -> [Line] {
    let rest = rows - facts.count
    let measured = table.count <= rest ? table[...] : table.dropFirst().prefix(max(0, rest))
    return Array((facts + measured).prefix(max(0, rows)))
  }

  private static func rows(of remark: String, _ glyphs: GlyphSet) -> Int {
    remark.columns(glyphs: glyphs) > remarkColumns ? 2 : 1
  }

  /// The factors of the simulator's sample that no latent determines; `nil` while it is not on screen.
  private static func remark(_ state: ExplorerState) -> String? {
    guard let plan = state.simulation?.plan, let factors = state.model?.data.factors else {
      return nil
    }
    guard !state.hasFailedSimulation else {
      return "no simulator sample: factors out of its range"
    }
    let remarks = plan.remarks(factors)
    return "simulator: " + (remarks.isEmpty ? "all factors from latents" : remarks)
  }

  /// The difference between decoded and simulated sample; `nil` while the simulator's sample is not on
  /// screen.
  private static func deviation(_ state: ExplorerState) -> String? {
    guard let difference = state.simulatorDifference?.elements, !difference.isEmpty else {
      return nil
    }
    let square = difference.reduce(0.0) { $0 + Double($1) * Double($1) }
    let deviation = (square / Double(difference.count)).squareRoot()
    let unit = state.model?.data.unit ?? ""
    return " rms difference \(NumberText.compact(deviation, digits: 4)) \(unit)"
  }

  private static func style(_ verdict: DistanceGauge.Verdict, _ ink: Ink) -> Style {
    switch verdict {
    case .inside: ink.good
    case .edge: ink.warning
    case .outside: ink.error
    }
  }
}

extension ExplorerState {
  /// Whether the simulator could not make the requested sample.
  fileprivate var hasFailedSimulation: Bool {
    simulation.map { $0.sample == nil } ?? false
  }
}

extension Frame {
  /// Draws readouts at the top of a block.
  mutating func draw(_ readouts: Readouts, in rect: Rect, ink: Ink) {
    for (index, line) in readouts.lines(within: rect.rows).enumerated() {
      writeField(line.text, row: rect.row + index, in: rect, style: line.style, ink: ink)
    }
  }
}
