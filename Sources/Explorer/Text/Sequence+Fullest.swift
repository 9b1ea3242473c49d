import Plotting

extension BidirectionalCollection<String> {
  /// The first of some texts, from the fullest to the shortest, that has room; the shortest where none has.
  func fullest(in columns: Int, glyphs: GlyphSet) -> String {
    first { $0.columns(glyphs: glyphs) <= columns } ?? last ?? ""
  }
}
