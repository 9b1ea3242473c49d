import Platform
import Simulations

/// The second route to a stamp: the same integral in `Double`, summed term by term over integer
/// frequencies and more aliases, sharing nothing with the renderer.
struct DirectRenderer {
  private let galaxy: GalaxyParameters
  private let pixelScale: Double
  private let period = 192
  private var spectrum: [Double] = []
  private let cosines: [Double]

  init(_ galaxy: GalaxyParameters, pixelScale: Double = 0.2) {
    self.galaxy = galaxy
    self.pixelScale = pixelScale
    let period = period
    cosines = (0..<period).map { cos(2 * Double.pi * Double($0) / Double(period)) }
    spectrum = (0..<period * period).map { folded(column: $0 % period, row: $0 / period) }
  }

  /// The counts of the pixel at a distance from the central one.
  func pixel(x: Int, y: Int) -> Double {
    var sum = 0.0
    for row in 0..<period {
      for column in 0..<period {
        let phase = (column * x + row * y) % period
        sum += spectrum[row * period + column] * cosines[(phase + period) % period]
      }
    }
    return galaxy.flux * sum / Double(period * period)
  }

  private func folded(column: Int, row: Int) -> Double {
    func wavenumber(_ index: Int, _ alias: Int) -> Double {
      let centred = index < period / 2 ? index : index - period
      return 2 * Double.pi * (Double(centred) / Double(period) + Double(alias))
    }
    var sum = 0.0
    for a in -2...2 {
      for b in -2...2 { sum += density(wavenumber(column, a), wavenumber(row, b)) }
    }
    return sum
  }

  private func density(_ kx: Double, _ ky: Double) -> Double {
    let (g1, g2) = (galaxy.shear1, galaxy.shear2)
    let norm = (1 - g1 * g1 - g2 * g2).squareRoot()
    let u = ((1 + g1) * kx + g2 * ky) / norm
    let v = (g2 * kx + (1 - g1) * ky) / norm
    let radius = galaxy.scaleRadius / pixelScale
    let sigma = galaxy.pointSpreadWidth / pixelScale / 2.3548200450309493
    return pow(1 + radius * radius * (u * u + v * v), -1.5)
      * exp(-0.5 * sigma * sigma * (kx * kx + ky * ky)) * sinc(kx / 2) * sinc(ky / 2)
  }

  private func sinc(_ x: Double) -> Double { x == 0 ? 1 : sin(x) / x }
}
