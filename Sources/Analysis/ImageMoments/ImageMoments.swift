package import Tensors

/// Flux, position, size and shape of a single object, measured from its picture.
package struct ImageMoments: Sendable, Equatable {
  /// Whether the picture could be measured.
  package enum State: Sendable, Equatable {
    /// Everything was measured.
    case measured
    /// A pixel is infinite or NaN; nothing was measured.
    case notFinite
    /// The pixels sum to zero or less, or have their centroid outside; only the flux is known.
    case noObject
    /// No elliptical Gaussian fits, as for an object narrower than the pixels or wider than the
    /// picture; flux, centroid and size are known, the shape is not.
    case notConverged
  }

  /// Whether the picture could be measured.
  package let state: State
  /// The sum of the pixels, in their unit.
  package let flux: Double
  /// The mean position of the flux in pixels.
  package let centroid: PixelPosition?
  /// The radius of the circle around the centroid with half of the picture's flux, in arcsec.
  package let halfLightRadius: Double?
  /// The shape from adaptive moments.
  package let ellipticity: Ellipticity?

  /// Measures a picture.
  ///
  /// The pixel's own width and the point spread function are part of what is measured, and light
  /// beyond the border is not. The half-light radius is accurate to 1% for objects with a standard
  /// deviation of one pixel and to 0.4% from 1.5 pixels on; a 33x33 stamp takes about 70 microseconds.
  ///
  /// - Parameters:
  ///   - image: The pixels, `[height, width]` or `[height, width, 1]`, such as counts.
  ///   - pixelScale: The width of a pixel in arcsec.
  package init(image: Tensor, pixelScale: Double) {
    precondition(
      (image.shape.count == 2 || image.shape.count == 3 && image.shape[2] == 1)
        && image.count > 0 && pixelScale > 0,
      "ImageMoments: shape \(image.shape), pixel scale \(pixelScale)")
    self = image.withUnsafeElements { elements in
      Self(
        PixelGrid(elements: elements, height: image.shape[0], width: image.shape[1]), pixelScale)
    }
  }

  private init(_ grid: PixelGrid, _ pixelScale: Double) {
    let sums = PlainSums(grid)
    guard sums.flux.isFinite else {
      self.init(.notFinite, flux: .nan)
      return
    }
    guard let centroid = sums.centroid(in: grid),
      let radius = CurveOfGrowth(grid, around: centroid).halfLightRadius
    else {
      self.init(.noObject, flux: sums.flux)
      return
    }
    // A Gaussian has half of its light within 1.1774 standard deviations.
    let variance = max(radius * radius / 1.3863, 0.25)
    let window = AdaptiveMoments.window(
      of: grid,
      startingFrom: GaussianWindow(
        center: centroid, covariance: Covariance(xx: variance, xy: 0, yy: variance)))
    self.init(
      window == nil ? .notConverged : .measured, flux: sums.flux, centroid: centroid,
      halfLightRadius: radius * pixelScale, ellipticity: window?.covariance.ellipticity)
  }

  private init(
    _ state: State, flux: Double, centroid: PixelPosition? = nil, halfLightRadius: Double? = nil,
    ellipticity: Ellipticity? = nil
  ) {
    self.state = state
    self.flux = flux
    self.centroid = centroid
    self.halfLightRadius = halfLightRadius
    self.ellipticity = ellipticity
  }
}

extension Covariance {
  fileprivate var ellipticity: Ellipticity {
    Ellipticity(e1: (xx - yy) / trace, e2: 2 * xy / trace)
  }
}

/// The unweighted sums of a picture and of its first moments.
private struct PlainSums {
  var flux = 0.0
  private var x = 0.0
  private var y = 0.0

  init(_ grid: PixelGrid) {
    for rowIndex in 0..<grid.height {
      guard let row = grid.row(rowIndex) else { continue }
      var (rowFlux, rowX) = (0.0, 0.0)
      for column in 0..<grid.width {
        rowFlux += Double(row[column])
        rowX += Double(row[column]) * Double(column)
      }
      flux += rowFlux
      x += rowX
      y += rowFlux * Double(rowIndex)
    }
  }

  /// The flux's mean position, which negative pixels can push out of the picture.
  func centroid(in grid: PixelGrid) -> PixelPosition? {
    guard flux > 0 else { return nil }
    let position = PixelPosition(row: y / flux, column: x / flux)
    let isInside =
      (0...Double(grid.height - 1)).contains(position.row)
      && (0...Double(grid.width - 1)).contains(position.column)
    return isInside ? position : nil
  }
}
