import Platform

/// The parameters of the picture of one galaxy: an exponential disk, sheared and convolved with a
/// point spread function.
package struct GalaxyParameters: Sendable, Equatable {
  /// The flux of the whole galaxy in counts, including what lies outside the stamp.
  package var flux: Double
  /// The scale radius of the disk in arcsec; surface brightness falls as `exp(-r / scaleRadius)`.
  package var scaleRadius: Double
  /// The reduced shear along the axes: positive stretches along x (columns).
  package var shear1: Double
  /// The reduced shear along the diagonals: positive stretches where row and column grow together.
  package var shear2: Double
  /// The full width at half maximum of the point spread function in arcsec.
  package var pointSpreadWidth: Double

  /// Creates the parameters of one galaxy.
  package init(
    flux: Double, scaleRadius: Double, shear1: Double, shear2: Double, pointSpreadWidth: Double
  ) {
    self.flux = flux
    self.scaleRadius = scaleRadius
    self.shear1 = shear1
    self.shear2 = shear2
    self.pointSpreadWidth = pointSpreadWidth
  }

  /// The parameters in the order of a data set's factors: flux, radius, g1, g2, psf.
  package var factors: [Double] { [flux, scaleRadius, shear1, shear2, pointSpreadWidth] }

  /// Creates parameters from factors in the order flux, radius, g1, g2, psf.
  ///
  /// - Parameter factors: Five numbers in the units of the properties.
  package init(factors: [Double]) {
    precondition(factors.count == 5, "GalaxyParameters: \(factors.count) factors, 5 expected")
    self.init(
      flux: factors[0], scaleRadius: factors[1], shear1: factors[2], shear2: factors[3],
      pointSpreadWidth: factors[4])
  }

  /// The magnitude of the reduced shear, below 1.
  package var shear: Double { hypot(shear1, shear2) }

  /// The ratio of the minor to the major axis of the disk before convolution with the point spread function.
  package var axisRatio: Double { (1 - shear) / (1 + shear) }
}
