/// The ranges that the galaxies of a data set are drawn from.
package struct GalaxyRanges: Codable, Sendable, Equatable {
  /// The flux in counts.
  package var flux = 1e4...1e5
  /// The scale radius of the disk in arcsec.
  package var radius = 0.1...1.0
  /// The reduced shear along the axes.
  package var g1 = -0.5...0.5
  /// The reduced shear along the diagonals.
  package var g2 = -0.5...0.5
  /// The full width at half maximum of the point spread function in arcsec.
  package var psf = 0.2...0.4

  /// Creates the ranges of the published data.
  package init() {}

  /// The ranges in the order of a data set's factors: flux, radius, g1, g2, psf.
  package var all: [ClosedRange<Double>] { [flux, radius, g1, g2, psf] }

  /// The galaxies at the corners of the ranges; a renderer that can draw these can draw all between them.
  package var corners: [GalaxyParameters] {
    (0..<1 << all.count).map { corner in
      GalaxyParameters(
        factors: all.enumerated().map { factor, range in
          corner >> factor & 1 == 0 ? range.lowerBound : range.upperBound
        })
    }
  }
}
