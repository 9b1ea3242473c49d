import Synchronization
import Tensors
import Testing

@Suite struct WorkerTeamTests {
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

  @Test(arguments: 1...5) func everyWorkerRunsOnce(count: Int) {
    let seen = Mutex<[Int]>([])
    WorkerTeam(count: count).run { worker in seen.withLock { $0.append(worker) } }
    #expect(seen.withLock { $0.sorted() } == Array(0..<count))
  }

  @Test func runReturnsWhenAllAreDone() {
    let team = WorkerTeam(count: 4)
    let total = Atomic(0)
    for round in 1...200 {
      team.run { worker in _ = total.wrappingAdd(worker, ordering: .relaxed) }
      #expect(total.load(ordering: .relaxed) == 6 * round)
    }
  }

  @Test func everyProcessorByDefault() {
    #expect(WorkerTeam().count == WorkerTeam.processorCount)
    #expect(WorkerTeam.processorCount >= 1)
  }
}
