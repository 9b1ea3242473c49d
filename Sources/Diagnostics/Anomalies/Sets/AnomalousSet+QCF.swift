import Datasets

extension AnomalousSet {
  /// The anomalous sets for a model of collider events.
  @Sendable static func qcf(_ settings: any DatasetGenerator) -> [AnomalousSet] {
    let other = settings.value(of: "cross_section") == "sigma1" ? "sigma2" : "sigma1"
    let variance = settings.value(of: "detector_variance").flatMap(Double.init) ?? 0
    let detectors =
      variance == 0
      ? [(0.1, "a detector")] : [(0, "no detector"), (4 * variance, "worse detector")]
    return [
      AnomalousSet(
        "other mixture", "the cross section \(other)", ["cross_section": other])
    ]
      + detectors.map { variance, title in
        AnomalousSet(
          title, "a detector with a variance of \(variance) times the squared value",
          ["detector_variance": "\(variance)"])
      } + ["a_u", "b_u"].compactMap { beyond($0, of: settings) }
  }
}
