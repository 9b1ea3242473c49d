import Tensors
import TestSupport
import Testing

@testable import Runs

struct SeriesStoreTests {
  private static func store(_ points: [(step: Int, value: Double)]) throws -> SeriesStore {
    var store = SeriesStore()
    let index = store.index(of: "loss")
    for point in points { store.append(index, step: point.step, time: .nan, value: point.value) }
    return store
  }

  @Test("few points stay as they came")
  func fewPoints() throws {
    let points = (0..<100).map { (step: $0 * 5, value: Double($0).squareRoot()) }
    let series = try #require(try Self.store(points)["loss"])
    #expect(series.current.map(\.firstStep) == points.map(\.step).steps)
    #expect(series.current.map(\.minimum) == points.map(\.value))
    #expect(series.bucketWidth == 1 && series.pointCount == 100)
    #expect(series.last?.step == 495)
  }

  @Test("ten million points fit the bound, and no spike is lost")
  func tenMillionPoints() throws {
    let count = 10_000_000
    var store = SeriesStore()
    let index = store.index(of: "loss")
    let (up, down) = (1_234_567, 7_654_321)
    for step in 0..<count {
      let value = step == up ? 1e6 : step == down ? -1e6 : Double(step & 1023)
      store.append(index, step: step, time: Double(step), value: value)
    }
    let series = try #require(store["loss"])
    #expect(series.pointCount == count)
    #expect(series.bucketCount <= SeriesStore.bucketsPerSeries)
    #expect(series.bucketCount > SeriesStore.bucketsPerSeries / 4)
    #expect(series.newestSegment.buckets.capacity <= 2 * SeriesStore.bucketsPerSeries)
    let buckets = series.current
    #expect(buckets.reduce(0) { $0 + $1.count } == count)
    #expect(MemoryLayout<SeriesBucket>.stride == 64)
    let top = try #require(buckets.first { $0.maximum == 1e6 })
    #expect((top.firstStep...top.lastStep).contains(Double(up)) && top.minimum >= 0)
    let bottom = try #require(buckets.first { $0.minimum == -1e6 })
    #expect((bottom.firstStep...bottom.lastStep).contains(Double(down)) && bottom.maximum <= 1023)
    #expect(zip(buckets, buckets.dropFirst()).allSatisfy { $0.lastStep + 1 == $1.firstStep })
  }

  @Test("many series share the bound")
  func manySeries() {
    var store = SeriesStore()
    for round in 0..<2 {
      for number in 0..<5000 {
        let index = store.index(of: "metric/\(number)")
        for step in 0..<150 {
          store.append(index, step: round * 150 + step, time: .nan, value: 1)
        }
      }
    }
    let buckets = store.series.reduce(0) { $0 + $1.bucketCount }
    #expect(buckets <= SeriesStore.bucketLimit)
    #expect(store.capacity == 128 && store.pointCount == 1_500_000)
    #expect(store.series.allSatisfy { $0.bucketCount <= store.capacity })
  }

  @Test("names beyond the limit are counted, not kept")
  func tooManyNames() {
    var store = SeriesStore()
    for number in 0..<SeriesStore.seriesLimit + 3 {
      store.append(store.index(of: "\(number)"), step: 0, time: .nan, value: 0)
    }
    #expect(store.series.count == SeriesStore.seriesLimit && store.refusedPointCount == 3)
    #expect(store.series.count * store.capacity <= SeriesStore.bucketLimit)
  }

  @Test("buckets keep extremes, mean, steps and the order of the extremes", arguments: 0..<40)
  func mergingKeepsWhatItMust(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let values = random.gaussians(random.integer(2...40))
    var whole = SeriesBucket(step: 0, time: .nan, value: values[0])
    for (step, value) in values.enumerated().dropFirst() {
      whole.add(step: step, time: .nan, value: value)
    }
    let cut = random.integer(1...values.count - 1)
    var left = SeriesBucket(step: 0, time: .nan, value: values[0])
    for step in 1..<cut { left.add(step: step, time: .nan, value: values[step]) }
    var right = SeriesBucket(step: cut, time: .nan, value: values[cut])
    for step in cut + 1..<max(values.count, cut + 1) {
      right.add(step: step, time: .nan, value: values[step])
    }
    left.merge(right)
    for bucket in [whole, left] {
      #expect(bucket.minimum == values.min() && bucket.maximum == values.max())
      #expect(abs(bucket.mean - values.reduce(0, +) / Double(values.count)) < 1e-12)
      #expect(bucket.firstStep == 0 && bucket.lastStep == Double(values.count - 1))
      let order =
        values.firstIndex(of: bucket.minimum) ?? 0 < values.firstIndex(of: bucket.maximum) ?? 0
      #expect(bucket.isMinimumFirst == order)
    }
  }

  @Test("large values have a mean")
  func largeValues() {
    var bucket = SeriesBucket(step: 0, time: .nan, value: 1.7e308)
    bucket.add(step: 1, time: .nan, value: 1.7e308)
    #expect(bucket.mean == 1.7e308)
  }

  @Test("a step that goes back starts a segment that supersedes what it repeats")
  func restart() throws {
    let first = (0..<10).map { (step: $0 * 10, value: 1.0) }
    let second = (0..<10).map { (step: 50 + $0 * 10, value: 2.0) }
    let series = try #require(try Self.store(first + second)["loss"])
    #expect(series.restartCount == 1 && series.segments.count == 2)
    #expect(series.current.map(\.firstStep) == (0..<15).map { $0 * 10 }.steps)
    #expect(series.current.map(\.mean) == [1, 1, 1, 1, 1] + [Double](repeating: 2, count: 10))
    #expect(series.earlierSegments[0].buckets.count == 10)
  }

  @Test("however often a run restarts, memory is bounded and the current curve is right")
  func manyRestarts() throws {
    for seed in 0..<20 {
      var random = CounterRandom(testCase: seed)
      var points: [(step: Int, value: Double)] = []
      var expected: [(step: Int, value: Double)] = []
      var (step, hasFallen) = (0, false)
      for value in 0..<800 {
        // One row alone that repeats a step is no restart.
        hasFallen = !hasFallen && step > 0 && value < 799 && random.integer(0...9) == 0
        step = hasFallen ? max(0, step - random.integer(1...30)) : step + 1
        // A step that was not seen before is sorted in.
        if let last = expected.last, step < last.step, expected.contains(where: { $0.step == step })
        {
          expected.removeAll { $0.step >= step }
        }
        points.append((step, Double(value)))
        let place = expected.firstIndex { $0.step > step } ?? expected.count
        expected.insert((step, Double(value)), at: place)
      }
      let series = try #require(try Self.store(points)["loss"])
      #expect(series.segments.count <= Series.earlierSegmentLimit + 1, "seed \(seed)")
      #expect(series.current.map(\.firstStep) == expected.map(\.step).steps, "seed \(seed)")
      #expect(series.current.map(\.mean) == expected.map(\.value), "seed \(seed)")
    }
  }

  @Test("values that are no numbers are marks with steps and counts, and never in a bucket")
  func marks() throws {
    let values: [Double] = [1, .nan, .nan, .infinity, 2, .nan, -.infinity]
    let points = values.enumerated().map { (step: $0 * 2, value: $1) }
    let series = try #require(try Self.store(points)["loss"])
    #expect(series.current.map(\.mean) == [1, 2])
    let marks = series.currentMarks
    #expect(marks.map(\.counts.name) == ["NaN", "infinity", "NaN", "-infinity"])
    #expect(marks.map(\.firstStep) == [2, 6, 10, 12] && marks.map(\.lastStep) == [4, 6, 10, 12])
    #expect(marks.map(\.count) == [2, 1, 1, 1] && series.nonFinite.total == 5)
  }

  @Test("any number of marks fits their bound; the first keeps its step")
  func manyMarks() throws {
    let points = (0..<5000).map { (step: $0, value: $0 % 2 == 0 ? Double.nan : 1) }
    let series = try #require(try Self.store(points)["loss"])
    #expect(series.currentMarks.count <= SeriesSegment.markLimit)
    #expect(series.currentMarks.first?.firstStep == 0)
    #expect(series.currentMarks.last?.lastStep == 4998)
    #expect(series.currentMarks.reduce(0) { $0 + $1.count } == 2500)
  }

  @Test("a log that says where it goes on supersedes later points at once")
  func announcedRestart() throws {
    var store = try Self.store((0..<10).map { (step: $0, value: 1.0) })
    store.restart(at: 7)
    #expect(store["loss"]?.current.map(\.firstStep) == (0..<7).steps)
    store.append(store.index(of: "loss"), step: 8, time: .nan, value: 2)
    #expect(store["loss"]?.current.map(\.firstStep) == (0..<7).steps + [8])
  }

  @Test("what a log superseded is counted, and the last point is the newest that is left")
  func supersededCount() throws {
    var store = try Self.store((0..<10).map { (step: $0, value: Double($0)) })
    store.restart(at: 7)
    #expect(store.supersededCount == 3 && store["loss"]?.restartCount == 1)
    #expect(store["loss"]?.last.map { [$0.step, $0.value] } == [6, 6])
    store.restart(at: 0)
    #expect(store.supersededCount == 10 && store["loss"]?.last == nil)
    #expect(store.notes == ["10 points superseded by restarts: loss 10"])
  }

  @Test("a million points in reverse order fit the bound, and no spike is lost")
  func reversed() throws {
    let count = 1 << 20
    var store = SeriesStore()
    let index = store.index(of: "loss")
    for step in (0..<count).reversed() {
      store.append(index, step: step, time: .nan, value: step == 777_777 ? 1e6 : Double(step & 7))
    }
    let series = try #require(store["loss"])
    #expect(series.bucketCount <= SeriesStore.bucketsPerSeries && series.supersededCount == 0)
    #expect(series.bucketCount > SeriesStore.bucketsPerSeries / 8)
    let buckets = series.current
    #expect(buckets.reduce(0) { $0 + $1.count } == count)
    #expect(buckets.isSorted(by: \.firstStep) && buckets.isSorted(by: \.lastStep))
    let top = try #require(buckets.first { $0.maximum == 1e6 })
    #expect((top.firstStep...top.lastStep).contains(777_777))
    #expect(series.last?.step == Double(count - 1))
  }

  @Test("two halves of many points that are written one after the other lie among each other")
  func interleavedHalves() throws {
    let count = 100_000
    var store = SeriesStore()
    let index = store.index(of: "loss")
    let (first, second) = (store.newWriter(), store.newWriter())
    for step in stride(from: 0, to: count, by: 2) {
      store.append(
        index, step: Double(step), time: Double(step), value: Double(step), by: first)
    }
    for step in stride(from: 1, to: count, by: 2) {
      store.append(
        index, step: Double(step), time: Double(step), value: Double(step), by: second)
    }
    let series = try #require(store["loss"])
    #expect(series.supersededCount == 0 && series.restartCount == 0)
    #expect(series.bucketCount <= SeriesStore.bucketsPerSeries)
    let buckets = series.current
    #expect(buckets.reduce(0) { $0 + $1.count } == count)
    #expect(buckets.isSorted(by: \.firstStep))
    // The value is the step, so a bucket that holds what belongs to it has a mean within its steps.
    #expect(buckets.allSatisfy { $0.mean >= $0.firstStep && $0.mean <= $0.lastStep })
  }

  @Test("NaN and the infinities are counted apart", arguments: 0..<10)
  func nonFiniteCounts(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    var counts = [0, 0, 0]
    let points = (0..<200).map { step -> (step: Int, value: Double) in
      let kind = random.integer(0...5)
      if kind < 3 { counts[kind] += 1 }
      return (step, kind < 3 ? [Double.nan, .infinity, -.infinity][kind] : 1)
    }
    let series = try #require(try Self.store(points)["loss"])
    let found = series.nonFinite
    #expect([found.notANumber, found.positiveInfinity, found.negativeInfinity] == counts)
    #expect(found.total == counts.reduce(0, +), "seed \(seed)")
    let marks = series.currentMarks.reduce(into: NonFiniteCounts()) { $0 += $1.counts }
    #expect(marks == found, "seed \(seed)")
  }
}
