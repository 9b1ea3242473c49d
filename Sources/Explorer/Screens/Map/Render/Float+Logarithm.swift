import Platform

extension Float {
  /// The decimal logarithm for a logarithmic axis; values below the smallest normal number are clamped to it.
  var logarithm: Double { Double(log10f(max(self, .leastNormalMagnitude))) }
}
