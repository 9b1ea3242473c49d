import Simulations
import Tensors
import Testing

/// A galaxy with every parameter uniform within the published ranges.
func randomGalaxy(_ random: inout CounterRandom) -> GalaxyParameters {
  GalaxyParameters(
    factors: GalaxyRanges().all.map {
      $0.lowerBound + ($0.upperBound - $0.lowerBound) * random.nextUniform()
    })
}

@Suite("Galaxy renderer")
struct GalaxyRendererTests {
  private let renderer = GalaxyRenderer()

  /// Values by GalSim 2.8.5: row, column, counts.
  struct Golden: Sendable {
    let factors: [Double]
    let sum: Float
    let pixels: [(Int, Int, Float)]
  }

  static let goldens = [
    Golden(
      factors: [1e4, 0.5, 0.1, 0.4, 0.3], sum: 9847.385,
      pixels: [
        (16, 16, 175.11337), (15, 15, 150.33075), (15, 16, 145.64954), (16, 15, 151.64140),
        (15, 17, 111.72823), (16, 20, 47.54115), (20, 16, 35.03772), (20, 20, 54.35711),
        (20, 12, 8.52169),
      ]),
    Golden(
      factors: [5e4, 0.3, 0, 0, 0.2], sum: 49995.09,
      pixels: [
        (16, 16, 2352.89233), (16, 17, 1729.42944), (15, 15, 1362.85522), (16, 20, 254.732),
        (20, 20, 84.992),
      ]),
    Golden(
      factors: [1e5, 0.1, -0.3, 0.2, 0.4], sum: 100000.07,
      pixels: [(16, 16, 10922.27), (15, 16, 7992.72), (16, 15, 6869.73), (15, 15, 5634.50)]),
    Golden(
      factors: [2e4, 1, 0.5, -0.5, 0.2], sum: 13505.63,
      pixels: [(16, 16, 104.57821), (16, 15, 98.19145), (15, 16, 82.70120)]),
  ]

  @Test(arguments: goldens)
  func goldenPixels(golden: Golden) {
    let image = renderer.image(GalaxyParameters(factors: golden.factors))
    let peak = image[16, 16, 0]
    for (row, column, counts) in golden.pixels {
      // GalSim's default settings err by up to 1.3e-4 of the peak.
      #expect(abs(image[row, column, 0] - counts) < 1.4e-4 * peak, "[\(row)][\(column)]")
    }
    #expect(abs(image.elements.reduce(0, +) - golden.sum) < 1e-3 * golden.sum)
  }

  @Test(arguments: 0..<10)
  func agreesWithTheIntegralSummedInDouble(seed: Int) {
    var random = CounterRandom(seed: UInt64(seed), stream: .exploration)
    // Half of them at the corners of the ranges, where copies and aliases are strongest.
    let corners = GalaxyRanges().corners
    let galaxy = seed < 5 ? randomGalaxy(&random) : corners[Int.random(in: 0..<32, using: &random)]
    let direct = DirectRenderer(galaxy)
    let image = renderer.image(galaxy)
    var pixels = [(0, 0), (-16, -16), (16, -16)]
    for _ in 0..<5 {
      pixels.append((.random(in: -16...16, using: &random), .random(in: -16...16, using: &random)))
    }
    for (x, y) in pixels {
      let error = abs(Double(image[16 + y, 16 + x, 0]) - direct.pixel(x: x, y: y))
      #expect(error < 1e-5 * Double(image[16, 16, 0]), "seed \(seed): (\(x), \(y)) of \(galaxy)")
    }
  }

  @Test func aCompactGalaxyIsExactToTheRoundingOfFloat() {
    // Far from the limits of period and aliases only the arithmetic is left.
    let galaxy = GalaxyParameters(
      flux: 1, scaleRadius: 0.3, shear1: 0.1, shear2: -0.2, pointSpreadWidth: 0.4)
    let direct = DirectRenderer(galaxy)
    let image = renderer.image(galaxy)
    for (x, y) in [(0, 0), (1, 0), (0, -1), (2, 3), (-4, 4), (7, -2), (16, 16)] {
      let error = abs(Double(image[16 + y, 16 + x, 0]) - direct.pixel(x: x, y: y))
      #expect(error < 1e-6 * Double(image[16, 16, 0]), "(\(x), \(y))")
    }
  }

  @Test(arguments: [PointSpread.gaussian, .moffat(beta: 3.5)], 0..<20)
  func theStampIsSymmetricUnderAHalfTurn(pointSpread: PointSpread, seed: Int) {
    var random = CounterRandom(seed: UInt64(seed), stream: .exploration)
    let image = GalaxyRenderer(pointSpread: pointSpread).image(randomGalaxy(&random)).elements
    #expect(image == Array(image.reversed()), "seed \(seed)")
    #expect(image.allSatisfy { $0.isFinite }, "seed \(seed)")
    #expect(image.max() == image[16 * 33 + 16], "seed \(seed)")
  }

  @Test func positiveShearsStretchAlongTheColumnsAndAlongTheDiagonal() {
    func image(_ g1: Double, _ g2: Double) -> Tensor {
      renderer.image(
        GalaxyParameters(flux: 1, scaleRadius: 0.5, shear1: g1, shear2: g2, pointSpreadWidth: 0.3))
    }
    #expect(image(0.3, 0)[16, 22, 0] > 2 * image(0.3, 0)[22, 16, 0])
    #expect(image(0, 0.3)[20, 20, 0] > 2 * image(0, 0.3)[20, 12, 0])
  }

  @Test func theSmallerStampDropsTheLastRowAndColumn() {
    var random = CounterRandom(seed: 11, stream: .exploration)
    let galaxy = randomGalaxy(&random)
    let whole = renderer.image(galaxy)
    let cropped = GalaxyRenderer(stampSize: 32).image(galaxy)
    #expect(cropped.shape == [32, 32, 1])
    for row in 0..<32 {
      for column in 0..<32 where cropped[row, column, 0] != whole[row, column, 0] {
        Issue.record("pixel [\(row)][\(column)] differs")
      }
    }
  }

  @Test func onlyRatiosToThePixelMatter() {
    let galaxy = GalaxyParameters(
      flux: 7, scaleRadius: 0.4, shear1: 0.2, shear2: 0.1, pointSpreadWidth: 0.3)
    var coarse = galaxy
    coarse.scaleRadius *= 2
    coarse.pointSpreadWidth *= 2
    let same = GalaxyRenderer(pixelScale: 0.4).image(coarse)
    #expect(relativeError(same.elements, renderer.image(galaxy).elements) < 1e-6)
  }

  @Test func whatCannotBeDrawnExactlyIsRefused() {
    let galaxy = GalaxyParameters(
      flux: 1, scaleRadius: 0.5, shear1: 0.1, shear2: 0.1, pointSpreadWidth: 0.3)
    #expect(renderer.canDraw(galaxy))
    #expect(GalaxyRanges().corners.allSatisfy(renderer.canDraw))
    let spoils: [(inout GalaxyParameters) -> Void] = [
      { $0.flux = -1 }, { $0.flux = .nan }, { $0.scaleRadius = 0 }, { $0.scaleRadius = 4 },
      { $0.scaleRadius = .nan }, { $0.shear1 = 1 }, { $0.shear2 = .nan }, { $0.shear1 = 0.99 },
      { $0.pointSpreadWidth = 0.1 }, { $0.pointSpreadWidth = .infinity },
      { $0.pointSpreadWidth = .nan },
    ]
    for (index, spoil) in spoils.enumerated() {
      var spoilt = galaxy
      spoil(&spoilt)
      #expect(!renderer.canDraw(spoilt), "spoil \(index): \(spoilt)")
    }
  }
}
