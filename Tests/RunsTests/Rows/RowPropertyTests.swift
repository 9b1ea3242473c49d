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
}
