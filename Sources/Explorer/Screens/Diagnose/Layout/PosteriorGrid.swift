import Plotting

/// How many histograms stand beside and below each other, and how large they are.
struct PosteriorGrid: Equatable {
  /// The columns of a histogram.
  let columns: Int
  /// The rows of its bars; the line with its name comes on top.
  let barRows: Int
  /// The histograms beside each other.
  let across: Int
  /// The histograms below each other.
  let down: Int

  private static let widths = [33, 29, 25, 21, 17, 13]

  /// The grid with the largest histograms that shows all of them, or the most of the smallest.
  init(count: Int, in room: Size) {
    var best = Self.grid(width: Self.widths.last ?? 13, count: count, in: room)
    for width in Self.widths where width <= room.columns {
      let grid = Self.grid(width: width, count: count, in: room)
      let isComplete = grid.across * grid.down >= count
      let isBestComplete = best.across * best.down >= count
      let isLarger = grid.barRows * grid.columns > best.barRows * best.columns
      if isComplete && (!isBestComplete || isLarger) { best = grid }
    }
    self = best
  }

  private init(columns: Int, barRows: Int, across: Int, down: Int) {
    self.columns = columns
    self.barRows = barRows
    self.across = across
    self.down = down
  }

  private static func grid(width: Int, count: Int, in room: Size) -> PosteriorGrid {
    let across = max(1, (room.columns + 1) / (width + 1))
    let wanted = max(1, (count + across - 1) / across)
    let down = max(1, min(wanted, room.rows / 2))
    return PosteriorGrid(
      columns: max(1, (room.columns + 1) / across - 1), barRows: max(1, room.rows / down - 1),
      across: across,
      down: down)
  }
}
