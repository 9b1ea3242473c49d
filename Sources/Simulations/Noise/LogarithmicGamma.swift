import Platform

/// `ln Gamma(x)` for `x > 0` by Stirling's series (DLMF 5.11.1); the error is below 1e-12.
///
/// `lgamma` of the C library is not thread-safe: it writes the sign into a global variable.
func logarithmicGamma(_ x: Double) -> Double {
  precondition(x > 0, "logarithmicGamma: \(x)")
  var shifted = x
  var product = 1.0
  while shifted < 16 {
    product *= shifted
    shifted += 1
  }
  let inverse = 1 / shifted
  let square = inverse * inverse
  let series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)))
  return (shifted - 0.5) * log(shifted) - shifted + 0.5 * log(2 * Double.pi) + series
    - log(product)
}
