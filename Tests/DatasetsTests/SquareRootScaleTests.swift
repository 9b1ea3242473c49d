import Datasets
import Testing

@Suite("Roots of counts")
struct SquareRootScaleTests {
  private let transform = PixelTransform(mode: .anscombe, minimum: 0, maximum: 900)

  @Test func theExtremesBecomeZeroAndOne() {
    #expect(transform.networkInput(0) == 0 && abs(transform.networkInput(900) - 1) < 1e-6)
    // (sqrt(100.375) - sqrt(0.375)) / (sqrt(900.375) - sqrt(0.375))
    #expect(abs(transform.networkInput(100) - 0.320_010_9) < 1e-6)
    #expect(transform.target(100) == transform.networkInput(100))
  }

  /// The mean of `sqrt(x + 3/8)` over Poisson counts, summed over their probabilities in double precision.
  @Test(
    "the mean root of Poisson counts is decoded to their expectation",
    arguments: [
      (0.05, 0.640_146_807_478_956), (0.5, 0.870_793_446_578_739), (1, 1.093_452_941_810_427),
      (2, 1.464_215_066_950_460), (5, 2.263_723_824_082_524), (10, 3.181_944_772_737_141),
      (50, 7.079_900_661_127_757), (200, 14.146_554_336_789_514),
    ])
  func unbiased(expectation: Double, meanRoot: Double) {
    let output = (Float(meanRoot) - Float(0.375).squareRoot()) / root(900)
    let decoded = Double(transform.element(decoded: output))
    #expect(abs(decoded - expectation) < 0.004 * expectation, "\(decoded)")
    // The square of the root alone would be too small by 1/4 - 1/8 at least.
    #expect(decoded > meanRoot * meanRoot - 0.375)
  }

  @Test func nothingBelowZeroIsDecoded() {
    for output: Float in [-1, -0.01, 0] {
      #expect(abs(transform.element(decoded: output)) < 1e-6)
    }
  }

  @Test func quarterIsTheNoiseWhateverTheRange() {
    for maximum: Float in [10, 900, 18_000] {
      let transform = PixelTransform(mode: .anscombe, minimum: 0, maximum: maximum)
      let span = Double((maximum + 0.375).squareRoot() - Float(0.375).squareRoot())
      #expect(abs(transform.networkVariance(0.25) * span * span - 0.25) < 1e-9)
    }
    #expect(PixelTransform(mode: .asinh, maximum: 900).networkVariance(0.25) == 0.25)
  }

  @Test func negativeElementsAreRefused() {
    let error = #expect(throws: DatasetError.self) {
      try PixelTransform(mode: .anscombe, minimum: -1, maximum: 9).validate()
    }
    #expect(error.map(isOneLine) == true)
  }

  private func root(_ maximum: Float) -> Float {
    (maximum + 0.375).squareRoot() - Float(0.375).squareRoot()
  }
}
