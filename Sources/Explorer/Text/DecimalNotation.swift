/// The notation of typed numbers: with a point, or with a comma where the user's locale has decimal commas.
///
/// What the program writes, and what it reads from files, always has a point.
package struct DecimalNotation: Sendable, Equatable {
  /// Whether a decimal comma is accepted.
  package var allowsComma: Bool

  /// Creates a notation.
  package init(allowsComma: Bool = false) { self.allowsComma = allowsComma }

  /// The finite number that a text denotes, in decimal notation with an optional exponent; surrounding blanks
  /// are ignored.
  package func value<Number: LosslessStringConvertible & FloatingPoint>(
    of text: some StringProtocol, as type: Number.Type = Number.self
  ) -> Number? {
    guard let value = Number(pointed(Self.trimmed(text))), value.isFinite else { return nil }
    return value
  }

  /// A correction for a text that begins with a number whose commas are not accepted; `nil` for any other
  /// text.
  ///
  /// - Returns: For example `0,5: write 0.5 with a point`.
  package func complaint(about text: some StringProtocol) -> String? {
    let word = Self.trimmed(text).prefix { $0.isASCII && ($0.isNumber || "+-.,eE".contains($0)) }
    guard word.contains(","), value(of: word, as: Double.self) == nil else { return nil }
    let whole = word.filter { $0 != "," }
    let pointed = String(word.map { $0 == "," ? "." : $0 })
    let isDecimal = Double(pointed)?.isFinite == true
    guard Self.hasThousands(word), Double(whole)?.isFinite == true else {
      return isDecimal ? "\(word): write \(pointed) with a point" : nil
    }
    return "\(word): write \(whole)"
      + (isDecimal ? ", or \(pointed) with a point" : " without commas")
  }

  private func pointed(_ text: String) -> String {
    guard allowsComma, !text.contains("."), text.count(where: { $0 == "," }) == 1 else {
      return text
    }
    return String(text.map { $0 == "," ? "." : $0 })
  }

  /// Whether commas separate groups of three digits.
  private static func hasThousands(_ word: some StringProtocol) -> Bool {
    let groups = word.prefix { $0 != "." }.split(separator: ",", omittingEmptySubsequences: false)
    return groups.dropFirst().allSatisfy { $0.count == 3 && $0.allSatisfy(\.isNumber) }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let rest = text.drop { $0 == " " }
    let end = rest.lastIndex { $0 != " " }
    return end.map { String(rest[...$0]) } ?? ""
  }
}
