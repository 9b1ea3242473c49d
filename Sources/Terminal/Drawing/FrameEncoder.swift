import CTerminal
import Plotting

/// Turns frames into the bytes that bring a terminal from the last frame to the next, by ncurses.
///
/// There is one screen per process, so at most one encoder may live at a time, on one thread. Encoded
/// bytes must all be delivered: the next difference starts from them.
final class FrameEncoder {
  private(set) var size: Size
  private var reduction: ColorReduction
  private let isBoldBright: Bool
  private var pairs: ColorPairs
  private var glyphs = GlyphTable()
  private var shown: Frame?
  private var run: [ct_cell] = []

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
    let colorCount = usesColor ? Int(ct_screen_color_count()) : 0
    isBoldBright = colorCount == 8
    reduction = ColorReduction(
      mode: colorCount == 0 ? .mono : color, isExact: entry == .exactColors)
    pairs = ColorPairs(capacity: usesColor ? Int(ct_screen_pair_count()) : 1)
  }

  deinit {
    ct_screen_close()
  }

  /// Appends the bytes that turn the last frame into this one; cells outside the screen are left out.
  func encode(_ frame: Frame, into bytes: inout [UInt8]) {
    let last = shown?.size == frame.size ? shown : nil
    if last == nil { ct_screen_erase() }
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
  }

  /// Takes a new extent; the next frame is sent whole.
  func resize(to size: Size) {
    self.size = size
    shown = nil
    ct_screen_resize(Int32(size.rows), Int32(size.columns))
  }

  /// Makes the next frame be sent whole.
  func invalidate() {
    shown = nil
    ct_screen_invalidate()
  }

  /// Appends the bytes that give the shell its screen back; the next frame enters again.
  func leave(into bytes: inout [UInt8]) {
    ct_screen_leave()
    takeBytes(into: &bytes)
    invalidate()
  }

  /// The bytes that bring the terminal to its usual state whatever was sent last.
  func restoreSequence() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
      count = ct_screen_restore_sequence(buffer.baseAddress, buffer.count)
    }
  }

  private func takeBytes(into bytes: inout [UInt8]) {
    let count = ct_screen_byte_count()
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      ct_screen_take(base + start)
    }
  }
}

extension FrameEncoder {
  private func putChanges(of frame: Frame, since last: Frame?, row: Int) {
    let start = row * frame.size.columns
    let end = start + min(frame.size.columns, size.columns)
    var index = start
    while index < end {
      if let last, last.cells[index] == frame.cells[index] {
        index += 1
        continue
      }
      let runStart = index
      run.removeAll(keepingCapacity: true)
      while index < end, last.map({ $0.cells[index] != frame.cells[index] }) ?? true {
        run.append(encoded(frame.cells[index], in: frame))
        index += 1
      }
      ct_screen_put(Int32(row), Int32(runStart - start), run, Int32(run.count))
    }
  }

  private func encoded(_ cell: Cell, in frame: Frame) -> ct_cell {
    var colors = colors(of: cell.style)
    var attributes = cell.style.attributes
    if isBoldBright { reduceBright(&colors, &attributes) }
    return ct_cell(
      scalars: glyphs.scalars(cell.glyph), attributes: UInt32(attributes.rawValue),
      pair: pairNumber(colors, in: frame))
  }

  private func colors(of style: Style) -> ColorPairs.Colors {
    ColorPairs.Colors(
      foreground: reduction.number(style.foreground),
      background: reduction.number(style.background))
  }

  /// Terminals of eight colours show the bright eight as bold, and not at all behind a glyph.
  private func reduceBright(
    _ colors: inout ColorPairs.Colors, _ attributes: inout Style.Attributes
  ) {
    if colors.foreground >= 8 {
      colors.foreground -= 8
      attributes.insert(.bold)
    }
    if colors.background >= 8 { colors.background -= 8 }
  }

  private func pairNumber(_ colors: ColorPairs.Colors, in frame: Frame) -> Int32 {
    if let number = definedPair(colors) { return number }
    pairs.keepOnly(colorsInUse(by: frame))
    // Only a screen with more distinct pairs than the terminal has (64 where there are eight
    // colours) is left with none; such a cell keeps its glyph and attributes.
    return definedPair(colors) ?? 0
  }

  private func definedPair(_ colors: ColorPairs.Colors) -> Int32? {
    guard let entry = pairs.entry(for: colors) else { return nil }
    if entry.isNew {
      ct_screen_define_pair(entry.number, colors.foreground, colors.background)
    }
    return entry.number
  }

  private func colorsInUse(by frame: Frame) -> Set<ColorPairs.Colors> {
    var used: Set<ColorPairs.Colors> = []
    for cell in frame.cells + (shown?.cells ?? []) {
      var colors = colors(of: cell.style)
      var attributes = cell.style.attributes
      if isBoldBright { reduceBright(&colors, &attributes) }
      used.insert(colors)
    }
    return used
  }
}
