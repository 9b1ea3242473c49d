import Plotting

/// The positions of the decoded image and its references, each with a line for its name above.
///
/// The decoded image is the subject: in every arrangement it is at least as large as a reference.
struct PictureArrangement: Sendable, Equatable {
  /// The relative positions of the images.
  enum Shape: CaseIterable {
    /// The decoded image, without references.
    case alone
    /// All side by side and of one size.
    case row
    /// The references above each other, to the right of the decoded image.
    case stacked
    /// The references side by side, below the decoded image.
    case below
  }

  /// The block of each image with its name, the decoded one first, relative to the top left of the used area.
  private(set) var rooms: [Rect]
  /// The number of blocks that are square panels of particles; a further block is that of a plot.
  private(set) var boxCount = 0
  /// Dots per pixel of the decoded image.
  let zoom: Double
  /// Dots per pixel of the references; 0 without any.
  let referenceZoom: Double

  /// The smallest reference in which a difference is visible.
  private static let leastReference = Size(columns: 10, rows: 4)
  /// The columns for a name where the image is narrower.
  private static let nameColumns = 16

  /// The size of the used area.
  var used: Size {
    Size(
      columns: rooms.map(\.endColumn).max() ?? 0, rows: rooms.map(\.endRow).max() ?? 0)
  }

  /// Arranges images of equal extent; `nil` where the shape does not fit or has no references to show.
  ///
  /// - Parameters:
  ///   - shape: The relative positions.
  ///   - picture: The extent of every image.
  ///   - references: The number of images beside the decoded one.
  ///   - room: The available size.
  init?(_ shape: Shape, of picture: PictureExtent, references: Int, in room: Size) {
    guard shape == .alone || references > 0 else { return nil }
    switch shape {
    case .alone: self.init(alone: picture, in: room)
    case .row: self.init(rowOf: picture, count: references + 1, in: room)
    case .stacked: self.init(stackOf: picture, references: references, in: room)
    case .below: self.init(below: picture, references: references, in: room)
    }
  }

  /// The arrangement centred in a block; a single image has the whole width for its name.
  func centered(in block: Rect) -> PictureArrangement {
    let columns = rooms.count == 1 ? block.columns : used.columns
    let place = block.centered(columns: columns, rows: used.rows)
    var moved = self
    if rooms.count == 1 {
      moved.rooms = [place]
      return moved
    }
    moved.rooms = rooms.map {
      Rect(
        column: $0.column + place.column, row: $0.row + place.row, columns: $0.columns,
        rows: $0.rows)
    }
    return moved
  }

  private init(_ rooms: [Rect], zoom: Double, referenceZoom: Double) {
    self.rooms = rooms
    self.zoom = zoom
    self.referenceZoom = referenceZoom
  }

  /// The decoded image without references, as large as possible.
  init(alone picture: PictureExtent, in room: Size) {
    let placed = picture.placed(columns: room.columns, rows: room.rows - 1)
    let columns = max(placed.rect.columns, min(room.columns, Self.nameColumns))
    self.init(
      [Self.block(column: 0, row: 0, columns: columns, of: placed)], zoom: placed.zoom,
      referenceZoom: 0)
  }

  private init?(rowOf picture: PictureExtent, count: Int, in room: Size) {
    let placed = picture.placed(
      columns: (room.columns - count + 1) / count, rows: room.rows - 1)
    let columns = placed.rect.columns
    guard Self.isReadable(placed) else { return nil }
    let rooms = (0..<count).map {
      Self.block(column: $0 * (columns + 1), row: 0, columns: columns, of: placed)
    }
    self.init(rooms, zoom: placed.zoom, referenceZoom: placed.zoom)
  }

  private init?(stackOf picture: PictureExtent, references: Int, in room: Size) {
    let decoded = picture.placed(
      columns: room.columns - 1 - Self.leastReference.columns, rows: room.rows - 1)
    let (columns, start) = (decoded.rect.columns, decoded.rect.columns + 1)
    let reference = picture.placed(
      columns: min(columns, room.columns - start), rows: room.rows / references - 1)
    guard Self.isReadable(reference) else { return nil }
    let rows = max(decoded.rect.rows + 1, references * (reference.rect.rows + 1))
    let first = Self.block(
      column: 0, row: (rows - decoded.rect.rows - 1) / 2, columns: columns, of: decoded)
    let others = (0..<references).map {
      Self.block(
        column: start, row: $0 * (rows / references), columns: reference.rect.columns,
        of: reference)
    }
    self.init([first] + others, zoom: decoded.zoom, referenceZoom: reference.zoom)
  }

  private init?(below picture: PictureExtent, references: Int, in room: Size) {
    let decoded = picture.placed(
      columns: room.columns, rows: room.rows - 2 - Self.leastReference.rows)
    let start = decoded.rect.rows + 1
    let reference = picture.placed(
      columns: min(decoded.rect.columns, (room.columns - references + 1) / references),
      rows: min(decoded.rect.rows, room.rows - start - 1))
    guard Self.isReadable(reference) else { return nil }
    let columns = reference.rect.columns
    let width = max(decoded.rect.columns, references * (columns + 1) - 1)
    let first = Self.block(
      column: (width - decoded.rect.columns) / 2, row: 0, columns: decoded.rect.columns,
      of: decoded)
    let left = (width - references * (columns + 1) + 1) / 2
    let others = (0..<references).map {
      Self.block(column: left + $0 * (columns + 1), row: start, columns: columns, of: reference)
    }
    self.init([first] + others, zoom: decoded.zoom, referenceZoom: reference.zoom)
  }

  /// Plots of curves of equal size, above each other or else side by side; a single one where all would be
  /// illegible.
  init(plots count: Int, in room: Size) {
    let isStacked = room.rows >= count * Self.leastPlot.rows
    let isRow = room.columns >= count * (Self.leastPlot.columns + 1)
    let shown = isStacked || isRow ? count : 1
    let rooms = (0..<shown).map { index in
      isStacked
        ? Rect(
          column: 0, row: index * room.rows / shown, columns: room.columns,
          rows: (index + 1) * room.rows / shown - index * room.rows / shown)
        : Rect(
          column: index * room.columns / shown, row: 0, columns: room.columns / shown,
          rows: room.rows)
    }
    self.init(rooms, zoom: 1, referenceZoom: shown > 1 ? 1 : 0)
  }

  /// Square panels side by side or, where that makes them larger, above each other, each with a line for its
  /// name.
  ///
  /// Where they would be too small only the last one is shown. A plot below them takes the remaining rows.
  init(boxes count: Int, in room: Size) {
    let columns = (room.columns - count + 1) / count
    let isRow = columns >= 2 * (room.rows / count - 1)
    let tallest = (isRow ? room.rows - Self.curveRows(room) : room.rows / count) - 1
    let rows = max(0, min(tallest, (isRow ? columns : room.columns) / 2))
    guard count == 1 || rows >= Self.leastBoxRows else {
      self.init(boxes: 1, in: room)
      return
    }
    // A single box has the whole width for its name.
    let panel = count == 1 ? room.columns : 2 * rows
    let width = isRow ? count * (panel + 1) - 1 : panel
    let left = max(0, (room.columns - width) / 2)
    var rooms = (0..<count).map { index in
      Rect(
        column: left + (isRow ? index * (panel + 1) : 0), row: isRow ? 0 : index * (rows + 1),
        columns: panel, rows: rows + 1)
    }
    let used = (isRow ? 1 : count) * (rows + 1)
    if room.rows - used >= 2 {
      rooms.append(Rect(column: 0, row: used, columns: room.columns, rows: room.rows - used))
    }
    self.init(rooms, zoom: 1, referenceZoom: 1)
    boxCount = count
  }

  /// The fewest rows, with walls, of a box in which particles can be distinguished.
  private static let leastBoxRows = 8

  /// The rows reserved for a plot below panels.
  private static func curveRows(_ room: Size) -> Int {
    room.rows < 9 ? 0 : max(2, room.rows / 4)
  }

  /// The smallest plot, with its legend and axes, in which a shape is recognisable.
  private static let leastPlot = Size(columns: 30, rows: 8)

  /// Whether differences are visible in a reference: all of its pixels, or averages fine enough.
  private static func isReadable(_ reference: ImagePlacement) -> Bool {
    reference.zoom >= 1 || reference.rect.columns >= leastReference.columns
  }

  private static func block(
    column: Int, row: Int, columns: Int, of placed: ImagePlacement
  ) -> Rect {
    Rect(column: column, row: row, columns: columns, rows: placed.rect.rows + 1)
  }
}
