import Datasets
import Explorer
import Tensors
import Testing

@testable import ExplorerEngine

/// The simulators of the program's own data sets beside the decoder.
struct ReferenceWorkTests {
  private func work(_ description: DataDescription) throws -> ReferenceWork {
    try #require(ReferenceWork(description, measuring: SampleDrawing.measuring(description)))
  }

  @Test func aGalaxyIsDrawnAndMeasured() throws {
    let description = GalaxySettings().description
    let work = try work(description)
    let middle = description.factors.map { ($0.lower + $0.upper) / 2 }
    let decoded = Tensor(repeating: 0, shape: description.shape)
    let simulated = try #require(work.sample(factors: middle, beside: decoded))
    let flux = try #require(simulated.quantities.first { $0.name == "flux in the stamp" })
    #expect((flux.value / middle[0] - 1).magnitude < 0.05, "\(flux.value) for \(middle[0])")
    #expect(simulated.density == nil && !work.facts.knowsDensity)
    #expect(work.sample(factors: [1000, -1, 0, 0, 1], beside: decoded) == nil)
    #expect(work.sample(factors: middle, beside: Tensor(repeating: 0, shape: [1, 1, 1])) == nil)
  }

  @Test func aTrueQuantileCurveGivesTheTrueDensity() throws {
    let description = QCFSettings().description
    let work = try work(description)
    #expect(work.facts.knowsDensity)
    let factors = [1.5, 2, 2.5, 3]
    let curve = try #require(ReferenceSimulator(description)?.sample(factors: factors))
    let simulated = try #require(work.sample(factors: factors, beside: curve))
    #expect(simulated.sample == curve)
    let density = try #require(simulated.density)
    let width = density.middles[1] - density.middles[0]
    let largest = density.simulated.max() ?? 0
    for bin in density.middles.indices {
      // The outermost bins contain the half steps of probability beyond the ends of the curve.
      let difference = (density.decoded[bin] - density.simulated[bin]).magnitude
      #expect(difference < 0.03 * largest, "bin \(bin): \(density)")
    }
    #expect((density.simulated.reduce(0, +) * width - 1).magnitude < 0.01)
  }

  @Test func aDecodedCurveMayHoldAnything() throws {
    let description = QCFSettings().description
    let work = try work(description)
    let odd = Tensor(
      shape: description.shape,
      elements: (0..<1000).map { [Float.nan, .infinity, -1, 2][$0 % 4] })
    let density = try #require(work.sample(factors: [1, 1, 1, 1], beside: odd)?.density)
    #expect(density.decoded.allSatisfy(\.isFinite) && density.middles.allSatisfy(\.isFinite))
  }

  @Test func strangersHaveNoSimulator() {
    let description = DataDescription(
      name: "dots", kind: .image, shape: [2, 2, 1], unit: "", factors: [])
    #expect(ReferenceWork(description, measuring: SampleDrawing.measuring(description)) == nil)
  }
}
