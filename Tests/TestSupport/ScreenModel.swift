/// What a terminal of xterm's kind shows after a stream of bytes; enough of one for what ncurses sends.
///
/// Anything it does not know is kept in ``unknown``, so that a test can insist on there being nothing.
package struct ScreenModel: Sendable, Equatable {
  /// A colour as it was asked for.
  package enum Color: Sendable, Equatable {
    /// The terminal's own.
    case terminal
    /// An entry of the palette.
    case indexed(Int)
    /// An exact colour.
    case rgb(Int, Int, Int)
  }

  /// How the next character is drawn.
  package struct Pen: Sendable, Equatable {
    /// The colour of the glyph.
    package var foreground: Color
    /// The colour behind it.
    package var background: Color
    /// The numbers of the attributes: 1 bold, 2 dim, 4 underline, 7 reverse.
    package var attributes: Set<Int>

    /// Creates a pen; the terminal's own colours unless given.
    package init(
      foreground: Color = .terminal, background: Color = .terminal, attributes: Set<Int> = []
    ) {
      self.foreground = foreground
      self.background = background
      self.attributes = attributes
    }
  }

  /// A character on the screen.
  package struct Cell: Sendable, Equatable {
    /// The character.
    package var glyph: Character
    /// How it is drawn.
    package var pen: Pen
    /// The columns of the glyph; 0 for the second cell of one that has two.
    package var columns: Int

    /// Creates a cell; blank unless a glyph is given.
    package init(glyph: Character = " ", pen: Pen = Pen(), columns: Int = 1) {
      self.glyph = glyph
      self.pen = pen
      self.columns = columns
    }
  }

  /// The number of columns.
  package private(set) var columns: Int
  /// The number of rows.
  package private(set) var rows: Int
  /// The characters, row by row.
  package private(set) var cells: [Cell]
  /// The column and row of the cursor.
  package private(set) var cursor = (column: 0, row: 0)
  /// The numbers of the private modes that are on: 7 wrapping, 25 cursor, 1049 alternate screen,
  /// 2004 marked paste.
  package private(set) var modes: Set<Int> = usualModes
  /// The modes that a terminal starts in and must be left in.
  package static let usualModes: Set<Int> = [7, 25]
  /// How often the whole screen has scrolled.
  package private(set) var scrollCount = 0
  /// The colour behind text, as the terminal tells it; `nil` for one that does not.
  package var background: String? = "rgb:0000/0000/0000"
  /// The answers to questions that nobody has taken yet.
  package private(set) var answers: [UInt8] = []
  /// Sequences that mean nothing to this terminal.
  package private(set) var unknown: [String] = []

  private var pen = Pen()
  private var wrapsNext = false
  private var isInserting = false
  private var region: Range<Int>
  private var usualScreen: [Cell] = []
  private var savedCursor = (column: 0, row: 0)
  private var lastGlyph: Character = " "
  private var lastColumns = 1
  /// The cell of the last glyph, which marks are drawn onto, until the cursor moves.
  private var lastIndex: Int?
  private var input: [UInt8] = []
  private let widths: @Sendable (Unicode.Scalar) -> Int

  /// Creates a blank screen.
  ///
  /// - Parameters:
  ///   - columns: The number of columns.
  ///   - rows: The number of rows.
  ///   - widths: The columns of scalars; those of the C library unless given.
  package init(
    columns: Int, rows: Int,
    widths: @escaping @Sendable (Unicode.Scalar) -> Int = { LibraryWidth.columns(of: $0) }
  ) {
    self.widths = widths
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Cell(), count: columns * rows)
    region = 0..<rows
  }

  /// Whether the screens look the same and are in the same modes.
  package static func == (first: ScreenModel, second: ScreenModel) -> Bool {
    first.columns == second.columns && first.cells == second.cells && first.modes == second.modes
      && first.cursor == second.cursor
  }

  /// A character of the screen.
  package subscript(column: Int, row: Int) -> Cell {
    cells[row * columns + column]
  }

  /// The text of a row, without the blanks at its end.
  package func line(_ row: Int) -> String {
    let glyphs = cells[row * columns..<(row + 1) * columns].filter { $0.columns > 0 }.map(\.glyph)
    return String(glyphs[..<(glyphs.lastIndex { $0 != " " }.map { $0 + 1 } ?? 0)])
  }

  /// The rows as text.
  package var text: String {
    (0..<rows).map { line($0) }.joined(separator: "\n")
  }

  /// Takes another extent, as a terminal window does: what no longer fits is lost.
  package mutating func resize(columns newColumns: Int, rows newRows: Int) {
    var resized = Array(repeating: Cell(), count: newColumns * newRows)
    for row in 0..<min(rows, newRows) {
      for column in 0..<min(columns, newColumns) {
        resized[row * newColumns + column] = self[column, row]
      }
    }
    (columns, rows, cells, region) = (newColumns, newRows, resized, 0..<newRows)
    usualScreen = []
    moveTo(column: cursor.column, row: cursor.row)
  }

  /// Takes the answers to the questions so far.
  package mutating func takeAnswers() -> [UInt8] {
    defer { answers = [] }
    return answers
  }

  /// Takes bytes as a program writes them, in any cut.
  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    input += bytes
    var used = 0
    while let length = step(input[used...]) { used += length }
    input.removeFirst(used)
  }
}

extension ScreenModel {
  /// Takes the first sequence or character and returns its length, `nil` when it is not complete.
  private mutating func step(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x1B: return escape(bytes)
    case ..<0x20, 0x7F:
      control(first)
      return 1
    default: return character(bytes, lead: first)
    }
  }

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x08: moveTo(column: cursor.column - 1, row: cursor.row)
    case 0x09: moveTo(column: (cursor.column / 8 + 1) * 8, row: cursor.row)
    case 0x0A: lineFeed()
    case 0x0D: moveTo(column: 0, row: cursor.row)
    case 0x07, 0x0E, 0x0F, 0x18: break
    default: unknown.append("byte \(byte)")
    }
  }

  private mutating func character(_ bytes: ArraySlice<UInt8>, lead: UInt8) -> Int? {
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard bytes.count >= length else { return nil }
    guard let text = String(validating: bytes.prefix(length), as: UTF8.self),
      let scalar = text.unicodeScalars.first
    else {
      unknown.append("byte \(lead)")
      return 1
    }
    switch scalar.isASCII ? 1 : widths(scalar) {
    case 0: combine(scalar)
    case 2: put(Character(scalar), columns: 2)
    default: put(Character(scalar), columns: 1)
    }
    return length
  }

  private mutating func combine(_ scalar: Unicode.Scalar) {
    var index = lastIndex ?? cursor.row * columns + cursor.column - 1
    if cells.indices.contains(index), cells[index].columns == 0 { index -= 1 }
    guard cells.indices.contains(index) else { return }
    let glyph = String(cells[index].glyph) + String(Character(scalar))
    if let joined = glyph.first { cells[index].glyph = joined }
  }

  /// A wide glyph that has one column left begins the next row, or is dropped where rows are not wrapped.
  private mutating func put(_ glyph: Character, columns width: Int) {
    let fits = cursor.column + width <= columns
    guard fits || modes.contains(7) else { return }
    if wrapsNext || !fits {
      moveTo(column: 0, row: cursor.row)
      lineFeed()
    }
    if isInserting { insert(width) }
    let index = cursor.row * columns + cursor.column
    cells[index] = Cell(glyph: glyph, pen: pen, columns: width)
    if width == 2 { cells[index + 1] = Cell(pen: pen, columns: 0) }
    blankHalves()
    lastIndex = index
    (lastGlyph, lastColumns) = (glyph, width)
    if cursor.column + width >= columns {
      cursor.column = columns - 1
      wrapsNext = modes.contains(7)
    } else {
      cursor.column += width
    }
  }

  /// Of a wide glyph that has lost one of its cells in the cursor's row the other becomes a blank.
  private mutating func blankHalves() {
    for index in cursor.row * columns..<(cursor.row + 1) * columns {
      let isLast = (index + 1) % columns == 0
      let lacksSecond = cells[index].columns == 2 && (isLast || cells[index + 1].columns > 0)
      let lacksFirst =
        cells[index].columns == 0 && (index % columns == 0 || cells[index - 1].columns != 2)
      if lacksSecond || lacksFirst { cells[index] = Cell(pen: cells[index].pen) }
    }
  }

  private mutating func moveTo(column: Int, row: Int) {
    cursor = (min(max(0, column), columns - 1), min(max(0, row), rows - 1))
    wrapsNext = false
    lastIndex = nil
  }

  private mutating func lineFeed() {
    if cursor.row == region.upperBound - 1 {
      scrollUp(1)
    } else {
      moveTo(column: cursor.column, row: cursor.row + 1)
    }
  }

  private mutating func reverseLineFeed() {
    if cursor.row == region.lowerBound {
      scrollDown(1, from: region.lowerBound)
    } else {
      moveTo(column: cursor.column, row: cursor.row - 1)
    }
  }

  private mutating func scrollDown(_ count: Int, from top: Int) {
    for row in (top..<region.upperBound).reversed() {
      for column in 0..<columns {
        cells[row * columns + column] = row - count >= top ? self[column, row - count] : blank
      }
    }
  }

  private mutating func scrollUp(_ count: Int, from top: Int? = nil) {
    if top == nil, region == 0..<rows { scrollCount += 1 }
    for row in (top ?? region.lowerBound)..<region.upperBound {
      let source = row + count
      for column in 0..<columns {
        cells[row * columns + column] =
          source < region.upperBound ? self[column, source] : blank
      }
    }
  }

  private mutating func insert(_ count: Int) {
    let start = cursor.row * columns + cursor.column
    let end = (cursor.row + 1) * columns
    for index in stride(from: end - 1, through: start, by: -1) {
      cells[index] = index - count >= start ? cells[index - count] : blank
    }
    blankHalves()
  }

  private mutating func delete(_ count: Int) {
    let end = (cursor.row + 1) * columns
    for index in cursor.row * columns + cursor.column..<end {
      cells[index] = index + count < end ? cells[index + count] : blank
    }
    blankHalves()
  }

  /// An erased cell keeps the background, as xterm has it.
  private var blank: Cell {
    Cell(glyph: " ", pen: Pen(background: pen.background))
  }

  private mutating func erase(_ range: Range<Int>) {
    for index in range.clamped(to: cells.indices) { cells[index] = blank }
    blankHalves()
  }
}

extension ScreenModel {
  private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int? {
    let start = bytes.startIndex
    guard bytes.count > 1 else { return nil }
    switch bytes[start + 1] {
    case UInt8(ascii: "["): return controlSequence(bytes)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"): return commandString(bytes)
    case UInt8(ascii: "("), UInt8(ascii: ")"): return bytes.count > 2 ? 3 : nil
    case UInt8(ascii: "M"): reverseLineFeed()
    case UInt8(ascii: "7"): savedCursor = cursor
    case UInt8(ascii: "8"): moveTo(column: savedCursor.column, row: savedCursor.row)
    case UInt8(ascii: "="), UInt8(ascii: ">"): break
    default: unknown.append("escape \(bytes[start + 1])")
    }
    return 2
  }

  /// The length of a string for the terminal itself, such as a title; `nil` while its end is missing.
  private mutating func commandString(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let end = bytes.dropFirst(2).firstIndex(where: { $0 == 0x07 || $0 == 0x1B }) else {
      return nil
    }
    let length = end - bytes.startIndex + (bytes[end] == 0x1B ? 2 : 1)
    guard bytes.count >= length else { return nil }
    if bytes[..<end].elementsEqual("\u{1B}]11;?".utf8), let background {
      answers += Array("\u{1B}]11;\(background)\u{1B}\\".utf8)
    }
    return length
  }

  private mutating func controlSequence(_ bytes: ArraySlice<UInt8>) -> Int? {
    let body = bytes.dropFirst(2)
    guard let end = body.firstIndex(where: { !(0x20...0x3F).contains($0) }) else { return nil }
    let parameters = String(decoding: body[..<end], as: UTF8.self)
    let final = Character(Unicode.Scalar(bytes[end]))
    if parameters.hasPrefix("?"), "hl".contains(final) {
      setModes(numbers(parameters.dropFirst()), isOn: final == "h")
    } else if parameters.hasPrefix("?") {
      // The Linux console shapes its cursor by `c`.
      if final != "c" { unknown.append("\(parameters)\(final)") }
    } else {
      perform(final, numbers(parameters[...]), parameters)
    }
    return end - bytes.startIndex + 1
  }

  private func numbers(_ text: Substring) -> [Int] {
    text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
  }

  private mutating func setModes(_ numbers: [Int], isOn: Bool) {
    for number in numbers {
      if number == 1049, isOn != modes.contains(1049) { switchScreen(toAlternate: isOn) }
      if isOn { modes.insert(number) } else { modes.remove(number) }
    }
  }

  private mutating func switchScreen(toAlternate: Bool) {
    let clear = Array(repeating: Cell(), count: cells.count)
    if toAlternate {
      usualScreen = cells
      cells = clear
    } else {
      cells = usualScreen.count == cells.count ? usualScreen : clear
    }
  }

  private mutating func perform(_ final: Character, _ values: [Int], _ parameters: String) {
    let count = max(1, values.first ?? 1)
    let second = values.count > 1 ? max(1, values[1]) : 1
    let index = cursor.row * columns + cursor.column
    let rowEnd = (cursor.row + 1) * columns
    switch final {
    case "A": moveTo(column: cursor.column, row: cursor.row - count)
    case "B": moveTo(column: cursor.column, row: cursor.row + count)
    case "C": moveTo(column: cursor.column + count, row: cursor.row)
    case "D": moveTo(column: cursor.column - count, row: cursor.row)
    case "G": moveTo(column: count - 1, row: cursor.row)
    case "d": moveTo(column: cursor.column, row: count - 1)
    case "H": moveTo(column: second - 1, row: count - 1)
    case "J": erase(values.first == 2 ? 0..<cells.count : index..<cells.count)
    case "K": erase(values.first == 1 ? rowEnd - columns..<index + 1 : index..<rowEnd)
    case "X": erase(index..<min(index + count, rowEnd))
    case "b": for _ in 0..<count { put(lastGlyph, columns: lastColumns) }
    case "P": delete(count)
    case "L" where region.contains(cursor.row): scrollDown(count, from: cursor.row)
    case "M" where region.contains(cursor.row): scrollUp(count, from: cursor.row)
    case "S": scrollUp(count)
    case "T": scrollDown(count, from: region.lowerBound)
    case "m": setPen(values)
    case "r": setRegion(values)
    case "@": insert(count)
    case "h", "l": if values == [4] { isInserting = final == "h" }
    case "t": break
    case "n" where values == [5]: answers += Array("\u{1B}[0n".utf8)
    case "n" where values == [6]:
      answers += Array("\u{1B}[\(cursor.row + 1);\(cursor.column + 1)R".utf8)
    default: unknown.append("\(parameters)\(final)")
    }
  }

  private mutating func setRegion(_ values: [Int]) {
    let top = max(1, values.first ?? 1)
    let bottom = values.count > 1 && values[1] > 0 ? min(values[1], rows) : rows
    region = top - 1..<max(top, bottom)
    moveTo(column: 0, row: 0)
  }

  private mutating func setPen(_ values: [Int]) {
    var rest = (values.isEmpty ? [0] : values)[...]
    while let value = rest.popFirst() {
      switch value {
      case 0: pen = Pen()
      case 1, 2, 4, 7: pen.attributes.insert(value)
      case 22: pen.attributes.subtract([1, 2])
      case 24, 27: pen.attributes.remove(value - 20)
      case 30...37: pen.foreground = .indexed(value - 30)
      case 90...97: pen.foreground = .indexed(value - 82)
      case 38: pen.foreground = extendedColor(&rest)
      case 10, 11: break  // The fonts of the Linux console.
      case 39: pen.foreground = .terminal
      case 40...47: pen.background = .indexed(value - 40)
      case 100...107: pen.background = .indexed(value - 92)
      case 48: pen.background = extendedColor(&rest)
      case 49: pen.background = .terminal
      default: unknown.append("\(value)m")
      }
    }
  }

  private mutating func extendedColor(_ rest: inout ArraySlice<Int>) -> Color {
    switch rest.popFirst() {
    case 5: return .indexed(rest.popFirst() ?? 0)
    case 2:
      let parts = Array(rest.prefix(3)) + [0, 0, 0]
      rest = rest.dropFirst(3)
      return .rgb(parts[0], parts[1], parts[2])
    default:
      unknown.append("colour")
      return .terminal
    }
  }
}
