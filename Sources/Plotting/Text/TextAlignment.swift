/// How a text of the wrong length is fitted to a field.
package enum TextAlignment: Sendable {
  /// At the left edge of the field.
  case left
  /// At the right edge of the field.
  case right
  /// In the middle; the odd blank goes to the right.
  case center
}
