import Analysis
import Diagnostics
import Models
import Plotting

/// The lines below the sliders, the most important first.
struct SliderFooter {
  /// A line and its style.
  struct Line {
    let text: String
    let style: Style
  }

  /// The lines.
  let lines: [Line]

  init(_ state: ExplorerState, width: Int, ink: Ink) {
    guard state.model != nil else {
      lines = []
      return
    }
    let walk = state.walk.map { walk in
      [Self.track(walk, width: width, ink: ink), Self.ends(walk, state)].map {
        Line(text: $0, style: ink.accent)
      }
    }
    lines =
      (walk ?? []) + [
        state.overflow.map { Line(text: " \($0.label): \($0.words)", style: ink.error) }
          ?? Line(text: Self.source(state, ink: ink), style: ink.source),
        Line(text: Self.edits(state), style: ink.text),
        Line(text: Self.fullest(of: Self.range(state), width, ink), style: ink.faint),
        Line(text: Self.fullest(of: Self.draws(state), width, ink), style: ink.faint),
      ]
  }

  /// The number of lines with unlimited room.
  static func rowCount(_ state: ExplorerState) -> Int {
    guard state.model != nil else { return 0 }
    return state.walk == nil ? 4 : 6
  }

  private static func source(_ state: ExplorerState, ink: Ink) -> String {
    guard let source = state.source else {
      guard state.model?.parts.contains(.encoder) == true else {
        return " the model has no encoder"
      }
      return state.count(of: .gallery) + state.count(of: .data) == 0
        ? " no samples to encode (:data FILE opens some)" : " no sample encoded (s picks one)"
    }
    let latent = state.explore.selected
    if let selector = state.selector(of: latent) {
      let choice = state.sliderText(
        state.rowValue(of: latent, at: source.encoded.mean), of: latent)
      let origin = selector.isCondition ? "given, not encoded" : choice
      return " \(ink.glyphs.track.source) \(origin)  \(source.label)"
    }
    let mean = state.sliderText(source.encoded.mean[latent], of: latent, withUnit: false)
    let deviation = Self.deviation(source.encoded.deviation[latent], of: latent, state)
    let (mu, sigma) =
      ink.capabilities.hasOrnaments
      ? (String(ink.glyphs.mu), String(ink.glyphs.sigma)) : ("mu", "sd")
    return " \(ink.glyphs.track.source) \(mu) \(mean) \(sigma) \(deviation) \(source.label)"
  }

  private static func edits(_ state: ExplorerState) -> String {
    let steps = "undo \(state.history.past.count)"
    guard state.source != nil else { return " \(steps)" }
    return " edits \(state.editedCount)/\(state.rowCount)  \(steps)"
  }

  /// The first text that fits, as a text that is cut says less than a shorter one.
  private static func fullest(of texts: [String], _ width: Int, _ ink: Ink) -> String {
    texts.first { $0.columns(glyphs: ink.glyphs) <= width } ?? texts.last ?? ""
  }

  /// The range with the step, from the fullest text to the shortest; where the range comes from matters more than the step.
  private static func range(_ state: ExplorerState) -> [String] {
    let latent = state.explore.selected
    if let selector = state.selector(of: latent) { return choices(selector) }
    let range = state.rangeText(of: latent)
    let step = "step \(deviation(state.step(of: latent), of: latent, state))"
    guard let origin = state.rangeOrigin else {
      return [" range \(range)  \(step)", " range \(range)", " \(range)"]
    }
    return [
      " range \(range)  \(step)  \(origin)", " \(range)  \(step)  \(origin)",
      " \(range)  \(origin)", " range \(range)", " \(range)",
    ]
  }

  /// What a selector is, from the fullest text to the shortest.
  private static func choices(_ selector: LatentConstraints.Selector) -> [String] {
    let count = "\(selector.choices.count) choices"
    return selector.isCondition
      ? [" \(count), given: a condition, not encoded", " \(count), given", " \(count)"]
      : [" \(count), exactly one is 1", " \(count)"]
  }

  private static func draws(_ state: ExplorerState) -> [String] {
    let explore = state.explore
    let pins = [(explore.pinA, "A"), (explore.pinB, "B")].compactMap { $0.0 == nil ? nil : $0.1 }
    let pinned = "pins \(pins.isEmpty ? "none" : pins.joined(separator: " "))"
    let draws = " seed \(state.draws.seed), \(state.draws.count) draws"
    guard explore.drawing != .prior else { return ["\(draws)  \(pinned)", draws] }
    let drawing = "R: \(explore.drawing.rawValue)"
    return [
      "\(draws)  \(drawing)  \(pinned)", " seed \(state.draws.seed)  \(drawing)  \(pinned)",
      " \(drawing)  \(pinned)", " \(drawing)",
    ]
  }

  /// The ends of the interpolation for the selected latent.
  private static func ends(_ walk: InterpolationState, _ state: ExplorerState) -> String {
    let latent = state.explore.selected
    let (start, end) = (
      state.sliderText(state.rowValue(of: latent, at: walk.start), of: latent),
      state.sliderText(state.rowValue(of: latent, at: walk.end), of: latent)
    )
    return " \(state.name(of: latent)) from A \(start) to B \(end)"
  }

  private static func track(_ walk: InterpolationState, width: Int, ink: Ink) -> String {
    let t = NumberText.fixed(walk.fraction, decimals: 2)
    let words = "B  t \(t) \(walk.path.rawValue)"
    let cells = min(max(5, width - words.columns(glyphs: ink.glyphs) - 4), 21)
    let thumb = (walk.hundredths * (cells - 1) + 50) / 100
    let glyphs = ink.glyphs.track
    let track = String(
      (0..<cells).map { $0 == thumb ? glyphs.thumb : glyphs.line })
    return " A\(glyphs.left)\(track)\(glyphs.right)\(words)"
  }

  /// A distance along a latent in the unit that sliders show.
  private static func deviation(_ width: Float, of latent: Int, _ state: ExplorerState) -> String {
    let slope = state.look.showsFactors ? state.alignment(of: latent)?.slope.magnitude ?? 1 : 1
    return NumberText.compact(Double(width) * slope, digits: 2)
  }
}
