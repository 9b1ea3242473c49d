import Plotting
import Analysis

/// The lines below the sliders, the most needed first.
struct SliderFooter {
  /// A line and its look.
  struct Line {
    let text: String
    let style: Style
  }

  /// The lines.
  let lines: [Line]

  init(_ state: ExplorerState, ink: Ink) {
    guard state.model != nil else {
      lines = []
      return
    }
    let walk = state.explore.interpolation.map {
      Line(text: Self.walk($0, ink: ink), style: ink.accent)
    }
    lines =
      (walk.map { [$0] } ?? []) + [
        Line(text: Self.source(state, ink: ink), style: ink.source),
        Line(text: Self.edits(state), style: ink.text),
        Line(text: Self.range(state), style: ink.faint),
        Line(text: Self.draws(state), style: ink.faint),
      ]
  }

  /// How many lines are shown in a pane of some rows, so that the sliders keep the most of it.
  static func rows(in rows: Int) -> Int {
    switch rows {
    case ..<10: 1
    case ..<16: 2
    default: 4
    }
  }

  private static func source(_ state: ExplorerState, ink: Ink) -> String {
    guard let source = state.source else { return " no sample encoded (s picks one)" }
    let latent = state.explore.selected
    let mean = NumberText.fixed(Double(source.encoded.mean[latent]), decimals: 2, signed: true)
    let deviation = NumberText.compact(Double(source.encoded.deviation[latent]), digits: 2)
    let (mu, sigma) =
      ink.capabilities.isUnicode
      ? (String(ink.glyphs.mu), String(ink.glyphs.sigma)) : ("mu", "sigma")
    return " \(ink.glyphs.track.source) \(source.label) \(mu) \(mean) \(sigma) \(deviation)"
  }

  private static func edits(_ state: ExplorerState) -> String {
    let steps = "undo \(state.history.past.count)"
    guard let mean = state.source?.encoded.mean else { return " \(steps)" }
    let differing = zip(state.latents, mean).count { $0 != $1 }
    return " edits \(differing)/\(mean.count) off source  \(steps)"
  }

  private static func range(_ state: ExplorerState) -> String {
    let latent = state.explore.selected
    let extent = NumberText.compact(Double(state.range(of: latent).upperBound))
    let step = NumberText.compact(Double(state.step(of: latent)))
    return " range -\(extent) to \(extent)  step \(step)"
  }

  private static func draws(_ state: ExplorerState) -> String {
    let explore = state.explore
    let pins = [(explore.pinA, "A"), (explore.pinB, "B")].compactMap { $0.0 == nil ? nil : $0.1 }
    let pinned = pins.isEmpty ? "none" : pins.joined(separator: " ")
    return " seed \(state.draws.seed), \(state.draws.count) draws  pins \(pinned)"
  }

  private static func walk(_ walk: InterpolationState, ink: Ink) -> String {
    let cells = 15
    let thumb = (walk.hundredths * (cells - 1) + 50) / 100
    let glyphs = ink.glyphs.track
    let track = String(
      (0..<cells).map { $0 == thumb ? glyphs.thumb : glyphs.line })
    let t = NumberText.fixed(walk.fraction, decimals: 2)
    return " A\(glyphs.left)\(track)\(glyphs.right)B  t \(t) \(walk.path.rawValue)"
  }
}
