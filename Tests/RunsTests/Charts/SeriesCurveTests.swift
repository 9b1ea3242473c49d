import Tensors
import TestSupport
import Testing

@testable import Runs

struct SeriesCurveTests {
  private struct Case {
    var points: [(step: Int, value: Double)] = []
    var series: Series
    var random: CounterRandom
  }

  /// A log as it comes: steps with gaps, spikes, values that are no numbers.
  private static func logged(seed: Int) throws -> Case {
    var random = CounterRandom(testCase: seed)
    var store = SeriesStore()
    let index = store.index(of: "loss")
    var points: [(step: Int, value: Double)] = []
    var step = random.integer(-50...50)
    for _ in 0..<random.integer(1...9000) {
      let kind = random.integer(0...400)
      let value =
        kind == 0 ? .nan : kind == 1 ? 1e6 * random.nextGaussian() : random.nextGaussian()
      store.append(index, step: step, time: .nan, value: value)
      points.append((step, value))
      step += random.integer(0...20) == 0 ? random.integer(1...5000) : random.integer(0...3)
    }
    return Case(points: points, series: try #require(store["loss"]), random: random)
  }

  @Test("a curve holds every point within the extremes of its bucket", arguments: 0..<24)
  func extremes(seed: Int) throws {
    var made = try Self.logged(seed: seed)
    let limit = made.random.integer(1...1500)
    let curve = SeriesCurve(made.series, limit: limit)
    let finite = made.points.filter(\.value.isFinite)
    #expect(curve.buckets.count <= max(limit, 1), "seed \(seed)")
    #expect(curve.buckets.reduce(0) { $0 + $1.count } == finite.count, "seed \(seed)")
    #expect(curve.buckets.map(\.minimum).min() == finite.map(\.value).min(), "seed \(seed)")
    #expect(curve.buckets.map(\.maximum).max() == finite.map(\.value).max(), "seed \(seed)")
    let ordered = zip(curve.buckets, curve.buckets.dropFirst()).allSatisfy {
      $0.lastStep <= $1.firstStep && $0.firstStep <= $1.firstStep
    }
    #expect(ordered, "seed \(seed)")
    for point in finite {
      let holds = curve.buckets.contains {
        ($0.firstStep...$0.lastStep).contains(Double(point.step))
          && ($0.minimum...$0.maximum).contains(point.value)
      }
      #expect(holds, "seed \(seed): step \(point.step) lost \(point.value)")
      if !holds { break }
    }
    let marked = curve.marks.reduce(0) { $0 + $1.count }
    #expect(marked == made.points.count - finite.count, "seed \(seed)")
  }

  @Test("a curve of some steps is that of the points there", arguments: 0..<16)
  func window(seed: Int) throws {
    var made = try Self.logged(seed: seed)
    let steps = made.points.map(\.step)
    let ends = [made.random.integer(0...steps.count - 1), made.random.integer(0...steps.count - 1)]
      .map { Double(steps[$0]) }.sorted()
    let whole = SeriesCurve(made.series, limit: 1 << 20)
    let part = SeriesCurve(made.series, steps: ends[0]...ends[1], limit: 1 << 20)
    let expected = whole.buckets.filter { $0.lastStep >= ends[0] && $0.firstStep <= ends[1] }
    // Times are not known here, and no NaN equals another.
    #expect(part.buckets.map(\.firstStep) == expected.map(\.firstStep), "seed \(seed): \(ends)")
    #expect(part.buckets.map(\.mean) == expected.map(\.mean), "seed \(seed): \(ends)")
  }

  @Test("the bucket at a step is the one that a search from the start finds", arguments: 0..<16)
  func lookUp(seed: Int) throws {
    var made = try Self.logged(seed: seed)
    let curve = SeriesCurve(made.series, limit: 200)
    for _ in 0..<100 {
      let step = made.random.integer(-100...(made.points.last?.step ?? 0) + 100)
      let expected = curve.buckets.last { $0.firstStep <= Double(step) } ?? curve.buckets.first
      let found = curve.bucket(at: Double(step))
      #expect(found?.firstStep == expected?.firstStep, "seed \(seed), step \(step)")
      #expect(found?.mean == expected?.mean, "seed \(seed), step \(step)")
    }
  }

  @Test("means over neighbours are those of the points", arguments: 0..<12)
  func means(seed: Int) throws {
    var made = try Self.logged(seed: seed)
    // Few enough for one bucket a point, where a mean over buckets and one over points are the same.
    let points = made.points.prefix(2000).filter(\.value.isFinite)
    var store = SeriesStore()
    let index = store.index(of: "loss")
    for point in points { store.append(index, step: point.step, time: .nan, value: point.value) }
    let curve = SeriesCurve(try #require(store["loss"]), limit: 1 << 20)
    let reach = Double(made.random.integer(0...40))
    let means = curve.means(within: reach)
    #expect(means.count == points.count)
    for (point, mean) in zip(points, means) {
      let near = points.filter { abs(Double($0.step - point.step)) <= reach }
      let expected = near.reduce(0) { $0 + $1.value } / Double(near.count)
      let size = near.map { abs($0.value) }.max() ?? 0
      #expect(
        abs(mean - expected) <= 1e-12 * max(1, size) * Double(near.count),
        "seed \(seed), step \(point.step), reach \(reach)")
    }
  }

  @Test("a series without finite points is an empty curve")
  func nothing() throws {
    var store = SeriesStore()
    store.append(store.index(of: "loss"), step: 3, time: .nan, value: .infinity)
    let curve = SeriesCurve(try #require(store["loss"]))
    #expect(curve.buckets.isEmpty && curve.bucket(at: 3) == nil && curve.means(within: 5) == [])
    #expect(curve.marks.map(\.firstStep) == [3] && curve.newest?.value == .infinity)
  }

  @Test("steps at both ends of what a number holds are gathered without a trap")
  func vastSteps() throws {
    var store = SeriesStore()
    let index = store.index(of: "loss")
    for step in [Int.min, -1, 0, 1, .max] {
      store.append(index, step: step, time: .nan, value: 1)
    }
    let curve = SeriesCurve(try #require(store["loss"]), limit: 2)
    #expect(curve.buckets.reduce(0) { $0 + $1.count } == 5 && curve.buckets.count <= 2)
  }
}
