#if os(Linux)
  import Glibc
  import Synchronization
  import Tensors
  import Testing

  /// What the system knows of a team's threads.
  @Suite(.timeLimit(.minutes(1))) struct WorkerThreadTests {
    @Test func threadsAreKeptBetweenRuns() {
      let team = WorkerTeam(count: 3)
      let first = threads(of: team)
      #expect(first.count == 3)
      for _ in 0..<20 { #expect(threads(of: team).isSubset(of: first)) }
    }

    @Test func threadsSleepWhenNobodyRunsTheTeam() {
      let team = WorkerTeam(count: 3)
      let others = threads(of: team).subtracting([thread()])
      for other in others { wait { state(of: other) == "S" } }
    }

    @Test func threadsEndWithTheLastCopyOfTheTeam() {
      var team: WorkerTeam? = WorkerTeam(count: 3)
      var copy = team
      let others = threads(of: WorkerTeam(count: 3)).subtracting([thread()])
      for other in others { wait { state(of: other) == nil } }

      guard let seen = team.map(threads) else { return }
      team = nil
      #expect(copy.map(threads).map { $0.isSubset(of: seen) } == true)
      copy = nil
      for other in seen.subtracting([thread()]) { wait { state(of: other) == nil } }
    }

    @Test func aTeamMayEndWhileItsThreadsLookOutForTheNextRun() {
      let seen = Mutex<Set<String>>([])
      for _ in 0..<50 {
        let ended = threads(of: WorkerTeam(count: 2)).subtracting([thread()])
        seen.withLock { $0.formUnion(ended) }
      }
      for other in seen.withLock({ $0 }) { wait { state(of: other) == nil } }
    }

    /// All threads of a team, the caller included.
    ///
    /// The caller does the part of a thread that is late, so it runs the team until it has met them all.
    private func threads(of team: WorkerTeam) -> Set<String> {
      let seen = Mutex<Set<String>>([])
      while seen.withLock({ $0.count }) < team.count {
        team.run { _ in
          _ = seen.withLock { $0.insert(thread()) }
          sched_yield()
        }
      }
      return seen.withLock { $0 }
    }

    /// The directory of the calling thread, as `<process>/task/<thread>`.
    private func thread() -> String {
      var path = [CChar](repeating: 0, count: 100)
      let count = readlink("/proc/thread-self", &path, path.count)
      return String(
        decoding: path.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The letter of a thread's state; nil when there is no such thread any more.
    private func state(of thread: String) -> String? {
      guard let file = fopen("/proc/\(thread)/stat", "r") else { return nil }
      defer { fclose(file) }
      var text = [UInt8](repeating: 0, count: 500)
      text.removeLast(text.count - fread(&text, 1, text.count, file))
      // The name in parentheses may hold anything, also blanks.
      return String(decoding: text, as: UTF8.self).split(separator: ")").last?.split(separator: " ")
        .first.map(String.init)
    }

    private func wait(until isTrue: () -> Bool) {
      while !isTrue() { sched_yield() }
    }
  }
#endif
