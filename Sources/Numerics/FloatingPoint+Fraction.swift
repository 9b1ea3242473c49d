extension FloatingPoint {
  /// Where a value lies between two others: 0 at the first, 1 at the second, beyond them outside of that.
  ///
  /// - Parameters:
  ///   - first: A finite value.
  ///   - second: Another finite value, on either side; their difference may overflow.
  /// - Returns: The fraction of the way; NaN where the two are equal and for NaN.
  @inlinable
  package func fraction(from first: Self, to second: Self) -> Self {
    let span = second - first
    if span.isFinite { return (self - first) / span }
    return (self / 2 - first / 2) / (second / 2 - first / 2)
  }
}
