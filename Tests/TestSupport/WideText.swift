/// Texts whose characters take no, one or two columns, as names of files and series may have them.
package enum WideText {
  /// One of each kind: Japanese, a decomposed accent, Korean in syllables and in letters, an emoji, Thai, Devanagari
  /// with a mark that takes a column, Greek, a flag.
  package static let samples = [
    "日本語モデル", "cafe\u{301}", "한국어", "\u{1112}\u{1161}\u{11AB}글", "galaxy🚀", "ที่นี่", "हिन्दी", "Ωα", "🇩🇪",
  ]

  /// The scalars of ``samples`` that are ambiguous.
  package static let ambiguous: Set<Unicode.Scalar> = ["Ω", "α"]

  /// The columns of a text by the C library, with ambiguous scalars of ``samples`` as wide as told.
  package static func columns(of text: String, ambiguousAreWide: Bool = false) -> Int {
    text.unicodeScalars.reduce(0) {
      $0 + columns(of: $1, ambiguousAreWide: ambiguousAreWide)
    }
  }

  /// The columns of a scalar by the same rule.
  package static func columns(of scalar: Unicode.Scalar, ambiguousAreWide: Bool) -> Int {
    ambiguousAreWide && ambiguous.contains(scalar) ? 2 : max(0, LibraryWidth.columns(of: scalar))
  }

  /// A text of up to some characters, from the samples and from ASCII.
  package static func random(
    atMost limit: Int, using random: inout some RandomNumberGenerator
  ) -> String {
    let pool = samples.joined() + "abc xyz-/."
    return String(
      (0..<Int.random(in: 0...limit, using: &random)).map { _ in
        pool.randomElement(using: &random) ?? " "
      })
  }
}
