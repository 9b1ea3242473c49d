import Analysis
import Storage
import Tensors
import TestSupport
import Testing

@Suite("Energy and pairs of particles, Reference")
struct ParticleEnergyTests {
  @Test func knownPlacesOfThePotential() {
    func energy(_ r: Double, cap: Double? = nil) -> Double {
      ParticleEnergy.pair(squaredDistance: r * r, cap: cap)
    }
    #expect(abs(energy(1.122_462_048_309_373) + 1) < 1e-12)
    #expect(abs(energy(0.8) - 42.95) < 0.1)
    #expect(abs(energy(0.969_115_898_7) - 1) < 1e-6)
    #expect(energy(0.9, cap: 1) == 1 && energy(0, cap: 1) == 1 && energy(0).isFinite)
    #expect(energy(1.2, cap: 1) == energy(1.2))
  }

  /// The energies of LAMMPS, and those of the particles that are recovered from SciPy's distances.
  @Test func energiesAreThoseOfLAMMPS() throws {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    let file = try ReferenceNumbers.open(
      "fluid.safetensors", testFile: folder.joined(separator: "/") + "/geometry")
    let shape = try #require(file.entry("coordinates")).shape
    let numbers = try file.doubles("coordinates").elements
    let energies = try file.doubles("pair_energy").elements
    let distances = try file.tensor("distances")
    for index in 0..<shape[0] {
      let particles = (0..<shape[1]).map {
        let place = 2 * (index * shape[1] + $0)
        return SIMD2(numbers[place], numbers[place + 1])
      }
      let energy = ParticleEnergy.total(particles, gravity: 0, cap: nil)
      #expect(abs(energy - energies[index]) < 1e-10)
      let matrix = try DistanceMatrix(
        measured: Array(distances.row(index)), expectedCount: shape[1])
      let embedding = PlanarEmbedding(matrix)
      let aligned = PlanarAlignment(embedding.positions, to: particles)
      #expect(aligned.rootMeanSquare < 1e-6, "distances in single precision")
      let found = ParticleEnergy.total(Tumbler.rest(embedding.positions), gravity: 0, cap: nil)
      #expect(abs(found - energies[index]) < 1e-3)
    }
  }

  @Test func overlapsAreFound() {
    let particles = [SIMD2(0, 0), SIMD2(0.5, 0), SIMD2(5, 5)] as [SIMD2<Double>]
    #expect(ParticleEnergy.smallestDistance(particles) == 0.5)
    #expect(ParticleEnergy.closePairCount(particles) == 1)
    #expect(ParticleEnergy.smallestDistance([.zero]) == .infinity)
    let heap = Array(repeating: SIMD2<Double>.zero, count: 30)
    #expect(ParticleEnergy.total(heap, gravity: 1) == 435)
    #expect(ParticleEnergy.total(heap, gravity: 1, cap: nil).isFinite)
    #expect(ParticleEnergy.total([SIMD2(0, 2), SIMD2(9, 3)], gravity: 2) > 9.9)
  }

  /// Independent uniform particles have g = 1 everywhere, and every pair is counted.
  @Test func uniformParticlesAreNotCorrelated() {
    var random = CounterRandom(testCase: 1)
    let configurations = (0..<400).map { _ in
      (0..<30).map { _ in SIMD2(random.doubles(2, in: 0...4)) }
    }
    let found = PairCorrelation(
      configurations, boxLength: 4, binCount: 20, largestDistance: 4 * 2.0.squareRoot())
    // 174,000 pairs, of which the last two bins hold too few.
    for bin in 0..<18 {
      #expect(abs(found.values[bin] - 1) < 0.15, "bin \(bin): \(found.values[bin])")
    }
    for bin in 2..<14 {
      #expect(abs(found.values[bin] - 1) < 0.03, "bin \(bin): \(found.values[bin])")
    }
  }

  @Test func nothingIsCloserThanTheGap() {
    var random = CounterRandom(testCase: 2)
    let configurations = (0..<50).map { _ in madeUpParticles(&random) }
    let found = PairCorrelation(
      configurations, boxLength: 10, binCount: 50, largestDistance: 5)
    for (distance, value) in zip(found.distances, found.values) {
      if distance < 0.75 { #expect(value == 0) } else if distance > 1 { #expect(value > 0.5) }
    }
    #expect(PairCorrelation([], boxLength: 1, largestDistance: 1).values.allSatisfy { $0 == 0 })
  }
}
