/// How many columns a terminal gives the characters that Unicode calls ambiguous: Greek and Cyrillic letters, box lines,
/// blocks and arrows among them.
package enum AmbiguousWidth: String, Sendable, CaseIterable {
  /// One column, as nearly everywhere.
  case narrow
  /// Two columns, as on terminals that are set up for East Asian text.
  case wide
}
