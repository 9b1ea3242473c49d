import Plotting

/// Chooses which cells of a frame to send while pictures change: where their colours hardly change, the old
/// ones stay until there is bandwidth.
///
/// A slider that is held down gives thirty frames a second, each with small changes of brightness in most of a
/// picture. The largest changes are sent; the others accumulate until they are among the largest or the movement
/// ends. Text is always sent, and so are large changes where the connection is not slow, so that a new picture
/// appears at once.
struct FrameBudget {
  /// Bytes of a cell in exact colours that stands alone: two of them, the cursor's move and the glyph.
  private static let pictureCellBytes = 40
  /// Bytes of any other cell, whose look changes less often.
  private static let otherCellBytes = 4
  /// Of 255 levels of a colour; so large a change is always visible.
  private static let urgentChange = 48

  /// The bytes that a frame may cost; an estimate.
  let byteLimit: Int
  /// Whether large changes have to wait too.
  var isStrict = false

  /// Puts the old cells back where the change is too small for the bytes that are left.
  ///
  /// - Parameters:
  ///   - frame: The wanted frame.
  ///   - last: What the terminal shows.
  /// - Returns: The frame to send, `nil` when all of the wanted one may be sent.
  func reduce(_ frame: Frame, from last: Frame) -> Frame? {
    guard frame.size == last.size else { return nil }
    var counts = [Int](repeating: 0, count: 256)
    var cost = 0
    for index in frame.cells.indices where frame.cells[index] != last.cells[index] {
      let change = Self.change(from: last.cells[index], to: frame.cells[index])
      if let change, isDeferrable(change) { counts[change] += 1 }
      cost += change == nil ? Self.otherCellBytes : Self.pictureCellBytes
    }
    let excess = (cost - byteLimit + Self.pictureCellBytes - 1) / Self.pictureCellBytes
    guard excess > 0, counts.contains(where: { $0 > 0 }) else { return nil }
    return put(last, into: frame, leastChanges: Self.share(of: excess, among: counts))
  }

  private func isDeferrable(_ change: Int) -> Bool { isStrict || change < Self.urgentChange }

  /// How many of the cells with each change have to wait, those with the least change first.
  private static func share(of excess: Int, among counts: [Int]) -> [Int] {
    var left = excess
    return counts.map { count in
      defer { left -= min(left, count) }
      return min(left, count)
    }
  }

  private func put(_ last: Frame, into frame: Frame, leastChanges: [Int]) -> Frame {
    var (reduced, left) = (frame, leastChanges)
    for index in frame.cells.indices where frame.cells[index] != last.cells[index] {
      guard let change = Self.change(from: last.cells[index], to: frame.cells[index]),
        isDeferrable(change), left[change] > 0
      else { continue }
      left[change] -= 1
      let (row, column) = index.quotientAndRemainder(dividingBy: frame.size.columns)
      reduced[column, row] = last.cells[index]
    }
    return reduced
  }

  /// The largest change of a colour of a picture's cell, `nil` for cells that are not both of pictures.
  private static func change(from old: Cell, to new: Cell) -> Int? {
    guard old.glyph == "▀", new.glyph == "▀", old.style.attributes == new.style.attributes,
      let upper = distance(old.style.foreground, new.style.foreground),
      let lower = distance(old.style.background, new.style.background)
    else { return nil }
    return max(upper, lower)
  }

  private static func distance(_ old: Color, _ new: Color) -> Int? {
    guard case .rgb(let red, let green, let blue) = old,
      case .rgb(let newRed, let newGreen, let newBlue) = new
    else { return nil }
    return max(distance(red, newRed), distance(green, newGreen), distance(blue, newBlue))
  }

  private static func distance(_ old: UInt8, _ new: UInt8) -> Int {
    Int(truncatingIfNeeded: old > new ? old - new : new - old)
  }
}
