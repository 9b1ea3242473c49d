/// The shape of an elliptical picture, by its distortion and by the reduced shear that turns a round one into it.
///
/// For axis ratio q and position angle b the distortion is (1 - q^2) / (1 + q^2) and the shear is
/// (1 - q) / (1 + q), both times (cos 2b, sin 2b). A positive first component stretches along the
/// columns (x), a positive second along the diagonal where row and column grow together.
package struct Ellipticity: Sendable, Equatable {
  /// The first component of the distortion.
  package let e1: Double
  /// The second component of the distortion.
  package let e2: Double

  /// Creates an ellipticity from its distortion.
  ///
  /// - Parameters:
  ///   - e1: The first component.
  ///   - e2: The second component; `e1 * e1 + e2 * e2` is at most 1.
  package init(e1: Double, e2: Double) {
    precondition(e1 * e1 + e2 * e2 <= 1, "Ellipticity: distortion (\(e1), \(e2))")
    self.e1 = e1
    self.e2 = e2
  }

  /// The first component of the reduced shear.
  package var g1: Double { e1 * shearPerDistortion }
  /// The second component of the reduced shear.
  package var g2: Double { e2 * shearPerDistortion }

  /// The minor axis over the major axis.
  package var axisRatio: Double {
    let distortion = (e1 * e1 + e2 * e2).squareRoot()
    return ((1 - distortion) / (1 + distortion)).squareRoot()
  }

  private var shearPerDistortion: Double {
    1 / (1 + (1 - e1 * e1 - e2 * e2).squareRoot())
  }
}
