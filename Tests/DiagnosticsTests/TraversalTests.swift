import Datasets
import Models
import Tensors
import Testing

@testable import Diagnostics

/// The ranges of traversed latents.
@Suite struct TraversalTests {
  private func space(withSample: Bool = true) throws -> TraversalSpace {
    let model = try TestModel.checkpoint()
    let sample = (0..<model.model.latentCount).map {
      TraversalSpace.Normal(mean: Double($0), deviation: 0.5)
    }
    return TraversalSpace(model, sample: withSample ? sample : nil)
  }

  @Test func priorQuantilesAreThoseOfTheNormalDistribution() throws {
    let values = try space().values(of: 1, in: .prior, count: 5)
    // Of 0.025, 0.2625, 0.5, 0.7375 and 0.975, by scipy 1.15 (stats.norm.ppf).
    let expected: [Float] = [-1.959964, -0.635657, 0, 0.635657, 1.959964]
    for (value, expected) in zip(values, expected) { #expect(abs(value - expected) < 1e-4) }
  }

  @Test func aSampleIsLeftAndReachedByDeviations() throws {
    let values = try space().values(of: 2, in: .sample, count: 3, reach: 3)
    #expect(values == [0.5, 2, 3.5])
  }

  /// The probability below every value is that of the requested quantile.
  @Test func posteriorQuantilesAreThoseOfTheMixture() throws {
    let model = try TestModel.checkpoint()
    let statistics = try #require(model.facts.statistics)
    let values = try space().values(of: 0, in: .posterior, count: 9)
    let deviation = Double(statistics.posteriorVariance[0]).squareRoot()
    let means = (0..<statistics.codes.rowCount).map { Double(statistics.codes.row($0).first ?? 0) }
    for (index, value) in values.enumerated() {
      let share =
        means.reduce(0) {
          $0 + TraversalSpace.Normal(mean: $1, deviation: deviation).share(below: Double(value))
        } / Double(means.count)
      #expect(abs(share - (0.025 + 0.95 * Double(index) / 8)) < 1e-4, "\(index)")
    }
  }

  private func bounded(_ slope: Double, sample: TraversalSpace.Normal? = nil) throws
    -> TraversalSpace
  {
    let model = try TestModel.checkpoint()
    let line = LatentAlignment(factor: 0, correlation: 0.9, slope: slope, intercept: 0.5)
    return TraversalSpace(
      model.model.latents, count: model.model.latentCount, statistics: model.facts.statistics,
      sample: sample.map { Array(repeating: $0, count: model.model.latentCount) },
      carried: [1: TraversalSpace.Carried(line: line, name: "radius", bounds: 0.1...1)])
  }

  /// A latent that carries a radius of 0.1 to 1 stops there, at either end of the line.
  @Test(arguments: [0.4, -0.4]) func valuesEndAtTheBoundsOfTheFactor(slope: Double) throws {
    let space = try bounded(slope)
    let values = space.values(of: 1, in: .prior, count: 7)
    let radii = values.map { 0.5 + slope * Double($0) }
    #expect(radii.allSatisfy { (0.1...1).contains($0) }, "\(radii)")
    #expect(abs((radii.min() ?? 0) - 0.1) < 1e-6 && abs((radii.max() ?? 0) - 1) < 1e-6)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
    // Evenly spaced in probability between the ends.
    let shares = values.map {
      TraversalSpace.Normal(mean: 0, deviation: 1).share(below: Double($0))
    }
    let step = (shares[6] - shares[0]) / 6
    for (index, share) in shares.enumerated() {
      #expect(abs(share - shares[0] - Double(index) * step) < 1e-5)
    }
    #expect(space.limitingFactor(of: 1, in: .prior) == "radius")
    #expect(space.limitingFactor(of: 0, in: .prior) == nil)
    #expect(
      Traversal(.rows([0, 1]), range: .prior).limits(in: space) == [1: "radius"])
    #expect(
      space.values(of: 0, in: .prior, count: 7)
        == (try self.space()).values(of: 0, in: .prior, count: 7))
  }

  @Test func whatIsInsideOrWhollyOutsideStaysAsItIs() throws {
    let gentle = try bounded(0.2)
    let free = try space(withSample: false)
    #expect(gentle.values(of: 1, in: .prior, count: 5) == free.values(of: 1, in: .prior, count: 5))
    #expect(gentle.limitingFactor(of: 1, in: .prior) == nil)
    let far = try bounded(0.4, sample: TraversalSpace.Normal(mean: 9, deviation: 0.5))
    #expect(far.values(of: 1, in: .sample, count: 3) == [8, 9, 10], "a measured code is kept")
    let near = try bounded(0.4, sample: TraversalSpace.Normal(mean: 1, deviation: 0.5))
    let values = near.values(of: 1, in: .sample, count: 3)
    #expect(values[0] == 0 && abs(values[2] - 1.25) < 1e-6 && abs(values[1] - 0.625) < 1e-6)
  }

  @Test func rolesDecideWhichFactorsBound() throws {
    let model = try TestModel.checkpoint()
    let carried = TraversalSpace.carried(model.roles, model.data.factors)
    for role in model.roles {
      #expect((carried[role.latent] != nil) == (role.alignment != nil))
    }
    #expect(TraversalSpace(model, sample: nil).carried == carried)
    #expect(TraversalSpace(model, sample: nil, staysWithinBounds: false).carried.isEmpty)
  }

  @Test func whatIsMissingIsSaid() throws {
    #expect(try space(withSample: false).problem(.sample) == "no sample is encoded")
    let model = try TestModel.checkpoint()
    let bare = TraversalSpace(
      model.model.latents, count: model.model.latentCount, statistics: nil, sample: nil)
    #expect(bare.problem(.posterior) == "the model has no codes of its data")
    #expect(bare.problem(.prior) == nil && bare.middle == [0, 0, 0])
  }

  @Test func withoutAPriorTheCodesAreTheUsualRange() throws {
    let model = try TestModel.checkpoint()
    func space(_ statistics: LatentStatistics?) -> TraversalSpace {
      TraversalSpace(
        PointLatents(), count: model.model.latentCount, statistics: statistics, sample: nil)
    }
    #expect(try self.space().usualRange == .prior)
    #expect(space(model.facts.statistics).usualRange == .posterior)
    #expect(space(nil).usualRange == .prior, "which says why there is none")
  }

  @Test func aGridMovesTwoLatentsAndLeavesTheOthers() throws {
    let grid = Traversal(.grid(across: 2, down: 0), range: .prior, count: 3)
      .grid(about: [9, 8, 7], in: try space())
    #expect(grid.points.shape == [9, 3])
    #expect(grid.rows.allSatisfy { $0.allSatisfy { $0.point[1] == 8 && $0.moved == [2, 0] } })
    #expect(grid.rows[0][0].point[0] > grid.rows[2][0].point[0])
    #expect(grid.rows[0][0].point[2] < grid.rows[0][2].point[2])
  }
}
