/// A symmetric 2x2 matrix over columns (x) and rows (y), in square pixels or their inverse.
struct Covariance: Equatable {
  var xx: Double
  var xy: Double
  var yy: Double

  var trace: Double { xx + yy }
  var determinant: Double { xx * yy - xy * xy }
  var isPositiveDefinite: Bool { xx > 0 && yy > 0 && determinant > 0 }

  var inverse: Covariance {
    Covariance(xx: yy / determinant, xy: -xy / determinant, yy: xx / determinant)
  }

  static func * (factor: Double, matrix: Covariance) -> Covariance {
    Covariance(xx: factor * matrix.xx, xy: factor * matrix.xy, yy: factor * matrix.yy)
  }

  static func - (left: Covariance, right: Covariance) -> Covariance {
    Covariance(xx: left.xx - right.xx, xy: left.xy - right.xy, yy: left.yy - right.yy)
  }

  /// The largest entry's magnitude.
  var norm: Double { max(abs(xx), abs(xy), abs(yy)) }
}
