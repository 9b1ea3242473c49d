import Platform

extension Float {
  /// The logarithm to base ten of a positive number, for an axis of powers; the smallest normal number's below.
  var logarithm: Double { Double(log10f(max(self, .leastNormalMagnitude))) }
}
