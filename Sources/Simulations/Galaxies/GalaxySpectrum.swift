import Platform

// The spectrum of a galaxy stamp in closed form, per unit flux and in pixels:
//   F(k) = sum over aliases k' of (1 + r^2 |S k'|^2)^(-3/2) * T(k') * sinc(kx' / 2) * sinc(ky' / 2),
// an exponential disk of scale radius r under the shear S, the transform T of the point spread
// function and the pixel's box. Only |S k|^2 couples the axes and only its cross term knows their
// signs, so one pass over a quarter plane yields F at (kx, ky) and at (-kx, ky).

/// The quadratic form `r^2 |S k|^2 = xx kx^2 + yy ky^2 + 2 xy kx ky` of a sheared disk, in pixels.
struct DiskForm {
  let xx: Float
  let yy: Float
  let twiceXY: Float
  /// The minimum of the form on a line of constant kx, divided by kx^2; likewise for ky.
  let leastX: Float
  let leastY: Float

  init(_ parameters: GalaxyParameters, pixelScale: Double) {
    let (g1, g2) = (parameters.shear1, parameters.shear2)
    let radius = parameters.scaleRadius / pixelScale
    let scale = radius * radius / (1 - g1 * g1 - g2 * g2)
    let xx = scale * ((1 + g1) * (1 + g1) + g2 * g2)
    let yy = scale * ((1 - g1) * (1 - g1) + g2 * g2)
    // The shear preserves area, so the determinant of the form is radius^4.
    let determinant = radius * radius * radius * radius
    self.xx = Float(xx)
    self.yy = Float(yy)
    twiceXY = Float(4 * scale * g2)
    leastX = Float(determinant / yy)
    leastY = Float(determinant / xx)
  }
}

/// One stamp's spectrum, summed over the aliases, on the quarter plane of a grid.
struct GalaxySpectrum {
  let tables: SpectrumGrid.Tables
  let form: DiskForm
  /// `nil` for a Gaussian point spread function, which is already part of the axis factors.
  let moffat: MoffatTransfer.Table?
  /// The scale of the point spread function in pixels.
  let pointSpreadScale: Float
  /// The factors of the integrand that depend on one wavenumber alone, `[alias][vector]`.
  let axis: UnsafeMutablePointer<SIMD16<Float>>
  /// Upper bounds of the axis factor and of the disk, `[alias][vector]`.
  let bounds: UnsafeMutablePointer<SIMD2<Float>>

  /// Terms below this fraction of the flux are left out: together they change no pixel by 1e-7 of
  /// the peak, and they are more than half of all terms.
  static let negligible: Float = 1e-9

  /// One alias of a row of constant ky.
  private struct Line {
    var constant: Float = 0
    var slope: Float = 0
    var factor: Float = 0
    var wavenumberSquared: Float = 0
    var diskBound: Float = 0
  }

  /// Fills the factors of one wavenumber and their bounds.
  func prepareAxis() {
    let variance = pointSpreadScale * pointSpreadScale
    for place in 0..<SpectrumGrid.aliasCount * tables.vectorCount {
      let wavenumber = tables.wavenumbers[place]
      let squared = wavenumber * wavenumber
      var transfer = SIMD16<Float>.zero
      if let moffat {
        transfer = moffat(squared.squareRoot() * pointSpreadScale)
      } else {
        for lane in 0..<16 { transfer[lane] = expf(-0.5 * variance * squared[lane]) }
      }
      let factor = transfer * tables.boxes[place]
      axis[place] = factor
      let largest = max(factor.max(), -factor.min())
      bounds[place] = SIMD2(largest, disk(1 + form.leastX * squared.min()))
    }
  }

  /// Writes the sum and the difference of the spectrum at (kx, ky) and (-kx, ky).
  ///
  /// - Parameters:
  ///   - even: Receives the sums, `[ky][vector of kx]`.
  ///   - odd: Receives the differences, in the same order.
  func write(
    even: UnsafeMutablePointer<SIMD16<Float>>, odd: UnsafeMutablePointer<SIMD16<Float>>
  ) {
    let vectorCount = tables.vectorCount
    for row in 0..<tables.period / 2 {
      let lines = (line(row, alias: 0), line(row, alias: 1), line(row, alias: 2))
      for vector in 0..<vectorCount {
        var sum = SIMD16<Float>.zero
        var difference = SIMD16<Float>.zero
        add(lines.0, vector, &sum, &difference)
        add(lines.1, vector, &sum, &difference)
        add(lines.2, vector, &sum, &difference)
        even[row &* vectorCount &+ vector] = sum
        odd[row &* vectorCount &+ vector] = difference
      }
    }
  }

  @inline(__always)
  private func line(_ row: Int, alias: Int) -> Line {
    let vector = alias &* tables.vectorCount &+ row / 16
    let wavenumber = tables.wavenumbers[vector][row % 16]
    let squared = wavenumber * wavenumber
    let factor = moffat == nil ? axis[vector][row % 16] : tables.boxes[vector][row % 16]
    return Line(
      constant: 1 + form.yy * squared, slope: form.twiceXY * wavenumber, factor: factor,
      wavenumberSquared: squared, diskBound: disk(1 + form.leastY * squared))
  }

  /// Adds the terms of one line for every alias of one vector of kx.
  @inline(__always)
  private func add(
    _ line: Line, _ vector: Int, _ sum: inout SIMD16<Float>, _ difference: inout SIMD16<Float>
  ) {
    for alias in 0..<SpectrumGrid.aliasCount {
      let place = alias &* tables.vectorCount &+ vector
      let bound = bounds[place]
      guard bound.x * abs(line.factor) * min(bound.y, line.diskBound) > Self.negligible else {
        continue
      }
      let wavenumber = tables.wavenumbers[place]
      let squared = wavenumber * wavenumber
      let base = (squared * form.xx) + line.constant
      let cross = wavenumber * line.slope
      let same = disk(base + cross)
      let mirrored = disk(base - cross)
      let factor = axisFactor(place, squared, line) * line.factor
      sum.addProduct(factor, same + mirrored)
      difference.addProduct(factor, same - mirrored)
    }
  }

  @inline(__always)
  private func axisFactor(
    _ place: Int, _ squared: SIMD16<Float>, _ line: Line
  ) -> SIMD16<Float> {
    guard let moffat else { return axis[place] }
    let wavenumber = (squared + line.wavenumberSquared).squareRoot()
    return tables.boxes[place] * moffat(wavenumber * pointSpreadScale)
  }
}

/// The transform of an exponential disk of unit flux, `q^(-3/2)` with `q = 1 + r^2 |S k|^2`.
@inline(__always)
private func disk(_ form: SIMD16<Float>) -> SIMD16<Float> {
  1 / (form * form.squareRoot())
}

@inline(__always)
private func disk(_ form: Float) -> Float {
  1 / (form * form.squareRoot())
}
