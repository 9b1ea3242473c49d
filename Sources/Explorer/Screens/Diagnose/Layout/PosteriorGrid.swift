import Plotting

/// The grid of histograms: how many fit, and their size.
struct PosteriorGrid: Equatable {
  /// The columns of a histogram.
  let columns: Int
  /// The rows of its bars, without the line with its name.
  let barRows: Int
  /// The number of histograms side by side.
  let across: Int
  /// The number of rows of histograms.
  let down: Int

  private static let widths = [33, 29, 25, 21, 17, 13]

  /// The grid with the largest histograms in which all fit, or with the largest number of the smallest ones.
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
