import Platform
import Tensors
import Testing

@testable import Analysis

struct ImageMomentsTests {
  /// Sampling a smooth Gaussian of at least a pixel's width loses nothing, so the shape is exact to
  /// the precision of the pixels; the radius is limited by the spline between them.
  @Test(arguments: 0..<200) func ellipticalGaussianIsRecovered(_ seed: UInt64) throws {
    var random = CounterRandom(seed: seed, stream: .exploration)
    let (major, minor) = (1.2 + 2.3 * random.nextUniform(), 1.2 + 2.3 * random.nextUniform())
    let turn = Double.pi * random.nextUniform()
    let covariance = rotated(major * major, minor * minor, by: turn)
    let row = 20 + random.nextUniform() - 0.5
    let column = 20 + random.nextUniform() - 0.5
    let image = SampledProfile.gaussian(
      size: 41, row: row, column: column, xx: covariance.xx, xy: covariance.xy, yy: covariance.yy)
    let moments = ImageMoments(image: image, pixelScale: 0.2)

    let trace = covariance.xx + covariance.yy
    let shape = try #require(moments.ellipticity, "seed \(seed)")
    let centroid = try #require(moments.centroid)
    #expect(moments.state == .measured)
    #expect(abs(moments.flux - 1) < 1e-5, "seed \(seed)")
    #expect(abs(centroid.row - row) < 1e-4 && abs(centroid.column - column) < 1e-4, "seed \(seed)")
    #expect(abs(shape.e1 - (covariance.xx - covariance.yy) / trace) < 1e-5, "seed \(seed)")
    #expect(abs(shape.e2 - 2 * covariance.xy / trace) < 1e-5, "seed \(seed)")
    let radius = SampledProfile.gaussianHalfLightRadius(
      xx: covariance.xx, xy: covariance.xy, yy: covariance.yy)
    let measured = try #require(moments.halfLightRadius)
    #expect(abs(measured / (0.2 * radius) - 1) < 0.006, "seed \(seed): \(measured)")
  }

  @Test(arguments: [0.8, 1, 1.5, 2, 3, 4]) func halfLightRadiusOfARoundGaussian(
    _ deviation: Double
  ) throws {
    let square = deviation * deviation
    for shift in [0, 0.25, 0.5] {
      let image = SampledProfile.gaussian(
        size: 41, row: 20 + shift, column: 20 - shift / 2, xx: square, xy: 0, yy: square)
      let radius = try #require(ImageMoments(image: image, pixelScale: 1).halfLightRadius)
      let tolerance = deviation < 1 ? 0.025 : deviation < 1.5 ? 0.01 : 0.004
      #expect(abs(radius / (1.177410 * deviation) - 1) < tolerance, "\(radius) at \(shift)")
    }
  }

  @Test(arguments: [(0, 0), (0.3, 0), (-0.3, 0), (0, 0.4), (0.2, -0.4), (-0.5, 0.1)])
  func shearOfAnExponentialIsRecovered(_ g1: Double, _ g2: Double) throws {
    let image = SampledProfile.exponential(
      size: 65, row: 32, column: 32, scaleRadius: 3, g1: g1, g2: g2)
    let moments = ImageMoments(image: image, pixelScale: 0.2)
    let shape = try #require(moments.ellipticity)
    // The pixel's own width makes it rounder by about 1 / 12 of a square pixel.
    #expect(abs(shape.g1 - g1) < 0.01 && abs(shape.g2 - g2) < 0.01, "\(shape.g1), \(shape.g2)")
    if g1 == 0 && g2 == 0 {
      let radius = try #require(moments.halfLightRadius)
      #expect(abs(radius / (0.2 * 3 * 1.678347) - 1) < 0.005, "\(radius)")
    }
  }

  @Test func transposingExchangesTheFirstComponent() throws {
    let image = SampledProfile.gaussian(
      size: 33, row: 15.7, column: 16.4, xx: 6, xy: 1.5, yy: 3)
    var transposed = image
    for row in 0..<33 {
      for column in 0..<33 { transposed[row, column] = image[column, row] }
    }
    let first = ImageMoments(image: image, pixelScale: 1)
    let second = ImageMoments(image: transposed, pixelScale: 1)
    let (a, b) = try (#require(first.ellipticity), #require(second.ellipticity))
    #expect(a.e1 > 0 && a.e2 > 0)
    #expect(abs(a.e1 + b.e1) < 1e-9 && abs(a.e2 - b.e2) < 1e-9)
    let radii = try (#require(first.halfLightRadius), #require(second.halfLightRadius))
    #expect(abs(radii.0 - radii.1) < 1e-5)
  }

  @Test func brightnessChangesOnlyTheFlux() throws {
    let image = SampledProfile.gaussian(size: 33, row: 16, column: 16, xx: 5, xy: 1, yy: 3)
    let bright = Tensor(shape: [33, 33, 1], elements: image.elements.map { $0 * 50_000 })
    let (faint, strong) = (
      ImageMoments(image: image, pixelScale: 0.2), ImageMoments(image: bright, pixelScale: 0.2)
    )
    #expect(abs(strong.flux / faint.flux - 50_000) < 0.1)
    let (a, b) = try (#require(faint.ellipticity), #require(strong.ellipticity))
    #expect(abs(a.e1 - b.e1) < 1e-6 && abs(a.e2 - b.e2) < 1e-6)
  }

  @Test(arguments: 0..<20) func countingNoiseDisturbsLittle(_ seed: UInt64) throws {
    var random = CounterRandom(seed: seed, stream: .measurement)
    let clean = SampledProfile.exponential(
      size: 33, row: 16, column: 16, scaleRadius: 2, g1: 0.2, g2: -0.3)
    let noisy = clean.elements.map { pixel in
      let expected = 50_000 * Double(pixel)
      return Float(max(0, (expected + expected.squareRoot() * random.nextGaussian()).rounded()))
    }
    let moments = ImageMoments(image: Tensor(shape: [33, 33], elements: noisy), pixelScale: 0.2)
    let shape = try #require(moments.ellipticity, "seed \(seed)")
    #expect(abs(shape.g1 - 0.2) < 0.03 && abs(shape.g2 + 0.3) < 0.03, "seed \(seed): \(shape)")
  }

  @Test func whatCannotBeMeasuredSaysSo() {
    func state(_ elements: [Float], _ shape: [Int]) -> ImageMoments.State {
      ImageMoments(image: Tensor(shape: shape, elements: elements), pixelScale: 1).state
    }
    #expect(state(Array(repeating: 0, count: 25), [5, 5]) == .noObject)
    #expect(state(Array(repeating: -1, count: 25), [5, 5]) == .noObject)
    #expect(state([1, .nan, 1, 1], [2, 2]) == .notFinite)
    #expect(state([1, .infinity, 1, 1], [2, 2, 1]) == .notFinite)
    #expect(state([.infinity, -.infinity, 1, 1], [2, 2]) == .notFinite)
    #expect(state([-3, 1, 1, 2], [2, 2]) == .noObject)
    #expect(state(Array(repeating: 1, count: 1089), [33, 33]) == .notConverged)
    #expect(state([5], [1, 1]) == .notConverged)
    var point = [Float](repeating: 0, count: 1089)
    point[500] = 100
    #expect(state(point, [33, 33]) == .notConverged)
  }

  @Test(arguments: 0..<300) func anyPictureIsMeasuredWithoutTrapping(_ seed: UInt64) {
    var random = CounterRandom(seed: seed, stream: .exploration)
    let shape = [Int.random(in: 1...9, using: &random), Int.random(in: 1...9, using: &random)]
    let scale = Float(1e-3) * Float(1 << Int.random(in: 0...60, using: &random))
    let image = Tensor(shape: shape) { pixels in
      for index in pixels.indices {
        pixels[index] = scale * Float(random.nextGaussian() + 0.5)
        if random.nextUniform() < 0.01 { pixels[index] = Float(bitPattern: random.nextWord()) }
      }
    }
    let moments = ImageMoments(image: image, pixelScale: 0.2)
    if let shape = moments.ellipticity {
      #expect(shape.axisRatio >= 0 && shape.axisRatio <= 1, "seed \(seed)")
    }
    #expect((moments.ellipticity != nil) == (moments.state == .measured), "seed \(seed)")
    if let radius = moments.halfLightRadius { #expect(radius >= 0 && radius < 3, "seed \(seed)") }
  }

  @Test func shearAndDistortionAreTheSameEllipse() {
    for (axisRatio, angle) in [(1.0, 0.0), (0.5, 0.3), (0.2, 2.0), (0.9, -1.0)] {
      let distortion = (1 - axisRatio * axisRatio) / (1 + axisRatio * axisRatio)
      let shear = (1 - axisRatio) / (1 + axisRatio)
      let shape = Ellipticity(
        e1: distortion * cos(2 * angle), e2: distortion * cos(2 * angle - .pi / 2))
      #expect(abs(shape.g1 - shear * cos(2 * angle)) < 1e-12)
      #expect(abs(shape.g2 - shear * cos(2 * angle - .pi / 2)) < 1e-12)
      #expect(abs(shape.axisRatio - axisRatio) < 1e-12)
    }
  }
}

/// The covariance of a Gaussian with the given variances along axes turned by `angle`.
private func rotated(
  _ first: Double, _ second: Double, by angle: Double
) -> (xx: Double, xy: Double, yy: Double) {
  let (c, s) = (cos(angle), sin(angle))
  return (first * c * c + second * s * s, (first - second) * c * s, first * s * s + second * c * c)
}
