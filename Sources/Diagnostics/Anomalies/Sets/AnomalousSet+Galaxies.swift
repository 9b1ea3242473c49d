import Datasets

extension AnomalousSet {
  /// The anomalous sets for a model of galaxies.
  @Sendable static func galaxies(_ settings: any DatasetGenerator) -> [AnomalousSet] {
    let isGaussian = settings.value(of: "point_spread") == "gaussian"
    let pointSpread =
      isGaussian
      ? AnomalousSet(
        "Moffat wings", "a Moffat point-spread function, beta 3, of the same widths",
        ["point_spread": "moffat:3.0"])
      : AnomalousSet(
        "no wings", "a Gaussian point-spread function of the same widths",
        ["point_spread": "gaussian"])
    let hasNoise = settings.value(of: "noise") == "true"
    let noise =
      hasNoise
      ? AnomalousSet("without noise", "the expectation of every pixel", ["noise": "false"])
      : AnomalousSet("with noise", "Poisson counts", ["noise": "true"])
    return ["flux", "radius", "psf"].compactMap { beyond($0, of: settings) } + [pointSpread, noise]
  }
}
