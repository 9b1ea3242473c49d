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
