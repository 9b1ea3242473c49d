/// The mean of a score over factors; those that do not vary in the data cannot be found by any
/// code, so they are left out of it instead of lowering it.
enum FactorMean {
  static func of(_ scores: [Double], where isVarying: (Int) -> Bool) -> Double {
    let varying = scores.indices.filter(isVarying)
    guard !varying.isEmpty else { return 0 }
    return varying.reduce(0) { $0 + scores[$1] } / Double(varying.count)
  }

  /// The largest entry less the second largest; entries that are missing count as 0.
  static func gap(_ entries: [Double]) -> Double {
    let largest = entries.sorted(by: >).prefix(2) + [0, 0]
    return largest[0] - largest[1]
  }
}
