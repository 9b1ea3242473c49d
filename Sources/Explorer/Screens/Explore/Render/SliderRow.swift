import Numerics
import Plotting
import Models

extension Frame {
  /// Draws one slider or selector: marks, name, correlation with its factor, divergence with its bar, track, value.
  mutating func drawSlider(
    _ latent: Int, _ state: ExplorerState, column: Int, row: Int, columns: SliderColumns, ink: Ink
  ) {
    guard let model = state.model else { return }
    let isChosen = latent == state.explore.selected
    let isActive = state.isActive(latent)
    let look = isChosen ? ink.accent : (isActive ? ink.text : ink.faint)
    let mark = isChosen ? ink.glyphs.selection : (isActive ? " " : ink.glyphs.dot)
    let isOverflowing = state.overflow?.latents.contains(latent) == true
    var place = write(
      String(isOverflowing ? ink.glyphs.missing : mark), column: column, row: row,
      style: isOverflowing ? ink.error : look)
    func field(_ text: String, _ width: Int, _ alignment: TextAlignment = .left) {
      writeField(
        text, column: place, row: row, columns: width, alignment: alignment, style: look,
        glyphs: ink.glyphs)
      place += width + 1
    }
    if columns.mark > 0 {
      field(state.isAuxiliary(latent) ? String(ink.glyphs.tied) : "", columns.mark)
      // No blank between the mark and the name.
      place -= 1
    }
    field(columns.isShort ? state.name(of: latent) : state.label(of: latent), columns.name)
    if let selector = state.selector(of: latent) {
      let choice = state.choiceText(selector)
      let facts = state.choiceFacts(selector)
      let room = max(0, columns.end + column - place)
      let full = "\(choice)  \(facts)"
      let fits = full.columns(glyphs: ink.glyphs) <= room
      field(fits ? full : choice, room)
      return
    }
    if columns.correlation > 0 {
      field(state.correlationText(of: latent) ?? "", columns.correlation)
    }
    if let divergence = model.statistics?.divergence, columns.divergence > 0 {
      field(Self.divergence(divergence[latent]), columns.divergence, .right)
    }
    if let weights = model.statistics?.weights, columns.bar > 0 {
      let largest = weights.filter(\.isFinite).max() ?? 0
      let share = largest > 0 ? weights[latent] / largest : 0
      field(Self.bar(share, width: columns.bar, glyphs: ink.glyphs), columns.bar)
    }
    if columns.track > 0 {
      let track = SliderTrack(latent, state, width: columns.track)
      draw(track, column: place, row: row, isChosen: isChosen, ink: ink)
      place += columns.track + 1
    }
    let value = state.sliderText(state.latents[latent], of: latent, withUnit: columns.hasUnit)
    field(value, columns.value, .right)
  }

  /// Three significant digits in four columns.
  private static func divergence(_ value: Float) -> String {
    NumberText.fixed(Double(value), decimals: value.magnitude < 10 ? 2 : 1)
  }

  /// A bar for a share in `0...1`, to an eighth of a column.
  static func bar(_ share: Float, width: Int, glyphs: GlyphSet) -> String {
    guard share > 0, width > 0 else { return "" }
    let eighths = Int(clamping: (share * Float(width * 8)).rounded(), to: 0...width * 8)
    let full = String(repeating: glyphs.horizontalEighths[7], count: eighths / 8)
    return eighths % 8 == 0 ? full : full + String(glyphs.horizontalEighths[eighths % 8 - 1])
  }
}
