extension Int {
  /// The integer part of a floating-point value, clamped to a range: the only conversion used from an arbitrary
  /// floating-point value to an index, a count or a cell.
  ///
  /// - Parameters:
  ///   - value: The value; its fraction is dropped, so that callers round first where they want to.
  ///   - range: The range of the result; values below it and NaN give the lower end, values above it the upper end.
  @inlinable
  package init(clamping value: Double, to range: ClosedRange<Int>) {
    // NaN fails every comparison, as do values that no integer can hold.
    if value >= -0x1p63, value < 0x1p63 {
      self = Swift.min(Swift.max(Int(value), range.lowerBound), range.upperBound)
    } else {
      self = value > 0 ? range.upperBound : range.lowerBound
    }
  }

  /// The integer part of a single-precision value, clamped to a range as for double precision.
  ///
  /// - Parameters:
  ///   - value: The value; its fraction is dropped.
  ///   - range: The range of the result; NaN gives the lower end.
  @inlinable
  package init(clamping value: Float, to range: ClosedRange<Int>) {
    self.init(clamping: Double(value), to: range)
  }
}
