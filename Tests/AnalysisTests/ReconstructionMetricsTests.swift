import Analysis
import Platform
import Tensors
import TestSupport
import Testing

@Suite struct ReconstructionMetricsTests {
  /// A picture of sixteenths that any program makes alike.
  private func picture(_ shape: [Int], _ a: Int, _ b: Int) -> Tensor {
    Tensor(shape: [1] + shape) { pixels in
      for index in pixels.indices {
        let (place, channel) = index.quotientAndRemainder(dividingBy: shape[2])
        let (y, x) = place.quotientAndRemainder(dividingBy: shape[1])
        pixels[index] = Float((y * a + x * b + x * y % 5 + 3 * channel) % 16) / 16
      }
    }
  }

  /// A picture and a mixture of it with another one.
  private func mixture(_ shape: [Int]) -> (Tensor, Tensor) {
    let (first, other) = (picture(shape, 3, 5), picture(shape, 7, 2))
    let mixed = zip(first.elements, other.elements).map { 0.75 * $0 + 0.25 * $1 }
    return (first, Tensor(shape: first.shape, elements: mixed))
  }

  /// Similarity, ratio and error by scikit-image.
  @Test(
    arguments: [
      ([7, 7, 1], 1.0, 0.937257350759646, 20.42246082201368, 0.00907306281887755),
      ([9, 12, 1], 1.0, 0.9221159643359744, 19.828370891220995, 0.010403103298611112),
      ([12, 8, 3], 2.0, 0.9262338130725465, 25.871679064441622, 0.010348849826388888),
    ])
  func agreesWithScikitImage(
    shape: [Int], range: Double, similarity: Double, decibels: Double, error: Double
  ) throws {
    let (first, second) = mixture(shape)
    let found = try #require(StructuralSimilarity(dataRange: range).mean(first, second))
    #expect(abs(found - similarity) < 1e-12)
    let squared =
      ReconstructionError.meanSquaredPerSample(first, second).reduce(0, +) / Double(first.rowCount)
    #expect(abs(squared - error) < 1e-15)
    let ratio = PeakSignalToNoiseRatio.decibels(meanSquaredError: squared, dataRange: range)
    #expect(abs(ratio - decibels) < 1e-12)
  }

  @Test func similarityOfExtremes() throws {
    let (first, second) = mixture([16, 16, 1])
    let index = StructuralSimilarity(dataRange: 1)
    #expect(index.perPicture(first, first) == [1])
    #expect(index.mean(first, second) == index.mean(second, first))
    // Of flat pictures only the luminance term is left.
    let (dark, bright) = (
      Tensor(repeating: 0.25, shape: [2, 7, 7, 1]), Tensor(repeating: 0.75, shape: [2, 7, 7, 1])
    )
    let expected = (2 * 0.25 * 0.75 + 1e-4) / (0.0625 + 0.5625 + 1e-4)
    #expect(distance(try #require(index.perPicture(dark, bright)), [expected, expected]) < 1e-12)
    let negative = Tensor(shape: first.shape, elements: first.elements.map { 1 - $0 })
    #expect(try #require(index.mean(first, negative)) < 0)
    var broken = second
    broken[0, 3, 3, 0] = .nan
    #expect(index.perPicture(first, broken) == [0])
    let small = Tensor(repeating: 0, shape: [1, 6, 9, 1])
    #expect(index.perPicture(small, small) == nil)
    #expect(index.mean(first.rows([]), second.rows([])) == nil)
  }

  @Test func decibelsOfExtremes() {
    func decibels(_ error: Double) -> Double {
      PeakSignalToNoiseRatio.decibels(meanSquaredError: error, dataRange: 255)
    }
    #expect(abs(decibels(255 * 255)) < 1e-12)
    #expect(abs(decibels(6.5025) - 40) < 1e-12)
    #expect(abs(decibels(0) - 144.494) < 1e-3, "equal pictures: the precision of single")
    #expect(decibels(.infinity) == 0)
  }

  @Test func errorsPerSample() {
    let first = Tensor(shape: [3, 2], elements: [1, 2, 0, 0, 1, 1])
    let second = Tensor(shape: [3, 2], elements: [1, 4, 1, -1, 1, .nan])
    #expect(ReconstructionError.meanSquaredPerSample(first, second) == [2, 1, .infinity])
    // A zero against a one is ten decades; what is negative counts as zero.
    let decades = ReconstructionError.logMeanSquaredPerSample(first, second)
    #expect(abs(decades[0] - 0.5 * log10(2.0) * log10(2.0)) < 1e-9)
    #expect(abs(decades[1] - 50) < 1e-7 && decades[2] == .infinity)
  }

  @Test func errorsByBin() {
    let factors = MetricSamples.tensor([[0, 1, 2, 4], [5, 5, 5, 5]])
    let errors = [1.0, 3, 10, 7]
    let four = Discretizer(binCount: 4)
    let alone = BinnedErrors(errors: errors, factors: factors, discretizer: four)
    #expect(alone.means.elements == [1, 3, 10, 7, 5.25, 0, 0, 0])
    #expect(alone.counts.elements == [1, 1, 1, 1, 4, 0, 0, 0])
    let two = Discretizer(binCount: 2)
    let both = BinnedErrors(
      errors: errors, factors: MetricSamples.tensor([[0, 1, 2, 4], [0, 9, 0, 9]]), first: 0,
      second: 1, discretizer: two)
    #expect(both.means.elements == [1, 3, 10, 7])
    #expect(both.counts.elements == [1, 1, 1, 1])
    let none = BinnedErrors(errors: [], factors: Tensor(shape: [0, 1], elements: []))
    #expect(none.means == Matrix(rowCount: 1, columnCount: 20))
  }

  /// Poisson counts by Knuth's product of uniform numbers.
  private func poisson(_ mean: Double, _ random: inout CounterRandom) -> Float {
    var (product, count) = (random.nextUniform(), 0)
    while product > exp(-mean) {
      product *= random.nextUniform()
      count += 1
    }
    return Float(count)
  }

  @Test(arguments: 0..<5) func poissonCountsAreWhite(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let shape = [10, 20, 25, 1]
    let expectations = Tensor(shape: shape, elements: random.floats(5000, in: 0...20))
    let counts = Tensor(
      shape: shape, elements: expectations.elements.map { poisson(Double($0), &random) })
    let found = ResidualWhiteness(counts: counts, expectations: expectations)
    // Five deviations of 1 / sqrt(5000); that of the variance is sqrt(2 + 1 / expectation) of it.
    #expect(found.pixelCount > 4900 && found.pixelCount < 5000)
    #expect(abs(found.mean) < 0.07 && abs(found.variance - 1) < 0.15)
    #expect(abs(found.horizontalCorrelation) < 0.07 && abs(found.verticalCorrelation) < 0.07)
    // A model that expects half as much leaves the picture in its residuals.
    let half = Tensor(shape: shape, elements: expectations.elements.map { _ in 5 })
    #expect(ResidualWhiteness(counts: counts, expectations: half).variance > 3)
  }

  @Test func correlationsHaveDirections() {
    // Stripes alternate from row to row; channels are apart.
    let shape = [2, 6, 4, 2]
    let striped = Tensor(shape: shape) { pixels in
      for index in pixels.indices { pixels[index] = index / 8 % 2 == 0 ? 3 : 5 }
    }
    let found = ResidualWhiteness(
      counts: striped, expectations: Tensor(repeating: 4, shape: shape))
    #expect(abs(found.mean) < 1e-15 && abs(found.variance - 0.25) < 1e-15)
    #expect(abs(found.horizontalCorrelation - 1) < 1e-12)
    #expect(abs(found.verticalCorrelation + 1) < 1e-12)
    #expect(abs(found.lagOneCorrelation) < 1e-12)
    #expect(found.pixelCount == 96)
  }

  @Test func nothingToMeasure() {
    let shape = [1, 2, 2, 1]
    let dark = Tensor(repeating: 0, shape: shape)
    let found = ResidualWhiteness(counts: dark, expectations: dark)
    #expect(found.pixelCount == 0 && found.mean == 0 && found.variance == 0)
    #expect(found.lagOneCorrelation == 0)
    let exact = ResidualWhiteness(
      counts: Tensor(shape: shape, elements: [1, 1, 1, .nan]),
      expectations: Tensor(repeating: 1, shape: shape))
    #expect(exact.pixelCount == 3 && exact.variance == 0 && exact.horizontalCorrelation == 0)
    let empty = Tensor(shape: [0, 2, 2, 1], elements: [])
    #expect(ResidualWhiteness(counts: empty, expectations: empty).pixelCount == 0)
  }
}
