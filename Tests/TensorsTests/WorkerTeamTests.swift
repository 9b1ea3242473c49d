import Synchronization
import Tensors
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct WorkerTeamTests {
  @Test(arguments: 1...9) func rowsAreDealtOutOnceAndEvenly(count: Int) {
    let team = WorkerTeam(count: count)
    for rowCount in 0...40 {
      let shares = (0..<count).map { team.rows(of: $0, in: rowCount) }
      #expect(shares.flatMap(Array.init) == Array(0..<rowCount))
      let sizes = shares.map(\.count)
      #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
      #expect((sizes.max() ?? 0) <= (rowCount + count - 1) / count)
    }
  }

  @Test(arguments: [1, 2, 3, 5, 4 * WorkerTeam.processorCount])
  func everyWorkerRunsOnceInEveryRun(count: Int) {
    let team = WorkerTeam(count: count)
    let runs = (0..<count).map { _ in Tally() }
    for round in 1...300 {
      team.run { worker in runs[worker].add(1) }
      #expect(runs.allSatisfy { $0.total == round }, "round \(round)")
    }
  }

  @Test func runReturnsWhenAllAreDone() {
    let team = WorkerTeam(count: 4)
    let total = Atomic(0)
    for round in 1...200 {
      team.run { worker in _ = total.wrappingAdd(worker, ordering: .relaxed) }
      #expect(total.load(ordering: .relaxed) == 6 * round)
    }
  }

  @Test func workersSeeWhatTheOthersWroteInTheRunBefore() {
    let team = WorkerTeam(count: 3)
    let values = DoubleBuffer(count: 3)
    for round in 1...2_000 {
      team.run { worker in values.elements[worker] += 1 }
      let sums = DoubleBuffer(count: 3)
      team.run { worker in sums.elements[worker] = values.elements.reduce(0, +) }
      #expect(Array(sums.elements) == Array(repeating: 3 * Double(round), count: 3))
    }
  }

  @Test(arguments: 1...4) func runInsideARun(count: Int) {
    let team = WorkerTeam(count: count)
    let runs = Tally()
    for _ in 0..<50 {
      team.run { outer in
        team.run { inner in runs.add(outer * count + inner + 1) }
      }
    }
    #expect(runs.total == 50 * (1...count * count).reduce(0, +))
  }

  @Test(arguments: 0..<8) func callersAtOnce(testCase: Int) {
    var random = CounterRandom(testCase: testCase)
    let count = Int(random.next() % 4) + 1
    let rounds = (0..<4).map { _ in Int(random.next() % 400) + 1 }
    let shared = WorkerTeam(count: count)
    let runs = (0..<4).map { _ in Tally() }
    WorkerTeam(count: 4).run { caller in
      for round in 1...rounds[caller] {
        shared.run { worker in runs[caller].add(worker + 1) }
        #expect(
          runs[caller].total == round * count * (count + 1) / 2,
          "case \(testCase), caller \(caller), round \(round)")
      }
    }
  }

  @Test func anOwnTeamInEveryRun() {
    let runs = Tally()
    for _ in 0..<200 { WorkerTeam(count: 3).run { _ in runs.add(1) } }
    #expect(runs.total == 600)
  }

  @Test func everyProcessorByDefault() {
    #expect(WorkerTeam().count == WorkerTeam.processorCount)
    #expect(WorkerTeam.processorCount >= 1)
  }
}

/// A sum that many threads add to.
private final class Tally: Sendable {
  private let sum = Atomic(0)

  var total: Int { sum.load(ordering: .relaxed) }

  func add(_ addend: Int) { sum.wrappingAdd(addend, ordering: .relaxed) }
}
