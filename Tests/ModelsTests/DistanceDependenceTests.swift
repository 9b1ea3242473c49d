import Platform
import Tensors
import TestSupport
import Testing

@testable import Models

/// The squared distance correlation by its definition, one pair at a time in double precision.
private enum ReferenceDependence {
  static func centered(_ column: [Double]) -> [[Double]] {
    let count = column.count
    let distances = column.map { first in column.map { abs(first - $0) } }
    let sums = distances.map { $0.reduce(0, +) }
    let total = sums.reduce(0, +)
    return (0..<count).map { row in
      (0..<count).map { other in
        row == other
          ? 0
          : distances[row][other] - (sums[row] + sums[other]) / Double(count - 2)
            + total / Double((count - 1) * (count - 2))
      }
    }
  }

  static func product(_ first: [[Double]], _ second: [[Double]]) -> Double {
    let count = Double(first.count)
    return zip(first, second).reduce(0) { sum, rows in
      sum + zip(rows.0, rows.1).reduce(0) { $0 + $1.0 * $1.1 }
    } / (count * (count - 3))
  }

  static func correlation(_ first: [Double], _ second: [Double]) -> Double {
    let (first, second) = (centered(first), centered(second))
    return product(first, second)
      / (product(first, first) * product(second, second)).squareRoot()
  }
}

/// Distance correlations of latents with factors.
@Suite struct DistanceDependenceTests {
  private func evaluate(_ latent: [Double], _ factors: [[Double]]) -> (
    value: Double, gradient: [Double]
  ) {
    let dependence = DistanceDependence(factorCount: factors.count, rowCount: latent.count + 3)
    let stride = BatchColumn.paddedCount(latent.count)
    let memory = DoubleBuffer(count: 2 * stride)
    let column = BatchColumn(start: memory.pointer, rowCount: latent.count)
    let gradient = BatchColumn(start: memory.pointer + stride, rowCount: latent.count)
    for (index, factor) in factors.enumerated() {
      for row in factor.indices { column.start[row] = factor[row] }
      dependence.take(column, asFactor: index)
    }
    for row in latent.indices { column.start[row] = latent[row] }
    let value = dependence.evaluate(column, gradient: gradient)
    return (value, latent.indices.map { gradient.start[$0] })
  }

  /// Right values: `dcor.u_distance_correlation_sqr` of the Python package dcor 0.7.
  @Test func valuesOfAnotherProgram() {
    let latent = [0.5, -1.25, 2.0, 0.75, -0.5, 1.5, -2.25, 0.25, 3.0, -1.0]
    let square = [-0.25, 0.5625, 4.0, 0.0625, -1.25, 1.75, 5.0625, -0.9375, 8.5, 1.0]
    let other = [0.1, 0.9, 0.3, 0.7, 0.2, 0.8, 0.6, 0.4, 0.5, 0.0]
    #expect(abs(evaluate(latent, [square]).value - 0.062_497_492_682_568_77) < 1e-5)
    #expect(abs(ReferenceDependence.correlation(latent, other) + 0.138_084_057_035_374_4) < 1e-12)
    #expect(evaluate(latent, [other]).value == 0)
    #expect(abs(evaluate(latent, [latent]).value - 1) < 1e-5)
    // Not at all correlated, and yet dependent.
    #expect(abs(evaluate(latent, [square, other]).value - 0.062_497_492_682_568_77) < 1e-5)
  }

  @Test(arguments: 0..<8) func gradientsAreCentralDifferences(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let count = [10, 12, 16, 17, 23, 33, 40, 48][seed]
    let factors = (0..<2).map { _ in random.doubles(count, in: 0...1) }
    let noise = random.gaussians(count)
    // Distinct to well above the step, for the distance has no derivative at zero.
    let latent = (0..<count).map { row in
      let offset = factors[0][row] - 0.5
      return (4 * offset * offset + factors[1][row] + 0.3 * noise[row]) + 1e-3 * Double(row)
    }
    let loss = { (column: [Double]) in
      factors.reduce(0) { $0 + max(0, ReferenceDependence.correlation(column, $1)) }
    }
    let (value, gradient) = evaluate(latent, factors)
    #expect(abs(value - loss(latent)) < 1e-4, "seed \(seed)")
    let expected = latent.indices.map { row in
      let step = 1e-6
      var (above, below) = (latent, latent)
      above[row] += step
      below[row] -= step
      return (loss(above) - loss(below)) / (2 * step)
    }
    #expect(largestDifference(gradient.map(Float.init), from: expected) < 1e-4, "seed \(seed)")
  }

  @Test func fewRowsAndConstantColumnsCostNothing() {
    #expect(evaluate([1, 2, 3], [[1, 2, 3]]).value == 0)
    #expect(evaluate([1, 1, 1, 1, 1], [[1, 2, 3, 4, 5]]).value == 0)
    #expect(evaluate([1, 2, 3, 4, 5], [[2, 2, 2, 2, 2]]).value == 0)
  }

  /// The remaining latent follows the square of a centred factor, which no correlation of first powers sees.
  @Test func thePenaltyIsPartOfTheLossAndItsGradient() throws {
    var random = CounterRandom(testCase: 1)
    let rows = 40
    let factor = random.doubles(rows, in: 0...1)
    let objective = AuxiliaryObjective(
      form: .slides, factors: [AuxiliaryFactor(name: "u", lower: 0, upper: 1)],
      alignmentWeight: 0, independenceWeight: 0, dependenceWeight: 3)
    #expect(objective.penalties.last == "dependence")
    let coupling = LatentCoupling(objective, latentCount: 3, batchSize: rows + 9)
    let columns = [
      factor, factor.map { 0.002 * ($0 - 0.5) * ($0 - 0.5) }, random.gaussians(rows),
    ]
    let evaluate = { (columns: [[Double]]) -> Double in
      for row in 0..<rows {
        coupling.factors.elements[row] = Float(factor[row])
        for latent in 0..<3 {
          coupling.means.elements[3 * row + latent] = Float(columns[latent][row])
        }
      }
      coupling.evaluate(rowCount: rows, isTraining: true)
      return coupling.loss
    }
    let loss = evaluate(columns)
    let expected = (1...2).reduce(0) {
      $0 + max(0, ReferenceDependence.correlation(columns[$1], factor)) / 2
    }
    #expect(abs(coupling.value(.dependence) - expected) < 1e-4 && abs(loss - 3 * expected) < 3e-4)
    #expect(expected > 0.1)
    var gradient = [Float](repeating: 0, count: 3 * rows)
    gradient.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      coupling.addGradient(by: .mean, of: 0..<rows, to: start, stride: 3)
    }
    #expect((0..<rows).allSatisfy { gradient[3 * $0] == 0 })
    // A step against the gradient, small for the small column.
    let moved = columns.enumerated().map { latent, column in
      column.enumerated().map { row, value in
        latent == 1 ? value - 1e-9 * Double(gradient[3 * row + 1]) : value
      }
    }
    #expect(evaluate(moved) < loss)
  }

  @Test func beyondTheLimitTheFirstRowsAreUsed() {
    let dependence = DistanceDependence(factorCount: 1, rowCount: 4096)
    #expect(dependence.rows(of: 4096) == DistanceDependence.rowLimit)
    #expect(dependence.rows(of: 100) == 100)
  }
}
