import ArgumentParser
package import Explorer
import Platform

extension DecimalNotation {
  /// The notation of the user's locale, by LC_ALL, LC_NUMERIC or LANG; with a point where that locale is not installed.
  ///
  /// The locale of the process stays as it was.
  package static let system = DecimalNotation(allowsComma: separator == ",")

  /// Reads the number of an option.
  ///
  /// - Throws: `ValidationError` that says how to write the number, or that the text is not one.
  package static func number(_ text: String) throws -> Double {
    if let value = system.value(of: text, as: Double.self) { return value }
    throw ValidationError(system.complaint(about: text) ?? "expected a number, found \(text)")
  }

  private static var separator: String {
    guard let locale = newlocale(LC_NUMERIC_MASK, "", nil) else { return "." }
    defer { freelocale(locale) }
    let before = uselocale(locale)
    defer { uselocale(before) }
    return localeconv().map { String(cString: $0.pointee.decimal_point) } ?? "."
  }
}
