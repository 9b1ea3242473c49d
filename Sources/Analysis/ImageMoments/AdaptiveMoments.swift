// Adaptive moments (Bernstein and Jarvis 2002, section 3; Hirata and Seljak 2003, appendix C): the
// elliptical Gaussian whose centre and covariance M agree with the picture seen through it, that is
// M = 2 W with W the second moments weighted by it. The published update M <- 2 W halves the error
// of a Gaussian picture per step; the update here, M <- (1/W - 1/M)^-1, has the same fixed point and
// is exact for a Gaussian after one step. Sums over pixels stand for integrals: for an object whose
// minor axis has a standard deviation below about 0.6 pixels they are inaccurate, and the window collapses.

/// Finds the Gaussian that fits a picture best in the sense of adaptive moments.
enum AdaptiveMoments {
  private static let stepLimit = 60
  private static let tolerance = 1e-6

  /// The converged window, or `nil` where there is none within the picture.
  static func window(of grid: PixelGrid, startingFrom start: GaussianWindow) -> GaussianWindow? {
    var window = start
    for _ in 0..<stepLimit {
      guard let next = step(window, grid),
        isPlausible(next, in: grid)
      else { return nil }
      let shift = max(
        abs(next.center.row - window.center.row), abs(next.center.column - window.center.column))
      let change = (next.covariance - window.covariance).norm
      window = next
      let trace = window.covariance.trace
      if change < tolerance * trace && shift < tolerance * trace.squareRoot() {
        return isObject(window, in: grid) ? window : nil
      }
    }
    return nil
  }

  private static func step(_ window: GaussianWindow, _ grid: PixelGrid) -> GaussianWindow? {
    let sums = window.sums(of: grid)
    guard sums.flux > 0 else { return nil }
    let (x, y) = (sums.x / sums.flux, sums.y / sums.flux)
    let weighted = Covariance(
      xx: sums.xx / sums.flux, xy: sums.xy / sums.flux, yy: sums.yy / sums.flux)
    guard weighted.isPositiveDefinite else { return nil }
    return GaussianWindow(
      // The weight halves the displacement of the mean.
      center: PixelPosition(row: window.center.row + 2 * y, column: window.center.column + 2 * x),
      covariance: updated(window.covariance, weighted: weighted))
  }

  /// Falls back to the published update where the fast one would leave the convergent region.
  private static func updated(_ covariance: Covariance, weighted: Covariance) -> Covariance {
    let precision = weighted.inverse - covariance.inverse
    if precision.isPositiveDefinite {
      let candidate = precision.inverse
      if candidate.trace < 4 * covariance.trace { return candidate }
    }
    return 2 * weighted
  }

  /// A window as wide as that of a uniform picture has found the frame, not an object in it.
  private static func isObject(_ window: GaussianWindow, in grid: PixelGrid) -> Bool {
    let (height, width) = (Double(grid.height), Double(grid.width))
    return window.covariance.trace < (width * width + height * height) / 12
  }

  /// A window that leaves the picture or shrinks below a pixel measures no object.
  private static func isPlausible(_ window: GaussianWindow, in grid: PixelGrid) -> Bool {
    let extent = Double(max(grid.width, grid.height))
    let smallest = 0.05 * 0.05
    return (-0.5...Double(grid.height) - 0.5).contains(window.center.row)
      && (-0.5...Double(grid.width) - 0.5).contains(window.center.column)
      && window.covariance.isPositiveDefinite
      && window.covariance.determinant > smallest * smallest
      && window.covariance.trace < extent * extent
  }
}
