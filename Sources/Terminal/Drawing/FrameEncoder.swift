import CTerminal
import Plotting

/// Turns frames into the bytes that bring a terminal from the last frame to the next, by ncurses.
///
/// There is one screen per process, so at most one encoder may live at a time, on one thread. Encoded
/// bytes must all be delivered: the next difference starts from them.
final class FrameEncoder {
  private(set) var size: Size
  private var cells: CellEncoder
  private var compactor = PenCompactor()
  private var shown: Frame?
  private var run: [ct_cell] = []
  private var raw: [UInt8] = []

  /// Opens the screen.
  ///
  /// - Throws: `TerminalError.unusableEntry` when ncurses does not take the entry.
  init(entry: TerminalEntry, color: ColorMode, size: Size) throws(TerminalError) {
    let usesColor = color != .mono
    let isOpen =
      switch entry {
      case .named(let name):
        name.withCString { ct_screen_open($0, Int32(size.rows), Int32(size.columns), usesColor) }
      case .exactColors:
        ct_screen_open(nil, Int32(size.rows), Int32(size.columns), usesColor)
      }
    guard isOpen else { throw .unusableEntry(name: entry.description) }
    self.size = size
    cells = CellEncoder(color: color, isExact: entry == .exactColors)
  }

  deinit {
    ct_screen_close()
  }

  /// Appends the bytes that turn the last frame into this one; cells outside the screen are left out.
  ///
  /// - Parameters:
  ///   - frame: What the screen shall show.
  ///   - budget: The bytes that it may cost; `nil` for no limit.
  ///   - bytes: What they are appended to.
  /// - Returns: Whether the screen shows all of the frame.
  @discardableResult
  func encode(_ frame: Frame, within budget: FrameBudget? = nil, into bytes: inout [UInt8]) -> Bool
  {
    if let budget, let shown, let reduced = budget.reduce(frame, from: shown) {
      encode(reduced, into: &bytes)
      return false
    }
    // ncurses would measure what is on the screen by other widths than when it was drawn.
    if let shown, shown.ambiguous != frame.ambiguous { invalidate() }
    let last = shown?.size == frame.size ? shown : nil
    if last == nil { ct_screen_erase() }
    cells.beginFrame(
      cellCount: frame.cells.count, isWhole: last == nil, ambiguous: frame.ambiguous)
    ct_screen_float_cursor()
    for row in 0..<min(frame.size.rows, size.rows) {
      putChanges(of: frame, since: last, row: row)
    }
    if let cursor = frame.cursor {
      ct_screen_show_cursor(Int32(cursor.row), Int32(cursor.column))
    } else {
      ct_screen_hide_cursor()
    }
    shown = frame
    ct_screen_update()
    takeBytes(into: &bytes)
    return true
  }

  /// Takes a new extent; the next frame is sent whole.
  func resize(to size: Size) {
    self.size = size
    shown = nil
    compactor.forget()
    ct_screen_resize(Int32(size.rows), Int32(size.columns))
  }

  /// Makes the next frame be sent whole.
  func invalidate() {
    shown = nil
    compactor.forget()
    ct_screen_invalidate()
  }

  /// Appends the bytes that restore the shell's screen; the next frame enters the alternate screen again.
  func leave(into bytes: inout [UInt8]) {
    ct_screen_leave()
    takeBytes(into: &bytes)
    compactor.flush(into: &bytes)
    invalidate()
  }

  /// The bytes that reset the terminal to its usual state whatever was sent last.
  func restoreSequence() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
      count = ct_screen_restore_sequence(buffer.baseAddress, buffer.count)
    }
  }

  private func takeBytes(into bytes: inout [UInt8]) {
    let count = ct_screen_byte_count()
    raw.removeAll(keepingCapacity: true)
    raw.append(contentsOf: repeatElement(0, count: count))
    raw.withUnsafeMutableBufferPointer { ct_screen_take($0.baseAddress) }
    compactor.compact(raw, into: &bytes)
  }
}

extension FrameEncoder {
  /// Whether a wide glyph ends in the last column of the screen but one, in the last row.
  ///
  /// Where the last cell cannot be written without scrolling, ncurses writes it too far left and inserts the cell before it, of
  /// a wide glyph only the half.
  private func isApart(_ index: Int, in frame: Frame) -> Bool {
    let last = (size.rows - 1) * frame.size.columns + size.columns - 1
    return index == last - 1 && frame.cells[index].part == .rightHalf
      || index == last - 2 && frame.cells[index].part == .leftHalf
  }

  /// ncurses redraws unchanged cells where that takes fewer characters than a cursor movement, without counting the
  /// bytes of colours; so distant changes are drawn in separate updates.
  private func putChanges(of frame: Frame, since last: Frame?, row: Int) {
    let start = row * frame.size.columns
    let end = start + min(frame.size.columns, size.columns)
    var index = start
    var runEnd: Int?
    while index < end {
      if let last, last.cells[index] == frame.cells[index] {
        index += 1
        continue
      }
      let runStart = index
      if let runEnd, isWorthMoving(over: runEnd..<runStart, in: frame) { ct_screen_update() }
      run.removeAll(keepingCapacity: true)
      while index < end, last.map({ $0.cells[index] != frame.cells[index] }) ?? true {
        cells.encode(
          frame.cells[index], at: index, isApart: isApart(index, in: frame), into: &run)
        index += 1
      }
      ct_screen_put(Int32(row), Int32(runStart - start), run, Int32(run.count))
      runEnd = index
    }
  }

  /// Whether unchanged cells between two changed ones cost more bytes than a cursor movement, as they do in exact
  /// colours unless they look like the one before.
  private func isWorthMoving(over gap: Range<Int>, in frame: Frame) -> Bool {
    let before = frame.cells[gap.lowerBound - 1].style
    guard case .rgb = before.background else { return gap.count > 4 }
    return gap.count > 4 || gap.contains { frame.cells[$0].style != before }
  }
}
