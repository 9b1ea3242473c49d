import Platform
import Tensors
import Testing

@testable import Simulations

/// What the chains sample, by a second route each.
@Suite("Equilibrium of the fluid")
struct FluidEquilibriumTests {
  /// Means of an independent program for a box of 10 at temperature 1, good to 0.1 and 1.5.
  @Test(arguments: [
    (0.1, 4.35, -10.0), (0.4, 2.93, 6.4), (0.7, 2.30, 13.4), (1.0, 1.97, 20.2),
  ])
  func meansAreTheKnownOnes(gravity: Double, height: Double, energy: Double) {
    let found = means(FluidModel(), gravity: gravity, count: 200)
    #expect(abs(found.height - height) < 0.1, "height \(found.height)")
    #expect(abs(found.energy - energy) < 1.5, "energy \(found.energy)")
  }

  /// Without pairs a height has the density `exp(-gamma y)` and the horizontal place none.
  @Test(arguments: [0.3, 1.0, -0.5]) func oneParticleFollowsTheBarometricFormula(gravity: Double) {
    var model = FluidModel()
    model.particleCount = 1
    model.stepLength = 4
    model.sweepCount = 400
    let places = configurations(model, gravity: gravity, count: 4000).joined()
    let height = kolmogorovDistance(places.map(\.y)) {
      expm1(-gravity * min(max($0, 0), 10)) / expm1(-gravity * 10)
    }
    #expect(height < kolmogorovLimit(4000))
    #expect(kolmogorovDistance(places.map(\.x)) { $0 / 10 } < kolmogorovLimit(4000))
  }

  /// The distance of two particles has the density of two uniform points in a square times `exp(-u(r))`.
  @Test(arguments: PairPotential.allCases) func twoParticlesFollowTheirPotential(
    potential: PairPotential
  ) {
    var model = FluidModel()
    model.potential = potential
    model.particleCount = 2
    model.boxLength = 3
    model.sweepCount = 300
    let distances = configurations(model, gravity: 0, count: 6000).map {
      let difference = $0[0] - $0[1]
      return (difference * difference).sum().squareRoot()
    }
    let step = 3 * 2.0.squareRoot() / 4000
    var sums = [0.0]
    for index in 0..<4000 {
      let r = (Double(index) + 0.5) * step
      let weight = exp(-potential.energy(squaredDistance: r * r))
      sums.append(sums[index] + squareLineDensity(r / 3) * weight)
    }
    let distance = kolmogorovDistance(distances) { r in
      let place = min(max(r / step, 0), 3999.999)
      let share = place - place.rounded(.down)
      return (sums[Int(place)] * (1 - share) + sums[Int(place) + 1] * share) / sums[4000]
    }
    #expect(distance < kolmogorovLimit(6000), "\(distance)")
  }

  /// The order in which particles are proposed decides nothing in the stationary distribution.
  @Test func theOrderOfProposalsDoesNotMatter() {
    let forward = means(FluidModel(), gravity: 0.7, count: 240)
    let backward = means(FluidModel(), gravity: 0.7, count: 240, isBackward: true)
    // A mean height scatters by 0.16 and an energy by 5 over configurations: five deviations of 240.
    #expect(abs(forward.height - backward.height) < 0.075)
    #expect(abs(forward.energy - backward.energy) < 2.3)
  }

  /// The droplet of the long-ranged potential and the scale that gives it away.
  @Test func theLongRangedFluidIsADroplet() {
    var model = FluidModel()
    let gas = radiusOfGyration(configurations(model, gravity: 0.1, count: 80))
    model.potential = .longRanged
    let droplet = radiusOfGyration(configurations(model, gravity: 0.1, count: 80))
    #expect(abs(gas - 3.87) < 0.1, "\(gas)")
    #expect(abs(droplet - 2.8) < 0.1, "\(droplet)")
  }

  private func configurations(
    _ model: FluidModel, gravity: Double, count: Int, isBackward: Bool = false
  ) -> [[SIMD2<Double>]] {
    let workspace = FluidWorkspace(particleCount: model.particleCount)
    let gravities = Array(repeating: gravity, count: FluidChains.count)
    return stride(from: 0, to: count, by: FluidChains.count).flatMap { first in
      workspace.runChains(
        model, gravities: gravities[...], seed: 19, firstIndex: first, isBackward: isBackward)
      return (0..<FluidChains.count).map(workspace.positions(of:))
    }
  }

  private func means(
    _ model: FluidModel, gravity: Double, count: Int, isBackward: Bool = false
  ) -> (height: Double, energy: Double) {
    let all = configurations(model, gravity: gravity, count: count, isBackward: isBackward)
    let heights = all.joined().reduce(0) { $0 + $1.y } / Double(count * model.particleCount)
    let energies = all.reduce(0) { $0 + model.energy(of: $1, gravity: gravity) }
    return (heights, energies / Double(count))
  }

  /// The root of the mean squared distance from the centre of mass, averaged over configurations.
  private func radiusOfGyration(_ all: [[SIMD2<Double>]]) -> Double {
    all.reduce(0) { sum, places in
      let centre = places.reduce(.zero, +) / Double(places.count)
      let squares = places.reduce(0) { total, place in
        let difference = place - centre
        return total + (difference * difference).sum()
      }
      return sum + (squares / Double(places.count)).squareRoot()
    } / Double(all.count)
  }
}

/// The density of the distance of two uniform points in the unit square (Philip 2007, "The probability
/// distribution of the distance between two random points in a box").
private func squareLineDensity(_ s: Double) -> Double {
  if s <= 1 { return 2 * s * (s * s - 4 * s + .pi) }
  let root = (s * s - 1).squareRoot()
  return 2 * s * (4 * root - (s * s + 2 - .pi) - 4 * atan(root))
}
