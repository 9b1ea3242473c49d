/// A screen as a value: rows of cells, and where the text cursor stands if it shows.
///
/// Writing outside the frame is ignored, so panes may be drawn without looking at the edges.
public struct Frame: Sendable, Equatable {
  /// The extent in cells.
  public let size: Size
  /// The cells, row by row from the top left.
  public private(set) var cells: [Cell]
  /// Where the terminal shows its cursor; hidden when `nil`.
  public var cursor: Position?

  /// A cell's place.
  public struct Position: Sendable, Equatable {
    /// The column, from the left.
    public var column: Int
    /// The row, from the top.
    public var row: Int

    /// Creates a place.
    public init(column: Int, row: Int) {
      self.column = column
      self.row = row
    }
  }

  /// Creates a blank frame.
  public init(size: Size) {
    self.size = size
    cells = Array(repeating: Cell(), count: size.columns * size.rows)
  }

  /// Reads or writes one cell; outside the frame reads are blank and writes are ignored.
  public subscript(column: Int, row: Int) -> Cell {
    get { contains(column, row) ? cells[row * size.columns + column] : Cell() }
    set { if contains(column, row) { cells[row * size.columns + column] = newValue } }
  }

  /// Writes one line of text, one cell per character, clipped to `limit` columns and the frame.
  ///
  /// - Returns: The column after the last character, also when it was clipped by the frame.
  @discardableResult
  public mutating func write(
    _ text: some StringProtocol, column: Int, row: Int, style: Style = .plain, limit: Int = .max
  ) -> Int {
    var position = column
    for glyph in text.prefix(max(0, limit)) {
      self[position, row] = Cell(glyph, style: style)
      position += 1
    }
    return position
  }

  /// Fills a block with one cell.
  public mutating func fill(_ rect: Rect, with cell: Cell = Cell()) {
    for row in rect.row..<rect.endRow {
      for column in rect.column..<rect.endColumn {
        self[column, row] = cell
      }
    }
  }

  /// The glyphs as text, one line per row, each as wide as the frame.
  public var text: String {
    (0..<size.rows).map { row in
      String((0..<size.columns).map { cells[row * size.columns + $0].glyph })
    }.joined(separator: "\n")
  }

  private func contains(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && column < size.columns && row >= 0 && row < size.rows
  }
}
