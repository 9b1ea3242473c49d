import Datasets
import Plotting

extension Frame {
  /// Draws the strip of images along the selected latent, each with its value below.
  mutating func drawSweepPane(_ state: ExplorerState, in rect: Rect, ink: Ink) {
    guard !rect.isEmpty else { return }
    let isFocused = state.explore.focus == .sweep
    let latent = state.explore.sweep?.plan.latent ?? state.explore.selected
    let inside = rect.inset(by: 1)
    let zoom = state.shownSweep.map { sweep in
      state.depiction.drawStrip(sweep, state, in: inside, into: &self, ink: ink)
    }
    let manner = zoom.map { ", \($0)" } ?? ""
    drawBox(
      rect, title: "sweep \(state.title(of: latent))\(state.sweepUnit(of: latent))\(manner)",
      trailingTitle: isFocused ? "enter: jump  tab: back" : "tab: choose a value to jump to",
      focused: isFocused, style: ink.box)
  }

  /// Draws the samples of a strip; returns a description of their size.
  mutating func drawThumbnails(
    of sweep: DecodedSweep, _ state: ExplorerState, in inside: Rect, ink: Ink
  ) -> String {
    let (depiction, look) = (state.depiction, state.sampleLook)
    let width = inside.columns / sweep.plan.values.count
    let left = inside.column + (inside.columns - width * sweep.plan.values.count + 1) / 2
    let nearest = sweep.plan.index(nearestTo: sweep.plan.value(at: state.latents))
    var zoom = ""
    var isClipped = false
    for (index, value) in sweep.plan.values.enumerated() {
      let column = left + index * width
      let sample = sweep.samples.sample(index)
      let clips = look.scale.clips(sample)
      isClipped = isClipped || clips
      zoom = depiction.draw(
        sample, look,
        in: Rect(column: column, row: inside.row, columns: width - 1, rows: inside.rows - 1),
        into: &self, ink: ink)
      let isChosen = state.explore.focus == .sweep && index == state.explore.sweepIndex
      writeField(
        Self.label(
          state.sweepText(value, of: sweep.plan.latent), isChosen: isChosen,
          isNearest: index == nearest, clips: clips, ink: ink),
        column: column, row: inside.endRow - 1, columns: width - 1, alignment: .center,
        style: isChosen ? ink.chosen : (index == nearest ? ink.accent : ink.faint),
        glyphs: ink.glyphs)
    }
    return isClipped ? "\(zoom), \(ink.glyphs.warning) beyond the limits" : zoom
  }

  /// A value with the mark of the cursor, the slider's thumb at the present one, and a mark where the sample exceeds the limits that
  /// all tiles share with the pictures above.
  static func label(
    _ number: String, isChosen: Bool, isNearest: Bool, clips: Bool = false, ink: Ink
  ) -> String {
    let marks =
      (isChosen ? String(ink.glyphs.selection) : "")
      + (isNearest ? String(ink.glyphs.track.thumb) : "")
      + (clips ? String(ink.glyphs.warning) : "")
    return marks.isEmpty ? number : "\(marks) \(number)"
  }
}

extension ExplorerState {
  /// A value of the strip in the unit that sliders show.
  func sweepText(_ value: Float, of latent: Int) -> String {
    selector(of: latent) != nil || look.showsFactors && factor(of: latent) != nil
      ? sliderText(value, of: latent, withUnit: false)
      : NumberText.compact(Double(value), signed: true)
  }

  /// The unit of the strip's values, where it is a factor's.
  fileprivate func sweepUnit(of latent: Int) -> String {
    guard look.showsFactors, let factor = factor(of: latent), !factor.unit.isEmpty else {
      return ""
    }
    return " in \(factor.unit)"
  }
}
