import TestSupport
import Tensors
import Testing

@testable import Models

/// A batch of latents and factors, and the coupling that holds it.
private struct CoupledBatch {
  let rows: Int
  let latents: Int
  let objective: AuxiliaryObjective
  var columns: ReferencePenalties

  static func objective(
    _ form: String, factors: Int, alignment: Double = 1, independence: Double = 1
  ) throws -> AuxiliaryObjective {
    AuxiliaryObjective(
      form: try #require(AuxiliaryForm.named(form)),
      factors: (0..<factors).map { AuxiliaryFactor(name: "u\($0)", lower: 0, upper: 1) },
      alignmentWeight: alignment, independenceWeight: independence)
  }

  /// Latents that follow the factors in part, so that correlations are neither 0 nor 1.
  init(seed: Int, form: String, rows: Int, factors: Int, latents: Int) throws {
    var random = CounterRandom(testCase: seed)
    objective = try Self.objective(form, factors: factors, alignment: 0.7, independence: 0.3)
    (self.rows, self.latents) = (rows, latents)
    let single = { (values: [Double]) in values.map { Double(Float($0)) } }
    let known = (0..<factors).map { _ in single(random.doubles(rows, in: 0...1)) }
    let mixed = { (random: inout CounterRandom) in
      (0..<latents).map { latent -> [Double] in
        let noise = random.gaussians(rows)
        return single(
          (0..<rows).map { 1.5 * known[latent % factors][$0] + 0.6 * noise[$0] - 0.4 })
      }
    }
    columns = ReferencePenalties(means: mixed(&random), draws: mixed(&random), factors: known)
  }

  /// A coupling with room for more rows than there are.
  func coupling(isTraining: Bool = true) -> LatentCoupling {
    let coupling = LatentCoupling(objective, latentCount: latents, batchSize: rows + 5)
    for (buffer, columns) in [
      (coupling.means, columns.means), (coupling.draws, columns.draws),
      (coupling.factors, columns.factors),
    ] {
      for (index, column) in columns.enumerated() {
        for row in 0..<rows { buffer.elements[row * columns.count + index] = Float(column[row]) }
      }
    }
    coupling.evaluate(rowCount: rows, isTraining: isTraining)
    return coupling
  }

  static func values(_ coupling: LatentCoupling) -> [Double] {
    AuxiliaryPenalty.allCases.map(coupling.value)
  }

  /// The gradient that a worker would add, `[latents][rows]`.
  func gradient(
    _ coupling: LatentCoupling, by source: CorrelationTerm.Source
  ) -> [[Float]] {
    var rowsMajor = [Float](repeating: 0, count: rows * latents)
    rowsMajor.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      let middle = rows / 3
      for part in [0..<middle, middle..<rows] {
        coupling.addGradient(
          by: source, of: part, to: start + part.lowerBound * latents, stride: latents)
      }
    }
    return (0..<latents).map { latent in (0..<rows).map { rowsMajor[$0 * latents + latent] } }
  }

  func loss(_ columns: ReferencePenalties) -> Double {
    let values = columns.values(objective.form.name)
    return objective.alignmentWeight * (values[0] + values[1])
      + objective.independenceWeight * values[2]
  }
}

/// The penalties of all forms and their gradients by an independent computation.
@Suite struct LatentCouplingTests {
  private static let sizes: [(rows: Int, factors: Int, latents: Int)] = [
    (5, 1, 1), (6, 1, 3), (12, 3, 10), (17, 2, 2), (30, 5, 6), (9, 4, 7),
  ]

  @Test(arguments: AuxiliaryForm.all.map(\.name), 0..<6)
  func penaltiesAreThoseOfTheFormulas(form: String, seed: Int) throws {
    let size = Self.sizes[seed]
    let batch = try CoupledBatch(
      seed: seed, form: form, rows: size.rows, factors: size.factors, latents: size.latents)
    for isTraining in [true, false] {
      let coupling = batch.coupling(isTraining: isTraining)
      for (found, expected) in zip(
        CoupledBatch.values(coupling), batch.columns.values(form))
      {
        #expect(abs(found - expected) < 1e-10 * max(1, expected))
      }
      #expect(abs(coupling.loss - batch.loss(batch.columns)) < 1e-9)
    }
  }

  @Test(arguments: AuxiliaryForm.all.map(\.name), 0..<6)
  func gradientsAreCentralDifferences(form: String, seed: Int) throws {
    let size = Self.sizes[seed]
    let batch = try CoupledBatch(
      seed: 100 + seed, form: form, rows: size.rows, factors: size.factors, latents: size.latents)
    let coupling = batch.coupling()
    for (source, path) in [
      (CorrelationTerm.Source.mean, \ReferencePenalties.means),
      (.draw, \ReferencePenalties.draws),
    ] {
      let expected = (0..<size.latents).flatMap { latent in
        (0..<size.rows).map { row -> Double in
          let step = 1e-5
          var (above, below) = (batch.columns, batch.columns)
          above[keyPath: path][latent][row] += step
          below[keyPath: path][latent][row] -= step
          return (batch.loss(above) - batch.loss(below)) / (2 * step)
        }
      }
      let found = batch.gradient(coupling, by: source).flatMap(\.self)
      // Where nothing depends on a column, differences are rounding errors, not zero.
      if expected.allSatisfy({ abs($0) < 1e-9 }) {
        #expect(found == Array(repeating: 0, count: found.count), "\(source)")
      } else {
        #expect(largestDifference(found, from: expected) < 1e-6, "\(source)")
      }
    }
  }

  /// Correlations of powers are invariant under scaling, but only those of first powers under a shift.
  @Test(arguments: AuxiliaryForm.all.map(\.name), 0..<3)
  func scaleAndShiftOfLatentsCostNothing(form: String, seed: Int) throws {
    var batch = try CoupledBatch(seed: 200 + seed, form: form, rows: 20, factors: 2, latents: 4)
    let expected = CoupledBatch.values(batch.coupling())
    let original = batch.columns
    let apply = { (change: (Double) -> Double) in
      batch.columns.means = original.means.map { $0.map(change) }
      batch.columns.draws = original.draws.map { $0.map(change) }
      return CoupledBatch.values(batch.coupling())
    }
    for found in [apply { $0 * 8 }, apply { $0 / 1024 }] {
      for (value, same) in zip(found, expected) { #expect(abs(value - same) < 1e-10) }
    }
    let shifted = apply { Double(Float($0 + 3)) }
    if form != "slides" {
      for index in 0..<2 { #expect(abs(shifted[index] - expected[index]) < 1e-5) }
    }
    #expect(abs(shifted[2] - expected[2]) > 1e-4, "powers know where zero is")
  }

  @Test(arguments: AuxiliaryForm.all.map(\.name))
  func constantLatentsFollowNothing(form: String) throws {
    for constant in [0, 0.7, -3e-4] {
      var batch = try CoupledBatch(seed: 300, form: form, rows: 10, factors: 2, latents: 4)
      for latent in [1, 3] {
        batch.columns.means[latent] = Array(repeating: constant, count: 10)
        batch.columns.draws[latent] = Array(repeating: constant, count: 10)
      }
      let coupling = batch.coupling()
      #expect(coupling.loss.isFinite)
      for source in [CorrelationTerm.Source.mean, .draw] {
        let gradient = batch.gradient(coupling, by: source)
        let isFinite = gradient.flatMap(\.self).allSatisfy(\.isFinite)
        #expect(isFinite)
        #expect(gradient[1] + gradient[3] == Array(repeating: 0, count: 20))
      }
    }
  }

  @Test(arguments: AuxiliaryForm.all.map(\.name), [1, 2, 3])
  func fewRowsAndConstantFactorsAreDefined(form: String, rows: Int) throws {
    var batch = try CoupledBatch(seed: 400, form: form, rows: rows, factors: 2, latents: 3)
    batch.columns.factors[1] = Array(repeating: 0.25, count: rows)
    let coupling = batch.coupling()
    #expect(coupling.loss.isFinite)
    for source in [CorrelationTerm.Source.mean, .draw] {
      let isFinite = batch.gradient(coupling, by: source).flatMap(\.self).allSatisfy(\.isFinite)
      #expect(isFinite, "\(source)")
    }
    if rows == 1 { #expect(coupling.value(.leakage) == 0 && coupling.value(.cross) == 0) }
  }

  /// A full grid of three factors: each is independent of the others, and of latents that follow none.
  @Test func perfectLatentsCostNothingInTheRobustForm() throws {
    let side = 8
    var batch = try CoupledBatch(
      seed: 500, form: "robust", rows: side * side * side, factors: 3, latents: 4)
    batch.columns.factors = [side * side, side, 1].map { period in
      (0..<batch.rows).map { Double($0 / period % side) / Double(side - 1) }
    }
    let parity = (0..<batch.rows).map { row -> Double in
      (row / 64 + row / 8 + row).isMultiple(of: 2) ? 0.5 : -0.5
    }
    batch.columns.means = batch.columns.factors.map { $0.map { 3 * $0 - 1 } } + [parity]
    for value in CoupledBatch.values(batch.coupling()) { #expect(abs(value) < 1e-9) }
    batch.columns.means[1] = batch.columns.factors[1].map { -$0 }
    #expect(abs(batch.coupling().value(.alignment) - 2.0 / 3) < 1e-6, "the direction counts")
  }

  /// Over uniform factors `corr(u, u^2)` is .968, `corr(u, u^3)` .916 and `corr(u^2, u^3)` .986.
  @Test func slidesCannotSeeAPerfectLatent() throws {
    var batch = try CoupledBatch(seed: 600, form: "slides", rows: 2000, factors: 1, latents: 1)
    batch.columns.factors = [(0..<2000).map { Double($0) / 1999 }]
    batch.columns.means = batch.columns.factors
    let expected = 2 * ((1 - 0.968) + (1 - 0.916) + (1 - 0.986)) / 3
    #expect(abs(batch.coupling().value(.alignment) - expected) < 1e-3)
  }

  /// Independent latents cost 5.5 with five factors, five other latents and 64 rows.
  @Test func chanceIsWhatTheReleasedFormMostlyPaysFor() throws {
    var (leakage, cross) = (0.0, 0.0)
    for seed in 0..<40 {
      var batch = try CoupledBatch(
        seed: 700 + seed, form: "released", rows: 64, factors: 5, latents: 10)
      var random = CounterRandom(testCase: 800 + seed)
      batch.columns.means = (0..<10).map { _ in random.gaussians(64) }
      batch.columns.draws = (0..<10).map { _ in random.gaussians(64) }
      let coupling = batch.coupling()
      leakage += coupling.value(.leakage) / 40
      cross += coupling.value(.cross) / 40
    }
    #expect(abs(leakage - 5.5) < 0.25)
    #expect(abs(cross - 20 * 0.1005) < 0.15)
  }

  @Test func whatIsNoNumberStaysNone() throws {
    for form in AuxiliaryForm.all.map(\.name) {
      var batch = try CoupledBatch(seed: 900, form: form, rows: 10, factors: 2, latents: 3)
      batch.columns.factors[1][4] = .nan
      #expect(!batch.coupling().loss.isFinite, "\(form)")
      #expect(batch.coupling().row(holdingFaultIn: 10) == 4)
    }
  }
}
