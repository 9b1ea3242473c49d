/// How the rows inside the slider pane are shared: sliders above, then the lines about them, then the read-outs.
struct SliderRows: Sendable, Equatable {
  /// The rows of sliders, the line of folded latents included.
  let sliders: Int
  /// The lines about sample, edits, range and draws.
  let footer: Int
  /// The blank row before the read-outs, where there is one to spare.
  let gap: Int
  /// The lines of what was measured.
  let readouts: Int
  /// Whether every slider has a row.
  let showsAll: Bool
  /// Whether the sliders have enough rows to be worked with.
  let isRoomy: Bool

  /// Fewer sliders than this at once make a list hard to walk through.
  private static let leastSliders = 5

  /// Shares rows; the footer gives way to the sliders down to its first lines, then the sliders scroll.
  ///
  /// - Parameters:
  ///   - rows: The rows inside the pane.
  ///   - content: What is to be shown.
  ///   - readouts: The lines of read-outs that stand here.
  init(rows: Int, content: ExploreContent, readouts: Int) {
    let least = rows < 10 ? 1 : 2
    let spare = rows - readouts - content.sliderRows
    self.readouts = min(readouts, max(0, rows))
    footer = min(content.footerRows, max(least, spare), max(0, rows - self.readouts))
    gap = readouts > 0 && spare > footer ? 1 : 0
    sliders = max(0, rows - self.readouts - footer - gap)
    showsAll = sliders >= content.sliderRows
    isRoomy = sliders >= min(content.sliderRows, Self.leastSliders)
  }
}
