import Analysis
import Diagnostics
import Plotting
import Testing

@testable import Explorer

@Suite struct AnomalyTests {
  private func requests(_ session: Session) -> [AnomalyRequest] {
    session.effects.compactMap {
      if case .work(_, let any) = $0 { any.request as? AnomalyRequest } else { nil }
    }
  }

  @Test func theScreenAsksOnceAndKeepsWhatItWasTold() throws {
    var session = Session()
    #expect(requests(session).isEmpty, "nothing is compared before the screen is opened")
    try session.press("7")
    #expect(requests(session) == [AnomalyRequest()])
    #expect(session.state.anomalies == MadeUpAnomalies().study)
    #expect(session.state.chosenSet?.title == "fake potential", "the control is not the first look")
    try session.press("17")
    #expect(requests(session).count == 1 && session.state.isIdle)
  }

  @Test func anotherModelOrDataSetForgetsTheComparison() throws {
    var session = Session()
    try session.press("7j:open other.safetensors<enter>")
    #expect(requests(session).count == 2)
    try session.press(":data blobs.safetensors<enter>")
    #expect(requests(session).map(\.usesData) == [false, false, true])
    #expect(session.state.anomaly.set == 0, "the data set comes first")
  }

  @Test func progressIsShownAndEscapeStops() throws {
    var session = Session()
    session.holdsAnswers = true
    try session.press("7")
    let token = try #require(session.state.awaited[AnomalyRequest.kind])
    session.send(
      AnomalyRequest().progressed(
        token, .progress(StudyProgress(stage: "score fake potential", fraction: 0.42))))
    let text = session.frame(columns: 80, rows: 24).text
    #expect(text.contains("comparing 42%") && text.contains("score fake potential"))
    session.forgetEffects()
    try session.press("<esc>")
    #expect(session.effects == [.cancel(AnomalyRequest.kind)] && session.state.isIdle)
    #expect(session.frame(columns: 80, rows: 24).text.contains("stopped; r compares again"))
    session.send(AnomalyRequest().answered(token, MadeUpAnomalies().report))
    #expect(session.state.anomalies == nil, "a late answer changes nothing")
    try session.press("r")
    #expect(requests(session) == [AnomalyRequest(ignoresCache: true)])
  }

  @Test func workGoesOnWhileOtherScreensAreUsed() throws {
    var session = Session()
    session.holdsAnswers = true
    try session.press("71")
    #expect(session.state.awaited[AnomalyRequest.kind] != nil)
    #expect(session.state.isSettled == (session.state.awaited.count == 1))
    session.settle()
    #expect(session.state.anomalies != nil)
  }

  @Test func aFailureIsSaidOnceAndNotAskedForAgain() throws {
    var session = Session()
    session.holdsAnswers = true
    try session.press("7")
    let token = try #require(session.state.awaited[AnomalyRequest.kind])
    session.forgetEffects()
    session.send(.failed(token, message: "no simulator of this program makes blobs"))
    #expect(requests(session).isEmpty)
    #expect(
      session.frame(columns: 80, rows: 24).text.contains("no simulator of this program makes blobs")
    )
  }

  @Test func arrowsWalkOverSetsAndScores() throws {
    var session = Session()
    try session.press("7<home>")
    #expect(session.state.anomaly.set == 0)
    try session.press("jjjjjjlllllllllll")
    #expect(session.state.anomaly.set == 3 && session.state.anomaly.score == 6)
    try session.press("hk")
    #expect(session.state.anomaly.set == 2 && session.state.anomaly.score == 5)
    let fact = try #require(session.state.anomalyCellFacts.first)
    #expect(fact.contains("uniform random") && fact.contains("AUROC"))
  }

  @Test func enterShowsTheValuesOfTheFactorsOfASet() throws {
    var session = Session()
    try session.press("7<enter>")
    #expect(session.state.anomaly.showsGroups)
    let text = session.frame(columns: 80, rows: 24).text
    #expect(text.contains("gamma 0.4") && text.contains("two-sided AUROC, fake potential"))
    try session.press("jj")
    #expect(session.state.anomaly.group == 2 && session.state.anomaly.set == 1)
    #expect(session.state.anomalyCellFacts.first?.contains("against the same value") == true)
    try session.press("<esc>")
    #expect(!session.state.anomaly.showsGroups && session.state.screen == .anomaly)
    session.engine.anomalies = MadeUpAnomalies(factorNames: [])
    try session.press("r<enter>")
    #expect(!session.state.anomaly.showsGroups)
    #expect(session.state.message?.text.contains("no factor is known") == true)
  }

  @Test func enterOnASampleOpensItInExplore() throws {
    var session = Session()
    try session.press("7<tab>jj")
    let sample = try #require(session.state.chosenComparison).worst[2]
    session.forgetEffects()
    try session.press("<enter>")
    #expect(session.state.screen == .explore)
    let expected = AnomalousSample(
      request: AnomalyRequest(), set: 1, index: sample.index,
      label: "fake potential #\(sample.number)")
    guard case .encode(_, .anomalous(let asked)) = try #require(session.effects.first) else {
      Issue.record("not encoded: \(session.effects)")
      return
    }
    #expect(asked == expected)
    #expect(session.state.source?.label == expected.label)
    #expect(session.frame(columns: 100, rows: 30).text.contains("fake potential #"))
  }

  @Test func theDefinitionsNameEveryScoreAndEveryReason() throws {
    var session = Session()
    try session.press("7g")
    var text = ""
    for _ in 0..<20 {
      text += session.frame(columns: 100, rows: 30).text
      try session.press("<pgdn>")
    }
    for score in AnomalyScore.all { #expect(text.contains("(\(score.definition.key))")) }
    #expect(text.contains("Not measured: the samples are not distance matrices"))
    #expect(text.contains("what is anomalous about unseen gamma"))
  }

  @Test func exportIsAnEffectWithTheStudy() throws {
    var session = Session()
    try session.press("7x")
    let stems = session.effects.compactMap { effect -> String? in
      guard case .work(_, let any) = effect,
        let export = any.request as? ExportRequest<AnomalyStudy>,
        export.result == MadeUpAnomalies().study
      else { return nil }
      return export.stem
    }
    #expect(stems == ["made-up-anomalies"])
    #expect(session.state.message?.text == "saved made-up-anomalies.json")
  }

  @Test(arguments: [(100, 30), (80, 24), (60, 18), (160, 50)])
  func theSameComparisonIsReadable(columns: Int, rows: Int) throws {
    for capabilities in [Session.color, Session.mono] {
      var session = Session(capabilities, size: Size(columns: columns, rows: rows))
      try session.press("7")
      let text = session.frame(columns: columns, rows: rows).text
      let separation = try #require(session.state.chosenSeparation)
      let area = NumberText.fixed(separation.twoSidedArea, decimals: 3)
      for fact in [
        "two-sided AUROC", "fake potential", "AUROC \(area)", separation.words, "normal",
        "share of samples", "500 simulated, seed 1009",
      ] {
        #expect(text.contains(fact), "\(capabilities) at \(columns)x\(rows) lacks '\(fact)'")
      }
    }
  }
}
