import Datasets

extension Factor {
  /// The decimals that resolve a thousandth of the range, so that the points of a column are aligned.
  var decimals: Int {
    let extent = (upper - lower).magnitude
    guard extent.isFinite, extent > 0 else { return 3 }
    var (decimals, unit) = (0, extent / 1000)
    while unit < 0.5, decimals < 6 {
      (decimals, unit) = (decimals + 1, unit * 10)
    }
    return decimals
  }
}
