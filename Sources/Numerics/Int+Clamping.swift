extension Int {
  /// The whole part of a floating-point value, clamped to a range: the one way from a floating-point value, which may be anything, to
  /// an index, a count or a cell.
  ///
  /// - Parameters:
  ///   - value: The value; its fraction is dropped, so that callers round first where they want to.
  ///   - range: Where the result lies; what is below, NaN too, is the lower end, and what is above is the upper one.
  @inlinable
  package init(clamping value: Double, to range: ClosedRange<Int>) {
    // NaN fails every comparison, and so does what no integer can hold.
    if value >= -0x1p63, value < 0x1p63 {
      self = Swift.min(Swift.max(Int(value), range.lowerBound), range.upperBound)
    } else {
      self = value > 0 ? range.upperBound : range.lowerBound
    }
  }

  /// The whole part of a single-precision value, clamped to a range as one in double precision is.
  ///
  /// - Parameters:
  ///   - value: The value; its fraction is dropped.
  ///   - range: Where the result lies; NaN is the lower end.
  @inlinable
  package init(clamping value: Float, to range: ClosedRange<Int>) {
    self.init(clamping: Double(value), to: range)
  }
}
