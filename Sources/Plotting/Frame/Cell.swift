/// A colour of a cell, before it is reduced to what the terminal can show.
public enum Color: Sendable, Equatable, Hashable {
  /// The terminal's own foreground or background.
  case terminal
  /// An entry of the xterm palette; 16...255 look the same everywhere, 0...15 are the user's.
  case indexed(UInt8)
  /// An exact colour, sRGB.
  case rgb(UInt8, UInt8, UInt8)
}

/// The look of a run of text.
public struct Style: Sendable, Equatable, Hashable {
  /// Ways to set off text that work without colour.
  public struct Attributes: OptionSet, Sendable, Hashable {
    /// The set as bits.
    public let rawValue: UInt8
    /// Creates a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Heavier strokes or brighter ink.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter ink.
    public static let dim = Attributes(rawValue: 2)
    /// A line below the text.
    public static let underline = Attributes(rawValue: 4)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 8)
  }

  /// The colour of the glyph.
  public var foreground: Color
  /// The colour behind the glyph.
  public var background: Color
  /// Emphasis that needs no colour.
  public var attributes: Attributes

  /// Creates a style; the terminal's own colours unless named.
  public init(
    foreground: Color = .terminal, background: Color = .terminal, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's own colours, no emphasis.
  public static let plain = Style()
}

/// One character cell of a frame.
public struct Cell: Sendable, Equatable {
  /// How much of its glyph a cell shows.
  public enum Part: UInt8, Sendable {
    /// All of a glyph that is one column wide.
    case whole
    /// The first column of a wide glyph.
    case leftHalf
    /// The second column of the wide glyph before, with the same glyph and style.
    case rightHalf
  }

  /// The glyph.
  public var glyph: Character
  /// How the glyph is drawn.
  public var style: Style
  /// How much of the glyph this cell shows; halves are made by ``Frame/write(_:column:row:style:limit:)``.
  public let part: Part

  /// Creates a cell of a glyph that is one column wide; blank unless a glyph is given.
  public init(_ glyph: Character = " ", style: Style = .plain) {
    self.init(glyph, style: style, part: .whole)
  }

  init(_ glyph: Character, style: Style, part: Part) {
    self.glyph = glyph
    self.style = style
    self.part = part
  }
}
