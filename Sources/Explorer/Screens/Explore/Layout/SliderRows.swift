/// The division of the rows of the slider pane: sliders, then the lines about them, then the readouts.
struct SliderRows: Sendable, Equatable {
  /// The rows of sliders, with the line of folded latents.
  let sliders: Int
  /// The lines about sample, edits, range and draws.
  let footer: Int
  /// The blank row before the readouts; 0 where there is no room for it.
  let gap: Int
  /// The lines of measurements.
  let readouts: Int
  /// Whether every slider has a row.
  let showsAll: Bool
  /// Whether there are enough rows of sliders to work with.
  let isRoomy: Bool

  /// With fewer visible sliders the list is hard to navigate.
  private static let leastSliders = 5

  /// Divides rows; the footer shrinks to its first lines before the sliders scroll.
  ///
  /// - Parameters:
  ///   - rows: The rows inside the pane.
  ///   - content: The content.
  ///   - readouts: The lines of readouts in this pane.
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
