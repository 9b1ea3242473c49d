/// The correlation of a latent with a factor and the least-squares line through both.
struct FactorRegression {
  let correlation: Double
  let slope: Double
  let intercept: Double

  /// Fits `factor = intercept + slope * latent`; where either is constant or not finite the correlation and the slope
  /// are 0.
  init(latent: [Double], factor: [Double]) {
    let count = Double(max(latent.count, 1))
    let latentMean = latent.reduce(0, +) / count
    let factorMean = factor.reduce(0, +) / count
    var (latentSquares, factorSquares, products) = (0.0, 0.0, 0.0)
    for (x, y) in zip(latent, factor) {
      latentSquares += (x - latentMean) * (x - latentMean)
      factorSquares += (y - factorMean) * (y - factorMean)
      products += (x - latentMean) * (y - factorMean)
    }
    let correlation = products / (latentSquares * factorSquares).squareRoot()
    // A constant column leaves only the squares of its rounding errors.
    let isConstant =
      latentSquares <= 1e-14 * count * latentMean * latentMean
      || factorSquares <= 1e-14 * count * factorMean * factorMean
    guard correlation.isFinite, !isConstant else {
      self.correlation = 0
      slope = 0
      intercept = factorMean.isFinite ? factorMean : 0
      return
    }
    self.correlation = min(max(correlation, -1), 1)
    slope = products / latentSquares
    intercept = factorMean - slope * latentMean
  }
}
