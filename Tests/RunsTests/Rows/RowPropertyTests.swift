import Tensors
import TestSupport
import Testing

@testable import Runs

/// What holds for any rows, whatever they are written in and however their file arrives.
struct RowPropertyTests {
  private static func decoder(_ isTable: Bool) -> any LogDecoder {
    isTable
      ? TableDecoder(file: "log") : JSONLinesDecoder(file: "log", readsNullAsNumber: false)
  }

  private static func text(_ rows: [[(name: String, text: String)]], isTable: Bool) -> [UInt8] {
    guard isTable else {
      let lines = rows.map { row in
        "{" + row.map { "\"\($0.name)\": \($0.text)" }.joined(separator: ", ") + "}\n"
      }
      return Array(lines.joined().utf8)
    }
    let header = rows[0].map(\.name).joined(separator: ",") + "\n"
    let lines = rows.map { row in
      row.map { $0.text.replacing("\"", with: "") }.joined(separator: ",") + "\n"
    }
    return Array((header + lines.joined()).utf8)
  }

  /// All points, and what was said.
  private static func facts(_ log: RunLog) -> [String] {
    log.series.series.map { series in
      "\(series.name): \(series.current.map { [$0.firstStep, $0.mean] }) "
        + "\(series.supersededCount) of \(series.pointCount), \(series.restartCount) restarts"
    } + log.notes.map(\.description) + log.unread.notes + log.series.notes
  }

  @Test("rows with distinct steps give the same series in any order", arguments: 0..<40)
  func anyOrder(seed: Int) {
    var random = CounterRandom(testCase: seed)
    var step = 0
    let rows = (0..<random.integer(2...400)).map { index -> [(name: String, text: String)] in
      step += random.integer(1...9)
      return [("step", "\(step)"), ("loss", "\(random.nextGaussian())"), ("lr", "\(index)")]
    }
    let isTable = seed % 2 == 0
    let sorted = Logs.read(Self.text(rows, isTable: isTable), Self.decoder(isTable)).log
    var shuffled = rows
    for index in stride(from: rows.count - 1, to: 0, by: -1) {
      shuffled.swapAt(index, random.integer(0...index))
    }
    let log = Logs.read(Self.text(shuffled, isTable: isTable), Self.decoder(isTable)).log
    #expect(Self.facts(log) == Self.facts(sorted), "seed \(seed)")
    #expect(log.series.supersededCount == 0 && log.series["loss"]?.pointCount == rows.count)
    #expect(log.series["loss"]?.last?.value == sorted.series["loss"]?.last?.value)
  }

  /// A log with phases, epochs, batches that begin again, restarts, texts and gaps.
  private static func anyLog(_ random: inout CounterRandom, isTable: Bool) -> [UInt8] {
    let (hasEpoch, hasPhase) = (random.integer(0...1) == 0, random.integer(0...1) == 0)
    let counter = ["step", "batch", "iter", "samples", "t"][random.integer(0...4)]
    var (epoch, step) = (0, 0)
    let rows = (0..<random.integer(3...60)).map { _ -> [(name: String, text: String)] in
      step += random.integer(0...3)
      switch random.integer(0...12) {
      case 0: (epoch, step) = (epoch + 1, 0)
      case 1: step = max(0, step - random.integer(1...10))
      default: break
      }
      let phase = random.integer(0...3) == 0 ? "\"val\"" : "\"train\""
      let value = ["0.5", "-2e3", "\"oops\"", "\"\"", "NaN"][random.integer(0...4)]
      return (hasPhase ? [("mode", phase)] : []) + (hasEpoch ? [("epoch", "\(epoch)")] : [])
        + [(counter, "\(step)"), ("loss", "\(random.integer(0...99))"), ("other", value)]
    }
    var text = Self.text(rows, isTable: isTable)
    if isTable, random.integer(0...2) == 0 { text += Self.text(rows, isTable: true) }
    return text
  }

  @Test("a file that is looked at at any moments reads as it does at once", arguments: 0..<60)
  func anyMoments(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let isTable = seed % 2 == 0
    let bytes = Self.anyLog(&random, isTable: isTable)
    let whole = Logs.read(bytes, Self.decoder(isTable))
    let ends = Set((0..<random.integer(1...20)).map { _ in random.integer(0...bytes.count) })
    let parts = Logs.read(bytes, Self.decoder(isTable), ends: ends.sorted())
    #expect(Self.facts(parts.log) == Self.facts(whole.log), "seed \(seed): \(ends.sorted())")
    #expect(parts.rest == whole.rest, "seed \(seed)")
  }

  @Test("no point is lost: what is not shown is counted", arguments: 0..<60)
  func nothingIsLost(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let isTable = seed % 2 == 0
    let log = Logs.read(Self.anyLog(&random, isTable: isTable), Self.decoder(isTable)).log
    for series in log.series.series {
      let shown =
        series.current.reduce(0) { $0 + $1.count } + series.currentMarks.reduce(0) { $0 + $1.count }
      #expect(shown + series.supersededCount == series.pointCount, "seed \(seed): \(series.name)")
      #expect(series.current.isSorted(by: \.firstStep), "seed \(seed): \(series.name)")
    }
  }

  @Test(
    "numbers that are no steps, and steps at the ends of what counts, trap nowhere",
    arguments: 0..<40)
  func vastSteps(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let numbers = [
      "1e308", "-1e308", "1e18", "-1e18", "0", "1", "2", "NaN", "inf", "5e-324", "7.5",
    ]
    let rows = (0..<200).map { _ -> [(name: String, text: String)] in
      let texts = (0..<3).map { _ in numbers[random.integer(0...numbers.count - 1)] }
      return [("epoch", texts[0]), ("step", texts[1]), ("loss", texts[2])]
    }
    let log = Logs.read(Self.text(rows, isTable: true), Self.decoder(true)).log
    #expect(log.series.series.allSatisfy { $0.last?.step.isFinite ?? true }, "seed \(seed)")
    #expect(log.series["loss"]?.pointCount == 200)
  }

  @Test("however many phases and columns there are, their table has a bound")
  func manyGroups() {
    let columns = (0..<4000).map { "\"c\($0)\":1" }.joined(separator: ",")
    let rows = (0..<1200).map { "{\"step\":\($0),\"mode\":\"g\($0)\",\"c0\":2}\n" }
    let log = Logs.read(
      Array(("{\"step\":0,\(columns)}\n" + rows.joined()).utf8), Self.decoder(false)
    ).log
    #expect(log.series["g0/c0"]?.pointCount == 1 && log.series["c3999"]?.pointCount == 1)
    #expect(log.series.refusedPointCount > 0)
    #expect(log.series.pointCount + log.series.refusedPointCount == 4000 + 1200)
  }

  @Test("writers, restarts and passes in any order lose no point", arguments: 0..<60)
  func anyWriters(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    var store = SeriesStore()
    let index = store.index(of: "loss")
    let writers = (0..<4).map { _ in store.newWriter(seed % 2 == 0 ? .pass : .restart) }
    var (steps, time) = ([0.0, 0, 0, 0], 0.0)
    var count = 0
    for _ in 0..<random.integer(1...6000) {
      let turn = random.integer(0...3)
      steps[turn] += Double(random.integer(0...9) == 0 ? -random.integer(0...40) : 1)
      time += 1
      if random.integer(0...400) == 0 { store.restart(at: steps[turn]) }
      let isFinite = random.integer(0...9) > 0
      store.append(
        index, step: steps[turn], time: time, value: isFinite ? time : .nan, by: writers[turn])
      count += 1
    }
    let series = try #require(store["loss"])
    let shown = series.current.reduce(0) { $0 + $1.count }
    let marked = series.currentMarks.reduce(0) { $0 + $1.count }
    #expect(series.pointCount == count)
    #expect(shown + marked + series.supersededCount == count, "seed \(seed)")
    #expect(series.current.isSorted(by: \.firstStep), "seed \(seed)")
    #expect(series.bucketCount <= SeriesStore.bucketsPerSeries, "seed \(seed)")
  }
}
