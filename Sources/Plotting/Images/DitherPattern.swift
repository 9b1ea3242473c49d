/// Thresholds that distribute the dots of a grey level evenly, without clumps or a visible grid.
///
/// The fractional parts of a lattice along the plastic number's powers (M. Roberts, "The unreasonable effectiveness
/// of quasirandom sequences", 2018): any window contains thresholds spread evenly over 0...1, so the fraction of
/// lit dots is the value, and neighbours differ strongly, as in blue noise, at the cost of one line of arithmetic.
enum DitherPattern {
  /// The value above which a dot is lit, at least 0 and below 1.
  static func threshold(column: Int, row: Int) -> Float {
    let position =
      0.5 + Double(column) * 0.754_877_666_246_692_8
      + Double(row) * 0.569_840_290_998_053_3
    return min(Float(position - position.rounded(.down)), Float(1).nextDown)
  }
}
