import Testing

@testable import Runs

struct RunStateTests {
  private static func state(
    _ ending: RunSigns.Ending, age: Double, interval: Double? = nil, isLocked: Bool = false
  ) -> RunState {
    RunState(
      RunSigns(
        lastWrite: 1000, isLocked: isLocked, secondsBetweenRecords: interval, ending: ending),
      now: 1000 + age)
  }

  @Test("a run that is written to is running, whatever its format says")
  func running() {
    for ending in [RunSigns.Ending.unknown, .unfinished, .checkpointed] {
      #expect(Self.state(ending, age: 29) == .running(age: 29))
      #expect(Self.state(ending, age: 290, interval: 100) == .running(age: 290))
    }
    #expect(Self.state(.unknown, age: -5) == .running(age: 0))
  }

  @Test(
    "silence is quiet first; only an unfinished run of a format that would tell is presumed crashed"
  )
  func silence() {
    #expect(Self.state(.unfinished, age: 31) == .quiet(age: 31))
    #expect(Self.state(.unfinished, age: 601) == .crashed(age: 601))
    #expect(Self.state(.unfinished, age: 601, interval: 100) == .quiet(age: 601))
    #expect(Self.state(.unfinished, age: 1001, interval: 100) == .crashed(age: 1001))
    #expect(Self.state(.unknown, age: 1e6) == .quiet(age: 1e6))
    #expect(Self.state(.checkpointed, age: 1e6) == .stopped(age: 1e6))
  }

  @Test("a process that holds the run's lock lives, however quiet it is")
  func lock() {
    #expect(Self.state(.unfinished, age: 1e6, isLocked: true) == .quiet(age: 1e6))
    #expect(Self.state(.checkpointed, age: 1e6, isLocked: true) == .quiet(age: 1e6))
    #expect(Self.state(.finished, age: 1, isLocked: true) == .running(age: 1))
    #expect(Self.state(.finished, age: 1) == .done(age: 1))
  }

  @Test("without records a run waits, without files it is gone")
  func nothing() {
    #expect(RunState(RunSigns(lastWrite: nil), now: 0) == .waiting)
    #expect(RunState(RunSigns(isThere: false, lastWrite: 5), now: 9) == .gone)
  }

  @Test("words with ages")
  func texts() {
    #expect(RunState.running(age: 3.7).text == "running, 3 s ago")
    #expect(RunState.quiet(age: 119).text == "quiet for 119 s")
    #expect(RunState.quiet(age: 120).text == "quiet for 2 min")
    #expect(RunState.crashed(age: 7200).text == "crashed? silent for 2 h")
    #expect(RunState.done(age: 3 * 86_400).text == "done 3 d ago")
    #expect(RunState.quiet(age: .infinity).text.hasSuffix(" d"))
  }
}
