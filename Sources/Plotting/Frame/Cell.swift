/// A colour of a cell, before it is reduced to what the terminal can show.
package enum Color: Sendable, Equatable, Hashable {
  /// The terminal's own foreground or background.
  case terminal
  /// An entry of the xterm palette; 16...255 look the same everywhere, 0...15 are the user's.
  case indexed(UInt8)
  /// An exact colour, sRGB.
  case rgb(UInt8, UInt8, UInt8)
}

/// The look of a run of text.
package struct Style: Sendable, Equatable, Hashable {
  /// Ways to set off text that work without colour.
  package struct Attributes: OptionSet, Sendable, Hashable {
    /// The set as bits.
    package let rawValue: UInt8
    /// Creates a set from its bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Heavier strokes or brighter ink.
    package static let bold = Attributes(rawValue: 1)
    /// Fainter ink.
    package static let dim = Attributes(rawValue: 2)
    /// A line below the text.
    package static let underline = Attributes(rawValue: 4)
    /// Foreground and background exchanged.
    package static let reverse = Attributes(rawValue: 8)
  }

  /// The colour of the glyph.
  package var foreground: Color
  /// The colour behind the glyph.
  package var background: Color
  /// Emphasis that needs no colour.
  package var attributes: Attributes

  /// Creates a style; the terminal's own colours unless named.
  package init(
    foreground: Color = .terminal, background: Color = .terminal, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's own colours, no emphasis.
  package static let plain = Style()
}

/// One character cell of a frame.
package struct Cell: Sendable, Equatable {
  /// How much of its glyph a cell shows.
  package enum Part: UInt8, Sendable {
    /// All of a glyph that is one column wide.
    case whole
    /// The first column of a wide glyph.
    case leftHalf
    /// The second column of the wide glyph before, with the same glyph and style.
    case rightHalf
  }

  /// The glyph.
  package var glyph: Character
  /// How the glyph is drawn.
  package var style: Style
  /// How much of the glyph this cell shows; halves are made by ``Frame/write(_:column:row:style:limit:)``.
  package let part: Part

  /// Creates a cell of a glyph that is one column wide; blank unless a glyph is given.
  package init(_ glyph: Character = " ", style: Style = .plain) {
    self.init(glyph, style: style, part: .whole)
  }

  init(_ glyph: Character, style: Style, part: Part) {
    self.glyph = glyph
    self.style = style
    self.part = part
  }
}
