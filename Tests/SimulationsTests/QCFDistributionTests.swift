import Platform
import Simulations
import Tensors
import TestSupport
import Testing

@Suite("Distribution of the measured events")
struct QCFDistributionTests {
  /// Corners and an inner point of the published ranges, and exponents beyond them.
  static let factors: [[Double]] = [
    [-0.5, -0.5, -0.5, -0.5], [5, 5, 5, 5], [-0.5, 5, 5, -0.5], [1.3, 0.2, -0.4, 3.1],
    [-0.8, -0.8, 20, 50],
  ]
  static let detectors = [
    QCFDetector(.none), QCFDetector(.centred, variance: 0.03), QCFDetector(.centred),
    QCFDetector(.centred, variance: 1), QCFDetector(.literal, variance: 0.5),
  ]

  private func distribution(
    _ factors: [Double], _ detector: QCFDetector, _ crossSection: CrossSection = .sigma1
  ) -> QCFDistribution {
    QCFDistribution(
      QCFParameters(factors: factors), crossSection: crossSection, detector: detector)
  }

  /// Simpson's rule between values at which the density has no pole.
  private func integral(
    _ density: (Double) -> Double, _ range: (lower: Double, upper: Double), steps: Int = 400
  ) -> Double {
    let width = (range.upper - range.lower) / Double(steps)
    return (0...steps).reduce(0) { sum, step in
      let weight = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4 : 2
      return sum + weight * density(range.lower + width * Double(step))
    } * width / 3
  }

  @Test(arguments: factors, detectors)
  func theDensityIntegratesToTheDistributionFunction(factors: [Double], detector: QCFDetector) {
    let distribution = distribution(factors, detector)
    for range in [(0.1, 0.3), (0.5, 0.95), (-0.8, -0.2)] {
      let sum = integral(distribution.density, range)
      let expected = distribution.cumulative(at: range.1) - distribution.cumulative(at: range.0)
      #expect(abs(sum - expected) < 1e-6, "\(range): \(sum), \(expected)")
    }
  }

  /// The quadrature over true values against the folding written out, by another rule on another axis.
  @Test func smearingIsTheIntegralOverTrueValues() {
    let factors = [1.5, 2.0, 3.0, 1.0]
    for crossSection in CrossSection.allCases {
      for variance in [0.001, 0.1, 1] {
        let exact = distribution(factors, QCFDetector(.none), crossSection)
        let smeared = distribution(
          factors, QCFDetector(.centred, variance: variance), crossSection)
        for value in [-0.4, 0.1, 0.5, 1.2] {
          let expected = integral(
            { x in
              guard x > 0 else { return 0 }
              let distance = (value - x) / (x * variance.squareRoot())
              return exact.density(at: x) * exp(-distance * distance / 2)
                / (x * (2 * Double.pi * variance).squareRoot())
            }, (0, 1), steps: 4000)
          #expect(
            abs(smeared.density(at: value) - expected) < 1e-7,
            "\(crossSection) \(variance) \(value)")
        }
      }
    }
  }

  @Test(arguments: factors, detectors)
  func quantilesAreTheInverse(factors: [Double], detector: QCFDetector) {
    let distribution = distribution(factors, detector)
    let quantiles = distribution.quantiles(count: 20)
    for (index, value) in quantiles.enumerated() {
      let probability = (Double(index) + 0.5) / 20
      // Where the density has a pole the probability jumps within the tolerance of the value.
      #expect(
        distribution.cumulative(at: value - 1e-9) <= probability + 1e-8
          && distribution.cumulative(at: value + 1e-9) >= probability - 1e-8, "\(index)")
      #expect(abs(distribution.quantile(probability) - value) < 1e-8)
    }
    #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy(<=))
  }

  /// Most of many quantiles are interpolated; each has to be what a search of its own finds.
  @Test(arguments: factors, detectors)
  func manyQuantilesAreThoseOfSingleSearches(factors: [Double], detector: QCFDetector) {
    let distribution = distribution(factors, detector)
    let quantiles = distribution.quantiles(count: 1000)
    #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy(<=))
    for index in stride(from: 0, to: 1000, by: 7) {
      let value = quantiles[index]
      let expected = distribution.quantile((Double(index) + 0.5) / 1000)
      #expect(abs(value - expected) < 2e-9, "\(index): \(value), \(expected)")
    }
  }

  @Test(arguments: factors, detectors)
  func eventsFollowTheDistribution(factors: [Double], detector: QCFDetector) {
    for crossSection in CrossSection.allCases {
      let model = QCFModel(
        crossSection: crossSection, detector: detector, representation: .unsorted,
        eventCount: 20_000)
      let events = draw(model, factors)
      let exact = distribution(factors, detector, crossSection)
      let distance = kolmogorovDistance(events, from: exact.cumulative)
      #expect(distance < kolmogorovLimit(events.count), "\(crossSection): \(distance)")
      let mean = events.reduce(0) { $0 + Double($1) } / Double(events.count)
      #expect(abs(mean - exact.mean) < 5 * (1.5 / Double(events.count)).squareRoot())
    }
  }

  /// Single precision cannot tell values near 1 apart, where half of the events of small exponents lie.
  @Test func aHistogramCountsWhatTheDistributionExpects() {
    for factors in Self.factors.dropLast() {
      let model = QCFModel(
        detector: QCFDetector(.centred, variance: 0.5), representation: .histogram,
        eventCount: 50_000)
      let counts = draw(model, factors)
      let expected = Tensor(shape: [counts.count]) {
        model.writeExpectation(QCFParameters(factors: factors), into: $0)
      }.elements
      #expect(counts.reduce(0, +) == 50_000 && abs(expected.reduce(0, +) - 50_000) < 1)
      for (bin, (count, mean)) in zip(counts, expected).enumerated() {
        let range = 5 * max(mean, 1).squareRoot() + 5
        #expect(abs(count - mean) < range, "\(factors), bin \(bin): \(count), \(mean)")
      }
    }
  }

  private func draw(_ model: QCFModel, _ factors: [Double]) -> [Float] {
    Tensor(shape: model.sampleShape) {
      model.draw(
        QCFParameters(factors: factors), into: $0, seed: 11, index: 5, using: model.makeWorkspace())
    }.elements
  }
}
