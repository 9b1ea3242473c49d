import Plotting
@testable import Runs
import TestSupport
import Testing

@testable import Explorer

/// The Train screen by keys, on made-up runs.
@Suite struct TrainTests {
  private static let sizes = [(100, 30), (80, 24)]

  private static func session(
    _ runs: MadeUpRuns = MadeUpRuns(), _ capabilities: TerminalCapabilities = Session.color,
    columns: Int = 100, rows: Int = 30, isTraining: Bool = false
  ) -> Session {
    Session(
      capabilities, size: Size(columns: columns, rows: rows), modelPath: nil,
      start: .train(TrainStart(paths: ["runs"], isTraining: isTraining)), runs: runs)
  }

  @Test(arguments: [(160, 50), (100, 30), (80, 24), (60, 18)])
  func screens(columns: Int, rows: Int) throws {
    let alert = RunAlert(
      kind: .overfitting, series: "loss/validation", step: 160,
      text: "overfitting: loss/validation rises since step 160")
    let runs = MadeUpRuns(alerts: [alert], lostStep: 222)
    for (name, keys) in [("", ""), ("pictures", "i"), ("crosshair", "HHHm")] {
      for capabilities in [Session.color, Session.mono] {
        var session = Self.session(runs, capabilities, columns: columns, rows: rows)
        try session.press(keys)
        let suffix = capabilities == Session.mono ? "-ascii" : ""
        assertSnapshot(
          session.frame(columns: columns, rows: rows).text,
          named: (name.isEmpty ? "" : name + "-") + "\(columns)x\(rows)\(suffix)")
      }
    }
  }

  @Test(arguments: sizes)
  func severalRuns(columns: Int, rows: Int) throws {
    for capabilities in [Session.color, Session.mono] {
      var session = Self.session(
        MadeUpRuns(names: ["beta4", "beta10", "beta1"]), capabilities, columns: columns, rows: rows)
      try session.press("j")
      let isMono = capabilities == Session.mono
      assertSnapshot(
        session.frame(columns: columns, rows: rows).text,
        named: "\(columns)x\(rows)" + (isMono ? "-ascii" : ""))
    }
  }

  @Test(arguments: [("charts", "/loss"), ("alerts", "A"), ("nothing", ":watch nowhere<enter>")])
  func places(name: String, keys: String) throws {
    let alert = RunAlert(
      kind: .notFinite, series: "loss/train", step: 222, text: "loss/train is NaN at step 222")
    var session = Self.session(MadeUpRuns(alerts: [alert]))
    try session.press(keys)
    assertSnapshot(session.frame(columns: 80, rows: 24).text, named: name)
  }

  @Test func theSameFactsAreReadable() throws {
    let alert = RunAlert(
      kind: .plateau, series: "loss/train", step: 160, text: "plateau: since step 160")
    for (columns, rows) in Self.sizes {
      for capabilities in [Session.color, Session.mono] {
        let session = Self.session(
          MadeUpRuns(alerts: [alert]), capabilities, columns: columns, rows: rows)
        let text = session.frame(columns: columns, rows: rows).text
        for fact in [
          "step 400", "log", "train 5.", "validation 6.", "KL per latent", "z4", "4.001",
          "z4 z5 collapsed", "gradient_norm", "learning_rate", "running, 3 s ago", "plateau",
          "epoch 10/40", "ETA 12 min 34 s", "1 alert",
        ] {
          #expect(text.contains(fact), "\(capabilities) at \(columns)x\(rows) lacks '\(fact)'")
        }
      }
    }
  }

  @Test func theCrosshairIsSharedAndTellsTheValueThere() throws {
    var session = Self.session()
    try session.press("hh")
    #expect(session.state.train.step == 398)
    try session.press("l")
    #expect(session.state.train.step == 399)
    try session.press("l")
    #expect(session.state.train.step == nil)
    try session.press("<home>")
    #expect(session.state.train.step == 1)
    let text = session.frame(columns: 100, rows: 30).text
    #expect(text.contains("step 1") && text.contains("train 10") && text.contains("beta"))
    try session.press("f")
    #expect(session.state.train.step == nil)
    try session.press("wh")
    #expect(session.state.train.snapshot?.steps == 200...400 && session.state.train.step == 399)
  }

  @Test func aSpikeIsSeenHoweverLongTheRun() throws {
    var store = SeriesStore()
    let index = store.index(of: "loss")
    for step in 0..<200_000 {
      store.append(index, step: Double(step), time: .nan, value: step == 77_777 ? 50 : 1)
    }
    var session = Self.session()
    let curve = SeriesCurve(try #require(store["loss"]))
    var run = RunSnapshot(path: "runs/a", name: "a", format: .jsonLines, state: .quiet(age: 60))
    run.curves["loss"] = curve
    let token = try #require(session.state.train.subscription)
    session.holdsAnswers = true
    session.send(
      .runsSeen(
        token,
        RunsSnapshot(
          runs: [run], charts: RunChart.charts(of: ["loss"]), steps: 0...199_999)))
    let frame = session.frame(columns: 100, rows: 30)
    // A line up to the top of the chart, two fifths from its left edge.
    let top = (0..<60).filter { frame[$0, 2].glyph.unicodeScalars.contains { $0.value > 0x2800 } }
    #expect(top.count == 1 && (20...32).contains(top[0]), "\(frame.text)")
  }

  @Test func runsKeepTheirLettersWhenOthersAppear() throws {
    var session = Self.session(MadeUpRuns(names: ["m"]))
    session.engine.runs = MadeUpRuns(names: ["a", "m"])
    try session.press("wwww")
    let letters = session.state.trainRuns.map { ($0.name, session.state.letter(of: $0)) }
    #expect(letters.map(\.0) == ["m", "a"] && letters.map(\.1) == ["A", "B"])
  }

  @Test func runsAreHiddenAndShownAlone() throws {
    var session = Self.session(MadeUpRuns(names: ["a", "b", "c"]))
    try session.press("jo")
    #expect(session.state.shownRuns.map(\.name) == ["a", "c"])
    #expect(session.state.train.snapshot?.runs[1].curves.isEmpty == true)
    try session.press("oO")
    #expect(session.state.shownRuns.map(\.name) == ["b"])
    try session.press("O")
    #expect(session.state.shownRuns.count == 3)
  }

  @Test func manyRunsAreNotAllDrawnUnasked() {
    let session = Self.session(MadeUpRuns(names: (0..<12).map { "r\($0)" }, stepCount: 20))
    #expect(session.state.shownRuns.count == TrainState.shownLimit)
    #expect(session.state.trainRuns.count == 12)
  }

  @Test func onlyChartsWithTheWordsAreShown() throws {
    var session = Self.session()
    try session.press("/kl<enter>")
    #expect(session.state.trainCharts.map(\.kind) == [.divergences])
    try session.press("/<enter>")
    #expect(session.state.trainCharts.count == session.state.train.snapshot?.charts.count)
    try session.press("/learning<enter>")
    #expect(session.state.frontChart?.title == "learning_rate")
    try session.press("/zzz<enter>")
    #expect(session.state.message?.kind == .failed && session.state.trainCharts.count == 1)
  }

  @Test func theModelOfARunOpensAndFollowsIt() throws {
    var session = Self.session()
    try session.press("<enter>")
    #expect(session.state.screen == .explore && session.state.model != nil)
    try session.press("4R")
    let token = try #require(session.state.train.subscription)
    session.forgetEffects()
    session.engine.runs.modelTime = 200
    session.send(.runsSeen(token, session.engine.runs.snapshot(RunsWish())))
    let opened = session.effects.contains {
      if case .open(_, "runs/beta4/latest.safetensors") = $0 { true } else { false }
    }
    #expect(opened && session.state.train.opened?.time == 200)
  }

  @Test func enterOpensTheModelOfTheCrosshair() throws {
    var session = Self.session()
    session.engine.runs.savedSteps = [100, 200, 400]
    let token = try #require(session.state.train.subscription)
    session.send(.runsSeen(token, session.engine.runs.snapshot(RunsWish())))
    #expect(session.state.modelAtCrosshair?.path == "runs/400.pt")
    try session.press("i[")
    #expect(session.state.train.step == 300)
    session.forgetEffects()
    try session.press("<enter>")
    let opened = session.effects.contains {
      if case .open(_, "runs/200.pt") = $0 { true } else { false }
    }
    #expect(opened && session.state.screen == .explore)
  }

  @Test func theSlidersStayWhenTheModelIsOpenedAgain() throws {
    var session = Session()
    try session.press("lljl")
    let (latents, selected) = (session.state.latents, session.state.explore.selected)
    session.forgetEffects()
    try session.press("<f5>")
    #expect(session.state.latents == latents && session.state.explore.selected == selected)
    let decodes = session.effects.contains { if case .decode = $0 { true } else { false } }
    let encodes = session.effects.contains { if case .encode = $0 { true } else { false } }
    #expect(decodes && encodes && session.state.isIdle)
  }

  @Test func aModelThatWasOpenedByNameStays() throws {
    var session = Session(size: Size(columns: 100, rows: 30))
    try session.press(":watch runs<enter>")
    #expect(session.state.screen == .train && session.state.train.snapshot != nil)
    session.forgetEffects()
    try session.press("1")
    #expect(session.state.screen == .explore)
    let opens = session.effects.contains { if case .open = $0 { true } else { false } }
    #expect(!opens)
  }

  @Test func leavingTheRunsOpensTheNewestModel() throws {
    var session = Self.session()
    try session.press("2")
    #expect(session.state.screen == .map && session.state.model != nil)
    session.engine.runs.modelTime = 300
    try session.press("4ww5")
    #expect(session.state.train.opened?.time == 300 && session.state.screen == .diagnose)
  }

  @Test func picturesAreScrubbedByStep() throws {
    var session = Self.session()
    try session.press("i")
    #expect(session.state.shownPictures?.step == 400 && session.state.pictureSteps == [300, 400])
    try session.press("[")
    #expect(session.state.shownPictures?.step == 300 && session.state.train.step == 300)
    #expect(session.frame(columns: 100, rows: 30).text.contains("reconstructions  step 300"))
    try session.press("]ii")
    #expect(session.state.train.side == .draws && session.state.shownPictures?.step == 400)
    try session.press("i")
    #expect(session.state.train.side == .charts)
  }

  @Test func stoppingAsksOnceAndAnyOtherKeyGoesOn() throws {
    for key in ["<c-c>", "<esc>", "q"] {
      var session = Self.session(isTraining: true)
      session.send(.training(.running))
      session.forgetEffects()
      try session.press(key)
      #expect(
        session.effects.isEmpty && session.state.message?.text.contains("stop training?") == true)
      try session.press("h" + key)
      #expect(session.effects.isEmpty, "\(key): the question was not asked anew")
      try session.press(key)
      #expect(session.effects == [.stopTraining] && session.state.train.isStopping)
      try session.press(key + key)
      #expect(session.effects == [.stopTraining])
      session.send(.training(.ended("run: stopped, epoch 1/2", isFailure: false)))
      #expect(!session.state.isTraining)
      try session.press("q")
      #expect(session.effects.last == .quit)
    }
  }

  @Test func onOtherScreensEscapeGoesBackWhileTraining() throws {
    var session = Self.session(isTraining: true)
    session.send(.training(.running))
    try session.press("1?<esc>")
    #expect(session.state.overlays.isEmpty)
    session.forgetEffects()
    try session.press("<esc><esc>")
    #expect(!session.effects.contains(.stopTraining))
    try session.press("<c-c><c-c>")
    #expect(session.effects.contains(.stopTraining))
  }

  @Test func runsAreLookedAtOnlyWhileTheyAreShown() throws {
    var session = Self.session()
    #expect(session.state.train.requested?.isFollowed == true)
    try session.press("1")
    #expect(session.state.train.requested?.isFollowed == false)
    try session.press("4")
    #expect(session.state.train.requested?.isFollowed == true)
  }

  @Test func aLateAnswerOfAnOlderRequestChangesNothing() throws {
    var session = Self.session()
    let old = try #require(session.state.train.subscription)
    try session.press("w")
    let steps = session.state.train.snapshot?.steps
    session.send(.runsSeen(old, RunsSnapshot(runs: [], charts: [], steps: nil)))
    #expect(session.state.train.snapshot?.steps == steps && steps != nil)
  }

  @Test func runsThatAppearLaterAreTaken() throws {
    var session = Session(
      size: Size(columns: 80, rows: 24), modelPath: nil,
      start: .train(TrainStart(paths: ["nowhere"])))
    #expect(session.state.train.halt != nil && session.state.isIdle)
    let token = try #require(session.state.train.subscription)
    session.holdsAnswers = true
    session.send(.runsSeen(token, MadeUpRuns().snapshot(RunsWish())))
    #expect(session.state.train.halt == nil && session.state.chosenRun?.name == "beta4")
  }
}
