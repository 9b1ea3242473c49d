import Storage
import TestSupport
import Testing

@testable import Simulations

/// Energies and distances that LAMMPS and SciPy computed.
@Suite("Fluid against LAMMPS, Reference")
struct FluidReferenceTests {
  private let configurations: [[SIMD2<Double>]]
  private let file: SafetensorsFile

  init() throws {
    // The fixtures of all suites of this target lie beside its folder.
    file = try ReferenceNumbers.open(
      "fluid.safetensors",
      testFile: #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
        .joined(separator: "/") + "/fluid")
    let shape = try #require(file.entry("coordinates")).shape
    let numbers = try file.doubles("coordinates").elements
    configurations = (0..<shape[0]).map { configuration in
      (0..<shape[1]).map { particle in
        let place = 2 * (configuration * shape[1] + particle)
        return SIMD2(numbers[place], numbers[place + 1])
      }
    }
  }

  @Test func energiesAgreeToATenBillionth() throws {
    let pairs = try file.doubles("pair_energy").elements
    let heights = try file.doubles("height_sum").elements
    #expect(configurations.count == pairs.count && !pairs.isEmpty)
    for (index, places) in configurations.enumerated() {
      let pair = PairPotential.lennardJones.energy(of: places)
      #expect(abs(pair - pairs[index]) < 1e-10, "pairs of \(index): \(pair - pairs[index])")
      let total = FluidModel().energy(of: places, gravity: 0.7)
      #expect(abs(total - pairs[index] - 0.7 * heights[index]) < 1e-10, "total of \(index)")
    }
  }

  @Test func distancesAgree() throws {
    let expected = try file.doubles("distances").elements
    let count = configurations[0].count
    var sample = [Float](repeating: -1, count: count * count)
    for (index, places) in configurations.enumerated() {
      sample.withUnsafeMutableBufferPointer {
        FluidRepresentation.distances.write(places, into: $0, boxLength: 10, gridSize: 1)
      }
      let rows = expected[index * count * count..<(index + 1) * count * count]
      #expect(zip(sample, rows).allSatisfy { $0 == Float($1) || abs($0 - Float($1)) < 1e-6 })
    }
  }
}
