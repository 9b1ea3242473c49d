/// How large a picture is drawn.
package enum ImageFit: Sendable, Equatable {
  /// Every pixel the same whole number of dots, as large as the room allows; averaged only where one dot per
  /// pixel does not fit.
  case wholePixels
  /// As large as the room allows; enlarged pixels may differ by one dot.
  case fill
}
