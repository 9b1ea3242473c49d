import Platform
package import Tensors

/// Draws noiseless galaxy stamps from the closed form of their spectrum.
///
/// A pixel is the flux inside it in counts: disk, shear, point spread function and the pixel's own box
/// are exact, and two approximations remain, both below 1e-5 of the peak: the stamp repeats with a
/// period chosen per galaxy, and the spectrum beyond the first aliases is neglected.
package struct GalaxyRenderer: Sendable {
  /// The number of rows and of columns of a stamp; the galaxy's centre is the centre of pixel [16, 16].
  package let stampSize: Int
  /// The size of a pixel in arcsec.
  package let pixelScale: Double
  /// The form of the point spread function.
  package let pointSpread: PointSpread

  private let grids: [SpectrumGrid]
  private let moffat: MoffatTransfer?

  /// The stamp sizes: 33 around the central pixel, or 32 without the last row and column.
  package static let stampSizes = [33, 32]

  /// The periods in pixels that a galaxy can be given.
  static let periods = [64, 96, 128, 160, 192]
  /// The distance to the next copy of the galaxy, in units of its longest scale radius, at which the
  /// copy contributes less than 1e-5 of the peak.
  private static let clearance = 11.5
  /// The narrowest point spread function in pixels for which the first aliases suffice.
  private static let narrowestPointSpread = 0.9

  /// Creates a renderer.
  ///
  /// - Parameters:
  ///   - stampSize: One of ``stampSizes``.
  ///   - pixelScale: The size of a pixel in arcsec.
  ///   - pointSpread: The form of the point spread function; its width belongs to the galaxy.
  package init(
    stampSize: Int = 33, pixelScale: Double = 0.2, pointSpread: PointSpread = .gaussian
  ) {
    precondition(Self.stampSizes.contains(stampSize), "GalaxyRenderer: stamp size \(stampSize)")
    precondition(pixelScale > 0 && pixelScale.isFinite, "GalaxyRenderer: pixel scale \(pixelScale)")
    self.stampSize = stampSize
    self.pixelScale = pixelScale
    self.pointSpread = pointSpread
    grids = Self.periods.map { SpectrumGrid(period: $0) }
    moffat =
      if case .moffat(let beta) = pointSpread { MoffatTransfer(beta: beta) } else { nil }
  }

  /// Whether the galaxy can be drawn to 1e-5 of its peak.
  ///
  /// False for invalid values, for a disk whose longest scale radius is above 15 pixels, and for a
  /// point spread function narrower than 0.9 pixels or too wide for the largest period.
  package func canDraw(_ parameters: GalaxyParameters) -> Bool {
    grid(for: parameters) != nil
  }

  /// Draws one stamp.
  ///
  /// - Parameters:
  ///   - parameters: A galaxy for which ``canDraw(_:)`` holds.
  ///   - stamp: Receives the counts per pixel, `[stampSize, stampSize]`, row = y, column = x.
  ///   - workspace: Scratch memory, of no meaning between calls.
  package func render(
    _ parameters: GalaxyParameters, into stamp: UnsafeMutableBufferPointer<Float>,
    using workspace: Workspace
  ) {
    guard let grid = grid(for: parameters), let pixels = stamp.baseAddress,
      stamp.count == stampSize * stampSize
    else {
      preconditionFailure("GalaxyRenderer: \(parameters) into \(stamp.count) pixels")
    }
    grid.withTables { tables in
      if let moffat {
        moffat.withTable { draw(parameters, tables, moffat: $0, pixels, workspace) }
      } else {
        draw(parameters, tables, moffat: nil, pixels, workspace)
      }
    }
  }

  /// Draws one stamp with scratch memory of its own.
  ///
  /// - Parameters:
  ///   - parameters: A galaxy for which ``canDraw(_:)`` holds.
  ///   - stamp: Receives the counts per pixel, `[stampSize, stampSize]`, row = y, column = x.
  package func render(
    _ parameters: GalaxyParameters, into stamp: UnsafeMutableBufferPointer<Float>
  ) {
    render(parameters, into: stamp, using: Workspace())
  }

  /// The stamp of one galaxy.
  ///
  /// - Parameter parameters: A galaxy for which ``canDraw(_:)`` holds.
  /// - Returns: Counts per pixel, `[stampSize, stampSize, 1]`.
  package func image(_ parameters: GalaxyParameters) -> Tensor {
    Tensor(shape: [stampSize, stampSize, 1]) { render(parameters, into: $0) }
  }

  /// The grid with the smallest period that keeps the galaxy's copies off the stamp.
  private func grid(for parameters: GalaxyParameters) -> SpectrumGrid? {
    let shear = parameters.shear
    guard shear < 1, parameters.scaleRadius > 0, parameters.flux >= 0, parameters.flux.isFinite,
      parameters.pointSpreadWidth >= Self.narrowestPointSpread * pixelScale
    else { return nil }
    let longest = parameters.scaleRadius / parameters.axisRatio.squareRoot()
    let blur = pointSpread.scale(width: parameters.pointSpreadWidth) * pointSpread.reach
    let distance = max(Self.clearance * longest, blur) / pixelScale
    return grids.first { Double($0.period - SpectrumGrid.reach) >= distance }
  }

  private func draw(
    _ parameters: GalaxyParameters, _ tables: SpectrumGrid.Tables, moffat: MoffatTransfer.Table?,
    _ pixels: UnsafeMutablePointer<Float>, _ workspace: Workspace
  ) {
    let scale = pointSpread.scale(width: parameters.pointSpreadWidth) / pixelScale
    let spectrum = GalaxySpectrum(
      tables: tables, form: DiskForm(parameters, pixelScale: pixelScale), moffat: moffat,
      pointSpreadScale: Float(scale), axis: workspace.axis, bounds: workspace.bounds)
    spectrum.prepareAxis()
    spectrum.write(even: workspace.even, odd: workspace.odd)
    let transform = StampTransform(
      tables: tables, even: workspace.even, odd: workspace.odd, cosineRows: workspace.cosineRows,
      sineRows: workspace.sineRows)
    transform.write(pixels, size: stampSize, scale: Float(parameters.flux))
  }
}
