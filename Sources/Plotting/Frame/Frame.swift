/// A screen as a value: rows of cells, and where the text cursor stands if it shows.
///
/// Writing outside the frame is ignored, so panes may be drawn without looking at the edges. Text from outside
/// (names of files, messages) is safe to write: a field shows it escaped, and whatever is not one column wide then
/// becomes `?`, so that nothing is wider than it was measured.
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
    guard row >= 0 && row < size.rows else { return column + min(text.count, max(0, limit)) }
    for glyph in text.prefix(max(0, limit)) {
      self[position, row] = Cell(glyph.inOneColumn, style: style)
      position += 1
    }
    return position
  }

  /// Fills a block with one cell.
  public mutating func fill(_ rect: Rect, with cell: Cell = Cell()) {
    let columns = visibleColumns(rect.column..<rect.endColumn)
    for row in visibleRows(rect.row..<rect.endRow) {
      for column in columns {
        self[column, row] = cell
      }
    }
  }

  /// The glyphs as text, one line per row, each as wide as the frame.
  public var text: String { lines.joined(separator: "\n") }

  /// The glyphs of every row, each as wide as the frame; what is not one column wide is `?`.
  public var lines: [String] {
    (0..<size.rows).map { row in
      String((0..<size.columns).map { cells[row * size.columns + $0].glyph.inOneColumn })
    }
  }

  func visibleColumns(_ range: Range<Int>) -> Range<Int> {
    range.clamped(to: 0..<size.columns)
  }

  func visibleRows(_ range: Range<Int>) -> Range<Int> {
    range.clamped(to: 0..<size.rows)
  }

  private func contains(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && column < size.columns && row >= 0 && row < size.rows
  }
}
