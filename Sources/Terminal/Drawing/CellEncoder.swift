import CTerminal
import Plotting

/// Turns cells into those of ncurses: glyphs it can print, colours the terminal has, pairs that exist.
struct CellEncoder {
  private let isBoldBright: Bool
  private var reduction: ColorReduction
  private var pairs: ColorPairs
  private var glyphs = GlyphTable()
  /// The colours of every cell on the screen, and of those that the frame under way replaces.
  private var shown: [ColorPairs.Colors] = []
  private var replaced: [ColorPairs.Colors] = []

  /// Creates an encoder for the open screen.
  init(color: ColorMode, isExact: Bool) {
    let colorCount = color == .mono ? 0 : Int(ct_screen_color_count())
    isBoldBright = colorCount == 8
    reduction = ColorReduction(mode: colorCount == 0 ? .mono : color, isExact: isExact)
    pairs = ColorPairs(capacity: colorCount == 0 ? 1 : Int(ct_screen_pair_count()))
  }

  /// Begins a frame of so many cells.
  ///
  /// - Parameters:
  ///   - cellCount: The number of cells.
  ///   - isWhole: Whether every cell will be encoded.
  mutating func beginFrame(cellCount: Int, isWhole: Bool) {
    if isWhole { shown = Array(repeating: .terminal, count: cellCount) }
    replaced = shown
  }

  /// Encodes one cell.
  ///
  /// - Parameters:
  ///   - cell: The cell.
  ///   - index: Its place in the frame, row by row.
  /// - Returns: What ncurses takes.
  mutating func encode(_ cell: Cell, at index: Int) -> ct_cell {
    var attributes = cell.style.attributes
    var colors = ColorPairs.Colors(
      foreground: reduction.number(cell.style.foreground),
      background: reduction.number(cell.style.background))
    if isBoldBright { reduceBright(&colors, &attributes) }
    shown[index] = colors
    return ct_cell(
      scalars: glyphs.scalars(cell.glyph), attributes: UInt32(attributes.rawValue),
      pair: pairNumber(colors))
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

  private mutating func pairNumber(_ colors: ColorPairs.Colors) -> Int32 {
    if let number = definedPair(colors) { return number }
    pairs.keepOnly(Set(shown).union(replaced))
    // Only a screen with more distinct pairs than the terminal has (64 where there are eight
    // colours) is left with none; such a cell keeps its glyph and attributes.
    return definedPair(colors) ?? 0
  }

  private mutating func definedPair(_ colors: ColorPairs.Colors) -> Int32? {
    guard let entry = pairs.entry(for: colors) else { return nil }
    if entry.isNew {
      ct_screen_define_pair(entry.number, colors.foreground, colors.background)
    }
    return entry.number
  }
}
