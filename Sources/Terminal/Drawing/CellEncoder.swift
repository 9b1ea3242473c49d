import CTerminal
import Plotting

/// Turns cells into those of ncurses: glyphs it can print, colours the terminal has, pairs that exist.
struct CellEncoder {
  private let isBoldBright: Bool
  private var reduction: ColorReduction
  private var pairs: ColorPairs
  private var glyphs = GlyphTable(ambiguous: .narrow)
  /// The colours of every cell on the screen, and of those that the current frame replaces.
  private var shown: [ColorPairs.Colors] = []
  private var replaced: [ColorPairs.Colors] = []

  /// Creates an encoder for the open screen.
  init(color: ColorMode, isExact: Bool) {
    let colorCount = color == .mono ? 0 : Int(ct_screen_color_count())
    isBoldBright = colorCount == 8
    reduction = ColorReduction(mode: colorCount == 0 ? .mono : color, isExact: isExact)
    pairs = ColorPairs(capacity: colorCount == 0 ? 1 : Int(ct_screen_pair_count()))
  }

  /// Begins a frame.
  ///
  /// - Parameters:
  ///   - cellCount: The number of cells.
  ///   - isWhole: Whether every cell will be encoded.
  ///   - ambiguous: How many columns ambiguous characters take.
  mutating func beginFrame(cellCount: Int, isWhole: Bool, ambiguous: AmbiguousWidth) {
    if isWhole { shown = Array(repeating: .terminal, count: cellCount) }
    replaced = shown
    if glyphs.ambiguous != ambiguous { glyphs = GlyphTable(ambiguous: ambiguous) }
    ct_screen_set_widths(ambiguous.curses)
  }

  /// Encodes one cell.
  ///
  /// - Parameters:
  ///   - cell: The cell.
  ///   - index: Its index in the frame, row by row.
  ///   - isApart: Whether both halves of a wide glyph are cells of their own, as question marks.
  ///   - run: Receives the cells for ncurses; nothing for the second half of a glyph, as ncurses spreads the first
  ///     over both columns.
  mutating func encode(
    _ cell: Cell, at index: Int, isApart: Bool, into run: inout [ct_cell]
  ) {
    var attributes = cell.style.attributes
    var colors = ColorPairs.Colors(
      foreground: reduction.number(cell.style.foreground),
      background: reduction.number(cell.style.background))
    if isBoldBright { reduceBright(&colors, &attributes) }
    shown[index] = colors
    guard let scalars = isApart ? GlyphTable.replacement : scalars(of: cell) else { return }
    run.append(
      ct_cell(
        scalars: scalars, attributes: UInt32(attributes.rawValue), pair: pairNumber(colors)))
  }

  private mutating func scalars(of cell: Cell) -> GlyphTable.Scalars? {
    switch cell.part {
    case .whole: return glyphs.scalars(cell.glyph)
    case .leftHalf: return glyphs.wideScalars(cell.glyph) ?? GlyphTable.replacement
    case .rightHalf:
      return glyphs.wideScalars(cell.glyph) == nil ? GlyphTable.replacement : nil
    }
  }

  /// Terminals of eight colours show the bright eight as bold, and not at all as background.
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
    // Only a screen with more distinct pairs than the terminal supports (64 with eight colours)
    // runs out of them; such a cell keeps its glyph and attributes.
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

extension AmbiguousWidth {
  /// The columns of a scalar for ncurses, which must take as many for it as the frame.
  fileprivate var curses: @convention(c) (UInt32) -> Int32 {
    switch self {
    case .narrow: { columns(of: $0, .narrow) }
    case .wide: { columns(of: $0, .wide) }
    }
  }
}

/// As `wcwidth` has it: -1 for what is never shown.
private func columns(of value: UInt32, _ ambiguous: AmbiguousWidth) -> Int32 {
  guard let scalar = Unicode.Scalar(value) else { return -1 }
  return GlyphWidth.columns(of: scalar, ambiguous: ambiguous).map { Int32($0) } ?? -1
}
