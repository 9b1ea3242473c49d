import Analysis
import Platform
import Tensors
import TestSupport
import Testing

@Suite struct LatentMetricsTests {
  /// Codes whose population covariance is known: the columns of a 2^3 design, mixed.
  private func codes(mixing: [[Double]]) -> Tensor {
    let design = (0..<8).map { row in (0..<3).map { row >> $0 & 1 == 0 ? -1.0 : 1.0 } }
    return MetricSamples.tensor(
      mixing.map { weights in
        design.map { point in zip(weights, point).reduce(5) { $0 + $1.0 * $1.1 } }
      })
  }

  @Test func covarianceOfAMixedDesign() {
    let covariance = LatentCovariance(codes: codes(mixing: [[2, 0, 0], [1, 1, 0], [0, 0, 0]]))
    #expect(distance(covariance.matrix.elements, [4, 2, 0, 2, 2, 0, 0, 0, 0]) < 1e-14)
    #expect(distance(covariance.scaled.elements, [1, 0.5, 0, 0.5, 0.5, 0, 0, 0, 0]) < 1e-14)
    let half = 0.5.squareRoot()
    #expect(distance(covariance.correlations.elements, [1, half, 0, half, 1, 0, 0, 0, 0]) < 1e-14)
    // Eigenvalues 3 +- sqrt 5, and 0 of the unused latent.
    let ratios = PrincipalComponents(covariance: covariance).explainedVarianceRatios
    let root = 5.0.squareRoot()
    #expect(distance(ratios, [(3 + root) / 6, (3 - root) / 6, 0]) < 1e-14)
  }

  /// -0.5 ln(1 - r^2) for two latents, unchanged by a third that does not vary or hardly does.
  @Test func totalCorrelationIgnoresUnusedLatents() {
    let pair = [[2.0, 0, 0], [1, 1, 0]]
    let expected = 0.5 * log(2.0)
    for third in [[], [[0.0, 0, 0]], [[0, 0, 1]], [[0, 0, 0x1p-18]]] {
      let covariance = LatentCovariance(codes: codes(mixing: pair + third))
      #expect(abs(TotalCorrelation.gaussian(covariance) - expected) < 1e-12, "\(third)")
    }
    let repeated = LatentCovariance(codes: codes(mixing: [[1, 2, 0], [1, 2, 0]]))
    // Correlations 1 have eigenvalues 2 and 0, the latter counted as 1e-12.
    #expect(abs(TotalCorrelation.gaussian(repeated) + 0.5 * log(2e-12)) < 1e-9)
  }

  @Test(arguments: 0..<20) func totalCorrelationByTheDeterminant(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let latentCount = random.integer(1...12)
    var codes = MetricSamples.gaussians(&random, rows: 60, columns: latentCount)
    for row in 0..<60 {
      for latent in 1..<max(latentCount, 1) { codes[row, latent] += codes[row, latent - 1] }
    }
    let covariance = LatentCovariance(codes: codes)
    let determinant = CholeskyDecomposition(covariance.matrix).logDeterminant
    let expected = 0.5 * (covariance.variances.reduce(0) { $0 + log($1) } - determinant)
    #expect(abs(TotalCorrelation.gaussian(covariance) - expected) < 1e-9)
    // Independent of scale: powers of two change no digit.
    let scaled = Tensor(shape: codes.shape, elements: codes.elements.map { 0x1p-30 * $0 })
    let again = TotalCorrelation.gaussian(LatentCovariance(codes: scaled))
    #expect(abs(again - expected) < 1e-9)
  }

  /// SciPy's sqrtm of D C gives 0.1722494245786228 for C as below; its Cholesky factor mixes the design.
  @Test func wassersteinCorrelation() {
    let cholesky = CholeskyDecomposition(
      Matrix(rowCount: 3, columnCount: 3, elements: [2, 0.5, -0.3, 0.5, 1, 0.2, -0.3, 0.2, 0.7]))
    let covariance = LatentCovariance(
      codes: codes(mixing: (0..<3).map { Array(cholesky.lower.row($0)) }))
    let found = WassersteinCorrelation(covariance)
    #expect(abs(found.value - 0.1722494245786228) < 1e-6)
    #expect(abs(found.normalized - 0.1722494245786228 / 3.7) < 1e-6)
    #expect(abs(TotalCorrelation.gaussian(covariance) - 0.1707423892223786) < 1e-6)
    let independent = LatentCovariance(codes: codes(mixing: [[2, 0, 0], [0, 1, 0], [0, 0, 0]]))
    #expect(WassersteinCorrelation(independent).value < 1e-14)
  }

  @Test func activeUnitsExceedTheThreshold() {
    let units = ActiveUnits(codes: codes(mixing: [[0.125, 0, 0], [0, 0.0625, 0], [0, 0, 0]]))
    #expect(distance(units.variances, [0x1p-6, 0x1p-8, 0]) < 1e-14)
    #expect(units.isActive == [true, false, false] && units.count == 1)
  }

  @Test func kolmogorovSmirnovOfSixSamples() {
    // SciPy's kstest.
    let samples = [0.3, -1.5, 2.5, 0.1, -0.25, 2]
    let narrow = KolmogorovSmirnov.statistic(samples)
    #expect(abs(narrow - 0.31058320138515416) < 1e-14)
    let wide = KolmogorovSmirnov.statistic(samples, mean: 0.5, deviation: 2)
    #expect(abs(wide - 0.20649450394369562) < 1e-14)
    let both = KolmogorovSmirnov.statistics(
      MetricSamples.tensor([samples, samples]), means: [0, 0.5], deviations: [1, 2])
    #expect(distance(both, [narrow, wide]) < 1e-7)
    #expect(KolmogorovSmirnov.statistic([]) == 0)
    #expect(KolmogorovSmirnov.statistic([.nan, 0]) == 1)
    #expect(KolmogorovSmirnov.statistic([.infinity]) == 1)
    #expect(KolmogorovSmirnov.statistic([0]) == 0.5)
  }

  @Test(arguments: 0..<10) func gaussianDrawsAreNearTheirDistribution(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let draws = random.gaussians(5000).map { 3 + 0.5 * $0 }
    // The Kolmogorov distribution exceeds 2.2 once in 16,000 times.
    let root = 5000.0.squareRoot()
    #expect(KolmogorovSmirnov.statistic(draws, mean: 3, deviation: 0.5) < 2.2 / root)
    #expect(KolmogorovSmirnov.statistic(draws, mean: 3.1, deviation: 0.5) > 2.2 / root)
  }

  /// The numbers of a direct transcription of the formula into NumPy.
  @Test func interventionalRobustnessOfADesign() {
    let samples = 0..<40
    let factors = MetricSamples.tensor([
      samples.map { Double($0 % 4) }, samples.map { Double($0 / 4 % 5) },
    ])
    let codes = MetricSamples.tensor([
      samples.map { Double(2 * ($0 % 4)) + Double($0 * 7 % 11) / 16 },
      samples.map { Double(($0 % 4) * ($0 / 4 % 5)) / 4 },
      samples.map { Double($0 * 13 % 17) / 8 },
    ])
    let found = InterventionalRobustness(codes: codes, factors: factors)
    let expected = [
      0.9026578699340245, 0.03754948162111216, 0.6666666666666667, 0.6666666666666667,
      0.15276073619631914, 0.10601226993865043,
    ]
    #expect(distance(found.matrix.elements, expected) < 1e-12)
    #expect(abs(found.value - 0.7059895586141434) < 1e-12)
    let ramps = MetricSamples.tensor(MetricSamples.ramps)
    #expect(abs(InterventionalRobustness(codes: ramps, factors: ramps).value - 1) < 1e-12)
  }

  @Test(arguments: MetricSamples.degenerate.indices) func degenerate(index: Int) {
    let (name, codes, factors) = MetricSamples.degenerate[index]
    let covariance = LatentCovariance(codes: codes)
    let entries =
      covariance.matrix.elements + covariance.scaled.elements + covariance.correlations.elements
    #expect(entries.allSatisfy { $0.isFinite }, "\(name)")
    let components = PrincipalComponents(covariance: covariance)
    #expect(components.explainedVarianceRatios.count == codes.shape[1], "\(name)")
    let total = components.explainedVarianceRatios.reduce(0, +)
    #expect(abs(total - (covariance.variances.contains { $0 > 0 } ? 1 : 0)) < 1e-12, "\(name)")
    #expect(TotalCorrelation.gaussian(covariance) == 0, "\(name)")
    #expect(WassersteinCorrelation(covariance).value == 0, "\(name)")
    #expect(WassersteinCorrelation(covariance).normalized == 0, "\(name)")
    let isInformed = name == "constant columns"
    #expect(ActiveUnits(codes: codes).count == (isInformed || name == "no factor" ? 1 : 0))
    let robustness = InterventionalRobustness(codes: codes, factors: factors)
    #expect(robustness.matrix.elements.allSatisfy { (0...1).contains($0) }, "\(name)")
    #expect((robustness.value > 0) == isInformed, "\(name)")
  }
}
