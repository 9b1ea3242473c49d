/// The mean of a score over factors; no code can represent a factor that does not vary in the data,
/// so these are left out instead of lowering the mean.
enum FactorMean {
  static func of(_ scores: [Double], where isVarying: (Int) -> Bool) -> Double {
    let varying = scores.indices.filter(isVarying)
    guard !varying.isEmpty else { return 0 }
    return varying.reduce(0) { $0 + scores[$1] } / Double(varying.count)
  }

  /// The largest entry minus the second largest; missing entries count as 0.
  static func gap(_ entries: [Double]) -> Double {
    let largest = entries.sorted(by: >).prefix(2) + [0, 0]
    return largest[0] - largest[1]
  }
}
