import Platform
import Tensors

/// Pictures of known moments, sampled at the pixel centres.
enum SampledProfile {
  /// An elliptical Gaussian of unit flux with the given covariance in square pixels.
  static func gaussian(
    size: Int, row: Double, column: Double, xx: Double, xy: Double, yy: Double
  ) -> Tensor {
    let determinant = xx * yy - xy * xy
    return picture(size: size) { x, y in
      let (dx, dy) = (x - column, y - row)
      let square = (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / determinant
      return exp(-0.5 * square) / (2 * Double.pi * determinant.squareRoot())
    }
  }

  /// An exponential disk of unit flux, sheared by the area-preserving matrix of (g1, g2); every
  /// pixel is the mean of `oversampling` squared samples.
  static func exponential(
    size: Int, row: Double, column: Double, scaleRadius: Double, g1: Double, g2: Double,
    oversampling: Int = 5
  ) -> Tensor {
    let norm = 1 / (1 - g1 * g1 - g2 * g2).squareRoot()
    return picture(size: size) { x, y in
      var sum = 0.0
      for i in 0..<oversampling {
        for j in 0..<oversampling {
          let dx = x - column + (Double(i) + 0.5) / Double(oversampling) - 0.5
          let dy = y - row + (Double(j) + 0.5) / Double(oversampling) - 0.5
          // The inverse of the shear has the opposite signs.
          let u = norm * ((1 - g1) * dx - g2 * dy)
          let v = norm * (-g2 * dx + (1 + g1) * dy)
          sum += exp(-(u * u + v * v).squareRoot() / scaleRadius)
        }
      }
      return sum / Double(oversampling * oversampling)
        / (2 * Double.pi * scaleRadius * scaleRadius)
    }
  }

  private static func picture(size: Int, _ value: (Double, Double) -> Double) -> Tensor {
    Tensor(shape: [size, size]) { pixels in
      for row in 0..<size {
        for column in 0..<size {
          pixels[row * size + column] = Float(value(Double(column), Double(row)))
        }
      }
    }
  }

  /// The half-light radius of an elliptical Gaussian, by quadrature over the angle and bisection.
  static func gaussianHalfLightRadius(xx: Double, xy: Double, yy: Double) -> Double {
    let determinant = xx * yy - xy * xy
    func enclosed(_ radius: Double) -> Double {
      let steps = 720
      let sum = (0..<steps).reduce(0.0) { sum, step in
        let angle = 2 * Double.pi * Double(step) / Double(steps)
        let (x, y) = (cos(angle), sin(angle))
        let form = (yy * x * x - 2 * xy * x * y + xx * y * y) / determinant
        return sum + (1 - exp(-0.5 * radius * radius * form)) / form
      }
      return sum / Double(steps) / determinant.squareRoot()
    }
    var (low, high) = (0.0, 100.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if enclosed(middle) < 0.5 { low = middle } else { high = middle }
    }
    return low
  }
}
