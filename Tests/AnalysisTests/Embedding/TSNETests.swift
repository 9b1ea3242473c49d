import Synchronization
import Tensors
import TestSupport
import Testing

@testable import Analysis

struct TSNETests {
  private let points = MadeUpPoints.blobs(700, 6, seed: 6)

  private func map(
    _ points: Tensor, iterations: Int, threads: Int = 2, settings: TSNESettings = TSNESettings()
  ) throws -> TSNE {
    let map = try TSNE(points: points, settings: settings, team: WorkerTeam(count: threads))
    for _ in 0..<iterations { map.step() }
    return map
  }

  @Test func beginsWithThePrincipalComponents() throws {
    let map = try map(points, iterations: 0).embedding
    let scores = try PrincipalProjection(points, count: 2).scores(of: points)
    for axis in 0..<2 {
      let found = stride(from: axis, to: map.count, by: 2).map { Double(map.elements[$0]) }
      let expected = stride(from: axis, to: map.count, by: 2).map { Double(scores.elements[$0]) }
      let product = zip(found, expected).reduce(0) { $0 + $1.0 * $1.1 }
      let norms = (found.reduce(0) { $0 + $1 * $1 } * expected.reduce(0) { $0 + $1 * $1 })
      #expect(product / norms.squareRoot() > 0.999)
      if axis == 0 {
        let deviation = (found.reduce(0) { $0 + $1 * $1 } / Double(found.count)).squareRoot()
        #expect(abs(deviation - 1e-4) < 1e-6)
      }
    }
  }

  @Test func firstGainsAreOnePointTwo() throws {
    let map = try map(points, iterations: 1)
    #expect(map.gains.elements.allSatisfy { $0 == 1.2 })
    #expect(map.state.iteration == 1)
    #expect(map.state.costIteration == 0)
  }

  /// The rule of openTSNE in scalars and double precision.
  @Test(arguments: 0..<4) func updateFollowsTheRule(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let count = 11
    let values = (0..<4).map { _ in random.floats(2 * count) }
    let positions = SharedBuffer(values[0])
    let updates = SharedBuffer(values[1])
    let gains = SharedBuffer(values[2].map(abs))
    let gradient = SharedBuffer(values[3])
    let rule = UpdateRule(rate: 3, momentum: 0.8, longestStep: 1.5)
    let sum = rule.apply(
      0..<count, positions: positions.pointer, updates: updates.pointer, gains: gains.pointer,
      gradient: gradient.pointer)
    var total = SIMD2<Double>.zero
    for point in 0..<count {
      var update = SIMD2<Double>.zero
      for axis in 0..<2 {
        let index = 2 * point + axis
        let (old, slope) = (Double(values[1][index]), Double(values[3][index]))
        var gain = Double(abs(values[2][index]))
        gain = old.sign == slope.sign ? gain * 0.8 + 0.01 : gain + 0.2
        #expect(abs(Double(gains[index]) - gain) < 1e-6, "seed \(seed)")
        update[axis] = 0.8 * old - 3 * gain * slope
      }
      let length = (update * update).sum().squareRoot()
      if length > 1.5 { update *= 1.5 / length }
      for axis in 0..<2 {
        let index = 2 * point + axis
        #expect(abs(Double(updates[index]) - update[axis]) < 1e-5, "seed \(seed)")
        total[axis] += Double(values[0][index]) + update[axis]
      }
    }
    #expect(abs(sum.x - total.x) < 1e-4 && abs(sum.y - total.y) < 1e-4, "seed \(seed)")
  }

  @Test(arguments: [TSNEGradientMethod.exact, .barnesHut(angle: 0.5), .interpolation])
  func sameSeedSameMap(method: TSNEGradientMethod) throws {
    var settings = TSNESettings()
    settings.method = method
    let first = try map(points, iterations: 20, settings: settings).embedding
    let second = try map(points, iterations: 20, settings: settings).embedding
    #expect(firstDifference(first.elements, from: second.elements) == nil)
    settings.seed = 1
    let other = try map(points, iterations: 20, settings: settings).embedding
    #expect(firstDifference(first.elements, from: other.elements) != nil)
  }

  @Test(arguments: [TSNEGradientMethod.exact, .interpolation], [1, 3])
  func numberOfWorkersHardlyMatters(method: TSNEGradientMethod, threads: Int) throws {
    var settings = TSNESettings()
    settings.method = method
    let two = try map(points, iterations: 10, settings: settings).embedding
    let other = try map(points, iterations: 10, threads: threads, settings: settings).embedding
    #expect(largestDifference(other.elements, from: two.elements.map(Double.init)) < 1e-5)
  }

  @Test func costFallsAndAgreesWithTheDefinition() throws {
    let map = try map(points, iterations: 400)
    let earlier = try #require(map.exactCost())
    let objective = TSNEObjective(
      embedding: map.embedding.elements.map(Double.init), affinities: map.affinities)
    #expect(abs(earlier / objective.cost - 1) < 1e-5)
    for _ in 0..<100 { map.step() }
    let later = try #require(map.exactCost())
    #expect(later < earlier)
    #expect(map.state.exaggeration == 1)
    #expect(map.embedding.isFinite)
    let mean = map.embedding.elements.reduce(0, +) / 1400
    #expect(abs(mean) < 1e-3)
  }

  @Test func cancelledStepChangesNothing() throws {
    let map = try map(points, iterations: 5)
    let (before, state) = (map.embedding, map.state)
    for limit in 0..<8 {
      let asked = Mutex(0)
      let isDone = map.step {
        asked.withLock {
          $0 += 1
          return $0 > limit
        }
      }
      #expect(!isDone)
      #expect(map.embedding == before && map.state == state)
    }
    #expect(map.step())
    #expect(map.embedding != before)
  }

  @Test func preparationIsFollowedAndCancelled() throws {
    let stages = Mutex<[WorkMonitor.Stage]>([])
    let monitor = WorkMonitor(progress: { stage, share in
      if (0...1).contains(share) { stages.withLock { $0.append(stage) } }
    })
    _ = try TSNE(points: points, team: WorkerTeam(count: 1), monitor: monitor)
    #expect(Set(stages.withLock { $0 }) == Set(WorkMonitor.Stage.allCases))
    for stage in WorkMonitor.Stage.allCases {
      let isReached = Mutex(false)
      let cancelling = WorkMonitor(
        isCancelled: { isReached.withLock { $0 } },
        progress: { found, _ in if found == stage { isReached.withLock { $0 = true } } })
      #expect(throws: PointsError.cancelled) {
        try TSNE(points: points, team: WorkerTeam(count: 1), monitor: cancelling)
      }
    }
  }

  @Test func perturbationIsSeededAndHeals() throws {
    let first = try map(points, iterations: 300)
    let second = try map(points, iterations: 300)
    let before = first.embedding
    first.perturb()
    second.perturb()
    #expect(first.embedding == second.embedding && first.embedding != before)
    let cost = try #require(first.exactCost())
    for _ in 0..<50 { first.step() }
    #expect(try #require(first.exactCost()) < cost)
  }

  @Test(arguments: [10.0, 60]) func perplexityChangesWithoutLosingTheMap(perplexity: Double) throws
  {
    let map = try map(points, iterations: 300)
    let before = map.embedding
    try map.changePerplexity(to: perplexity)
    #expect(map.embedding.elements.count == before.elements.count)
    #expect(map.affinities.perplexity == perplexity)
    let moved = largestDifference(map.embedding.elements, from: before.elements.map(Double.init))
    #expect(moved == 0)
    map.step()
    #expect(map.embedding.isFinite)
  }

  @Test func mapMayBeginAnywhere() throws {
    let start = MadeUpPoints.cloud(700, 2, seed: 8)
    let map = try TSNE(points: points, initial: start)
    #expect(map.embedding == start)
    #expect(throws: PointsError.self) {
      try TSNE(points: points, initial: Tensor(repeating: 0, shape: [3, 2]))
    }
  }
}
