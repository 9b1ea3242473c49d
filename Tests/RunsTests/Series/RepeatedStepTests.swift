import Tensors
import TestSupport
import Testing

@testable import Runs

/// What repeated steps are evidence of, and for which series.
struct RepeatedStepTests {
  private static func rows(_ steps: some Sequence<Int>) -> [String] {
    steps.map { "{\"step\": \($0), \"loss\": \($0)}" }
  }

  @Test("one row that repeats a step is no restart")
  func single() {
    let log = Logs.objects(Self.rows(Array(0..<100) + [40]))
    #expect(log.series["loss"]?.pointCount == 101 && log.series.supersededCount == 0)
    #expect(log.series["loss"]?.current.count == 101 && log.series["loss"]?.last?.step == 99)
    let between = Logs.objects(Self.rows(Array(0..<100) + [40, 100, 101]))
    #expect(between.series["loss"]?.current.count == 103 && between.series.supersededCount == 0)
  }

  @Test("a step that is given again and again waits for nothing, however long the log")
  func constant() {
    let log = Logs.objects(Self.rows(Array(0..<100) + Array(repeating: 5, count: 20_000)))
    #expect(log.series["loss"]?.pointCount == 20_100 && log.series.supersededCount == 0)
    #expect((log.series["loss"]?.bucketCount ?? .max) <= SeriesStore.bucketsPerSeries)
    var repetition = StepRepetition()
    let point = SeriesPoint(step: 5, time: .nan, value: 1)
    for _ in 0..<StepRepetition.limit {
      #expect(repetition.isFollowed(by: 5, upTo: 99, evidence: .certain))
      repetition.add(point, evidence: .certain)
    }
    #expect(!repetition.isFollowed(by: 5, upTo: 99, evidence: .certain) && !repetition.isRestart)
  }

  @Test("many rows whose order is lost are all kept", arguments: [6000, 20_000])
  func shuffled(count: Int) {
    var random = CounterRandom(testCase: count)
    var steps = Array(0..<count)
    for index in stride(from: count - 1, to: 0, by: -1) {
      steps.swapAt(index, random.integer(0...index))
    }
    let near = (0..<count).map { (key: $0 + random.integer(0...50), step: $0) }
      .sorted { $0.key < $1.key }.map(\.step)
    for order in [steps, near] {
      let log = Logs.objects(Self.rows(order))
      #expect(log.series.supersededCount == 0)
      #expect(log.series["loss"]?.last?.step == Double(count - 1))
    }
  }

  @Test("a restart in a log whose points were merged is one", arguments: [5000, 30_000])
  func merged(count: Int) {
    let log = Logs.objects(Self.rows(Array(0..<count) + Array(count / 2 + 1..<count + 10)))
    #expect(log.series["loss"]?.restartCount == 1)
    #expect(log.series["loss"]?.last?.step == Double(count + 9))
    let expected = count - count / 2 - 1
    #expect(abs(log.series.supersededCount - expected) <= 16)
  }

  @Test("a restart that one series shows is one of all series of its process")
  func allSeries() {
    func rows(_ steps: Range<Int>) -> [String] {
      steps.flatMap { step in
        Self.rows([step]) + (step % 10 == 9 ? ["{\"val_loss\": \(step)}"] : [])
      }
    }
    let log = Logs.objects(rows(0..<30) + rows(20..<25))
    #expect(log.series["loss"]?.supersededCount == 10 && log.series["loss"]?.last?.step == 24)
    #expect(log.series["val_loss"]?.supersededCount == 1)
    #expect(log.series["val_loss"]?.last?.value == 19)
    let whole = Logs.objects(rows(0..<30) + rows(20..<40))
    #expect(Logs.points(whole, "val_loss").map(\.step) == [9, 19, 29, 39])
  }

  @Test("behind a header that comes again the other series are superseded too")
  func session() {
    let first = (0..<30).map { "\($0),\($0),\($0 % 10 == 9 ? "\($0)" : "")\n" }
    let second = (15..<19).map { "\($0),\($0),\n" }
    let text = "step,loss,val_loss\n" + first.joined() + "step,loss,val_loss\n" + second.joined()
    let log = Logs.read(Array(text.utf8), TableDecoder(file: "log.csv")).log
    #expect(log.series["val_loss"]?.last?.step == 9 && log.series.newestStep == 18)
    #expect(log.series.supersededCount == 17)
  }

  @Test("a restart of one fold leaves the others alone")
  func folds() {
    let rows = [(1, 0..<30), (2, 0..<30), (2, 20..<40)].flatMap { fold, steps in
      steps.map { "{\"fold\": \(fold), \"step\": \($0), \"loss\": 1}" }
    }
    let log = Logs.objects(rows)
    #expect(log.series["fold 1/loss"]?.supersededCount == 0)
    #expect(log.series["fold 2/loss"]?.supersededCount == 10)
  }
}
