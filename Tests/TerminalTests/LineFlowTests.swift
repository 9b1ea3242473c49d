import Testing

@testable import Terminal

/// What a line takes, told by the times of questions and answers alone.
struct LineFlowTests {
  private let start = ContinuousClock.now

  private func at(_ milliseconds: Int) -> ContinuousClock.Instant {
    start + .milliseconds(milliseconds)
  }

  /// A line that has answered some requests, each after so long.
  private func answered(_ count: Int, after delay: Int) -> LineFlow {
    var flow = LineFlow()
    for index in 0..<count {
      flow.ask(after: 100, at: at(index * 1000))
      flow.answer(at: at(index * 1000 + delay))
    }
    return flow
  }

  @Test func nothingIsHeldBackWhileNobodyAnswers() {
    var flow = LineFlow()
    for step in 0..<100 {
      #expect(flow.hasRoom(at: at(step)))
      flow.ask(after: 1000, at: at(step))
    }
    #expect(!flow.isAnswering && flow.unansweredCount == 100)
  }

  @Test func aSlowLineHasOneFrameOnItsWay() {
    var flow = answered(5, after: 1)
    flow.ask(after: 2000, at: at(10_000))
    flow.answer(at: at(12_000))
    #expect(flow.isSlow && flow.hasRoom(at: at(12_000)))
    flow.ask(after: 2000, at: at(12_000))
    #expect(!flow.hasRoom(at: at(12_001)))
    flow.answer(at: at(14_000))
    #expect(flow.hasRoom(at: at(14_000)))
  }

  @Test func aLongLineHasAFewFramesOnItsWay() {
    var flow = answered(20, after: 250)
    var time = 100_000
    var count = 0
    while flow.hasRoom(at: at(time)) {
      flow.ask(after: 1000, at: at(time))
      (time, count) = (time + 10, count + 1)
    }
    #expect(count == 8 && !flow.isSlow)
  }

  @Test func anAnswerThatIsLateByNowHoldsTheNextFrameBack() {
    var flow = answered(20, after: 1)
    flow.ask(after: 2000, at: at(100_000))
    #expect(flow.hasRoom(at: at(100_010)))
    #expect(!flow.hasRoom(at: at(100_040)))
  }

  @Test func aLostAnswerIsGivenUpAndTwoAreTheEnd() {
    var flow = answered(3, after: 1)
    for round in 1...2 {
      flow.ask(after: 960, at: at(round * 10_000))
      flow.expire(at: at(round * 10_000 + 2_900))
      #expect(flow.unansweredCount == 1)
      flow.expire(at: at(round * 10_000 + 3_000))
      #expect(flow.unansweredCount == 0 && flow.isAnswering == (round < 2))
    }
    #expect(!flow.isWorthAsking && flow.hasRoom(at: at(99_000)))
    // No answer is waited for longer than ten seconds, whatever was sent.
    flow.ask(after: 1_000_000, at: at(50_000))
    #expect(flow.deadline == at(60_000))
    flow.answer(at: at(55_000))
    #expect(flow.isAnswering && flow.isWorthAsking)
  }
}
