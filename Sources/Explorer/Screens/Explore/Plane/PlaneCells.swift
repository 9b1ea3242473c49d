import Numerics
import Plotting

/// How many pictures of a plane fit, and where they are.
struct PlaneCells: Sendable, Equatable {
  /// The number of pictures side by side.
  let columns: Int
  /// The number of pictures above each other.
  let rows: Int

  /// The smallest terminal with a plane.
  static let leastTerminal = Size(columns: 80, rows: 24)
  /// The columns from which a model with two latents shows its plane unasked.
  static let usualColumns = 100
  /// The fewest rows of a picture, eight dots in half blocks, and the fewest columns.
  private static let leastPicture = Size(columns: 6, rows: 4)
  /// The most pictures in a row or a column: more show no more, and take long.
  private static let most = 15
  /// The most rows that a picture takes to be complete.
  private static let mostRows = 12

  /// Counts the pictures that fit into the pane of the plane; `nil` where there is no room for two by two.
  init?(in body: Rect, _ depiction: any Depiction, shape: [Int]) {
    let smallest = ScreenLayout(size: Self.leastTerminal).body
    guard body.columns >= smallest.columns, body.rows >= smallest.rows else { return nil }
    let inside = Self.pane(in: body).inset(by: 1)
    let pictureRows = min(max(Self.leastPicture.rows, depiction.rowsOfAll(shape)), Self.mostRows)
    let wanted = (2 * Double(pictureRows) * depiction.aspect(shape)).rounded(.up)
    let least = Self.leastPicture.columns
    let pictureColumns = Int(clamping: wanted, to: least...max(least, inside.columns / 2 - 2))
    columns = min((inside.columns - 1) / (pictureColumns + 1), Self.most)
    rows = min(inside.rows / pictureRows, Self.most)
    guard columns >= 2, rows >= 2 else { return nil }
  }

  /// The pane of the plane, to the right of sliders and decoded sample.
  static func pane(in body: Rect) -> Rect {
    let left = leftColumns(in: body)
    return Rect(
      column: body.column + left, row: body.row, columns: body.columns - left, rows: body.rows)
  }

  /// The columns of sliders and decoded sample.
  static func leftColumns(in body: Rect) -> Int { min(max(32, body.columns * 2 / 5), 60) }
}
