import Datasets

extension Factor {
  /// The decimals that tell a thousandth of the range, so that a column's points are in line.
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
