import Plotting
import Models
import Analysis

extension Frame {
  /// Draws the line with the state in a word, the current fact, the last message and the graphics mode.
  ///
  /// The message has priority over the fact; what does not fit is dropped from the right.
  mutating func drawStatus(_ state: ExplorerState, in rect: Rect, ink: Ink) {
    let word = StatusWord(state, ink: ink)
    var end = write(" " + word.text, column: rect.column, row: rect.row, style: word.style) + 2
    let rung = Self.rung(state)
    var limit = rect.endColumn - 1
    let parts = Self.parts(state, room: limit - end, ink: ink)
    let rungColumns = rung.columns(glyphs: ink.glyphs)
    if parts.reduce(rungColumns, { $0 + $1.columns(glyphs: ink.glyphs) + 2 }) <= limit - end {
      limit -= rungColumns
      write(rung, column: limit, row: rect.row, style: ink.faint)
      limit -= 2
    }
    for part in parts {
      let style =
        part == state.message?.text && state.message?.kind == .failed ? ink.error : ink.text
      end = write(
        Self.clipped(part, to: limit - end, state, ink: ink), column: end, row: rect.row,
        style: style)
      end += 2
    }
  }

  /// A part as it fits; a message that does not says where the whole is.
  private static func clipped(
    _ part: String, to room: Int, _ state: ExplorerState, ink: Ink
  ) -> String {
    let columns = part.columns(glyphs: ink.glyphs)
    let isLogged = part == state.message?.text && state.message?.kind != .question
    guard columns > room, isLogged, room >= leastMarkedRoom else {
      return part.clippedAtPath(to: room, glyphs: ink.glyphs)
    }
    let mark = "  ~ log"
    return part.clippedAtPath(to: room - mark.columns(glyphs: ink.glyphs), glyphs: ink.glyphs)
      + mark
  }

  /// Fewer columns are all needed for the message itself.
  private static let leastMarkedRoom = 24

  private static func parts(_ state: ExplorerState, room: Int, ink: Ink) -> [String] {
    let facts = state.screen.facts(state)
    guard let message = state.message?.text else {
      return (facts.first { $0.columns(glyphs: ink.glyphs) <= room } ?? facts.last).map { [$0] }
        ?? []
    }
    let fact = facts.first { ($0 + message).columns(glyphs: ink.glyphs) + 4 <= room }
    return [fact, message].compactMap(\.self)
  }

  private static func rung(_ state: ExplorerState) -> String {
    let mode = "\(state.capabilities.pictureGraphics.rawValue) \(state.capabilities.color.rawValue)"
    return state.screen.figure(state).map { "\(mode)  \($0)" } ?? mode
  }
}

/// The state of the program in a word, with a glyph before it.
struct StatusWord {
  /// Glyph and word.
  let text: String
  /// How they look.
  let style: Style

  init(_ text: String, glyph: Character, style: Style) {
    (self.text, self.style) = ("\(glyph) \(text)", style)
  }

  /// The most important state: an error, a question, opening a file, the work of a screen.
  fileprivate init(_ state: ExplorerState, ink: Ink) {
    let glyphs = ink.glyphs
    if state.message?.kind == .failed {
      self.init("error", glyph: glyphs.failed, style: ink.error)
    } else if state.message?.kind == .question {
      self.init("sure?", glyph: glyphs.warning, style: ink.warning)
    } else if state.awaited[.open] != nil || state.awaited[.openData] != nil {
      self.init("opening", glyph: glyphs.waiting, style: ink.warning)
    } else if let own = state.screen.ownStatus(state, ink) {
      self = own
    } else if state.model == nil, state.subject == nil {
      self.init("no model", glyph: glyphs.waiting, style: ink.warning)
    } else {
      // The longest work belongs to the last screens.
      self =
        state.table.screens.reversed().lazy.compactMap { $0.status(state, ink) }.first
        ?? StatusWord("ready", glyph: glyphs.ready, style: ink.good)
    }
  }
}
