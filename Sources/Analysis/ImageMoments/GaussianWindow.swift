import Numerics
import Platform

/// An elliptical Gaussian of unit height laid over a picture.
///
/// Along a row the weight is a Gaussian too, so neighbouring weights have ratios that themselves
/// change by one constant factor: two products per pixel replace an exponential. Walking outwards
/// from the row's peak keeps every ratio at most 1, so rounding cannot grow.
struct GaussianWindow {
  var center: PixelPosition
  var covariance: Covariance

  /// Weighted sums of a picture about the window's centre.
  struct Sums {
    var flux = 0.0
    var x = 0.0
    var y = 0.0
    var xx = 0.0
    var xy = 0.0
    var yy = 0.0
  }

  /// Weights below this share of the peak are taken as zero.
  private static let negligibleWeight = 1e-18
  private static let negligibleExponent = 41.5

  func sums(of grid: PixelGrid) -> Sums {
    let inverse = covariance.inverse
    let ratioStep = exp(-inverse.xx)
    var sums = Sums()
    for rowIndex in 0..<grid.height {
      guard let row = grid.row(rowIndex) else { continue }
      let dy = Double(rowIndex) - center.row
      let peak = center.column - inverse.xy * dy / inverse.xx
      let start = Int(clamping: peak.rounded(), to: 0...grid.width - 1)
      let dx = Double(start) - center.column
      let exponent =
        0.5 * (inverse.xx * dx * dx + 2 * inverse.xy * dx * dy + inverse.yy * dy * dy)
      if exponent > Self.negligibleExponent { continue }

      let weight = exp(-exponent)
      let slope = inverse.xx * dx + inverse.xy * dy
      let right = weight * exp(-slope - 0.5 * inverse.xx)
      let left = weight * exp(slope - 0.5 * inverse.xx)
      var line = Line()
      line.add(weight * Double(row[start]), at: dx)
      line.walk(
        row, from: start + 1, through: grid.width - 1, by: 1, dx: dx + 1, weight: right,
        ratio: right / weight * ratioStep, ratioStep: ratioStep)
      line.walk(
        row, from: start - 1, through: 0, by: -1, dx: dx - 1, weight: left,
        ratio: left / weight * ratioStep, ratioStep: ratioStep)
      sums.add(line, dy: dy)
    }
    return sums
  }

  /// The weighted sums of one row.
  fileprivate struct Line {
    var flux = 0.0
    var x = 0.0
    var xx = 0.0

    @inline(__always)
    mutating func add(_ weighted: Double, at dx: Double) {
      flux += weighted
      x += weighted * dx
      xx += weighted * dx * dx
    }

    @inline(__always)
    mutating func walk(
      _ row: UnsafePointer<Float>, from first: Int, through last: Int, by step: Int, dx: Double,
      weight: Double, ratio: Double, ratioStep: Double
    ) {
      var (dx, weight, ratio) = (dx, weight, ratio)
      for column in stride(from: first, through: last, by: step) {
        if weight < GaussianWindow.negligibleWeight { return }
        add(weight * Double(row[column]), at: dx)
        weight *= ratio
        ratio *= ratioStep
        dx += Double(step)
      }
    }
  }
}

extension GaussianWindow.Sums {
  fileprivate mutating func add(_ line: GaussianWindow.Line, dy: Double) {
    flux += line.flux
    x += line.x
    y += line.flux * dy
    xx += line.xx
    xy += line.x * dy
    yy += line.flux * dy * dy
  }
}
