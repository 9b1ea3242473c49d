import Diagnostics
import Plotting
import Testing

@testable import Explorer

@Suite struct DiagnoseTests {
  private func requests(_ session: Session) -> [DiagnosisRequest] {
    session.effects.compactMap {
      if case .work(_, let any) = $0 { any.request as? DiagnosisRequest } else { nil }
    }
  }

  @Test func theScreenAsksOnceAndKeepsWhatItWasTold() throws {
    var session = Session()
    #expect(requests(session).isEmpty, "nothing is measured before the screen is opened")
    try session.press("5")
    #expect(requests(session) == [DiagnosisRequest()])
    #expect(session.state.diagnosis == MadeUpDiagnosis().diagnosis)
    try session.press("15")
    #expect(requests(session).count == 1)
    #expect(session.state.isIdle)
  }

  @Test func anotherModelForgetsTheDiagnosis() throws {
    var session = Session()
    try session.press("5s:open other.safetensors<enter>")
    #expect(requests(session).count == 2)
    #expect(session.state.diagnose.order == .index, "how things are shown stays")
    #expect(session.state.diagnosis != nil)
  }

  @Test func openedDataAreMeasuredInstead() throws {
    var session = Session()
    try session.press("5:data blobs.safetensors<enter>")
    #expect(requests(session).map(\.usesData) == [false, true])
  }

  @Test func switchingTheModelStopsTheWork() throws {
    var session = Session()
    session.holdsAnswers = true
    try session.press("5:open other.safetensors<enter>")
    session.forgetEffects()
    session.send(.opened(try #require(session.state.awaited[.open]), MadeUpModel().opened))
    #expect(session.effects.contains(.cancel(DiagnosisRequest.kind)))
    #expect(requests(session).count == 1)
  }

  @Test func progressIsShownAndEscapeStops() throws {
    var session = Session()
    session.holdsAnswers = true
    try session.press("5")
    let token = try #require(session.state.awaited[DiagnosisRequest.kind])
    session.send(
      DiagnosisRequest().progressed(
        token, .progress(StudyProgress(stage: "boosted trees", fraction: 0.42))))
    let text = session.frame(columns: 80, rows: 24).text
    #expect(text.contains("measuring 42%") && text.contains("boosted trees"))
    session.forgetEffects()
    try session.press("<esc>")
    #expect(session.effects == [.cancel(DiagnosisRequest.kind)])
    #expect(session.state.isIdle)
    #expect(session.frame(columns: 80, rows: 24).text.contains("stopped; r measures again"))
    session.send(DiagnosisRequest().answered(token, MadeUpDiagnosis().report))
    #expect(session.state.diagnosis == nil, "a late answer changes nothing")
    try session.press("r")
    #expect(requests(session) == [DiagnosisRequest(ignoresCache: true)])
  }

  @Test func metricsAreShownWhileTheirErrorsAreMeasured() throws {
    var session = Session()
    session.holdsAnswers = true
    try session.press("5")
    let token = try #require(session.state.awaited[DiagnosisRequest.kind])
    var preview = MadeUpDiagnosis().diagnosis
    preview.resampling = nil
    session.send(DiagnosisRequest().progressed(token, .preview(preview)))
    #expect(session.state.diagnosis == preview && !session.state.isIdle)
    session.send(
      DiagnosisRequest().progressed(
        token, .progress(StudyProgress(stage: "standard errors", fraction: 0.8))))
    let text = session.frame(columns: 100, rows: 30).text
    #expect(text.contains("scores") && text.contains("measuring 80%"))
    #expect(!text.contains("±"))
    try session.press("l")
    let chosen = session.state.diagnose.latent
    session.send(DiagnosisRequest().answered(token, MadeUpDiagnosis().report))
    #expect(session.state.diagnosis == MadeUpDiagnosis().diagnosis && session.state.isIdle)
    #expect(session.state.diagnose.latent == chosen, "the cell stays where it was")
    #expect(session.frame(columns: 100, rows: 30).text.contains("±"))
  }

  @Test func stoppingAfterTheMetricsKeepsThem() throws {
    var session = Session()
    session.holdsAnswers = true
    try session.press("5")
    let token = try #require(session.state.awaited[DiagnosisRequest.kind])
    session.send(DiagnosisRequest().progressed(token, .preview(MadeUpDiagnosis().diagnosis)))
    try session.press("<esc>")
    #expect(session.state.isIdle && session.state.diagnosis != nil)
    #expect(session.frame(columns: 100, rows: 30).text.contains("scores"))
    try session.press("15")
    #expect(requests(session).count == 1, "it is not started again by itself")
  }

  @Test(arguments: [0, 3e-7, 4.9e-4, 0.0006, 0.0123, 0.123, 0.999, 1, 5.6, 47, 47.3, 812, 1.2e5])
  func marginsFitTheirColumn(margin: Double) throws {
    for glyphs in [GlyphSet.unicode, .ascii] {
      let text = ScoreLines.marginText(margin, glyphs: glyphs)
      #expect(text.columns(glyphs: glyphs) <= 6, "\(margin) as \(text)")
      guard text.hasPrefix(glyphs.plusMinus) else {
        #expect(text.isEmpty)
        continue
      }
      let number = try #require(Double(text.dropFirst(glyphs.plusMinus.count)), "\(text)")
      #expect(abs(number - margin) <= 0.5 * margin, "\(margin) as \(text)")
    }
  }

  @Test func workGoesOnWhileOtherScreensAreUsed() throws {
    var session = Session()
    session.holdsAnswers = true
    try session.press("51")
    #expect(!session.state.isIdle && session.state.awaited[DiagnosisRequest.kind] != nil)
    #expect(session.state.isSettled == (session.state.awaited.count == 1))
    session.settle()
    #expect(session.state.diagnosis != nil)
  }

  @Test func aFailureIsSaidOnceAndNotAskedForAgain() throws {
    var session = Session()
    session.holdsAnswers = true
    try session.press("5")
    let token = try #require(session.state.awaited[DiagnosisRequest.kind])
    session.forgetEffects()
    session.send(.failed(token, message: "val.npz: expected samples of 33x33x1"))
    #expect(requests(session).isEmpty)
    #expect(session.frame(columns: 80, rows: 24).text.contains("expected samples of 33x33x1"))
  }

  @Test func arrowsWalkOverTheCellsAsTheyStand() throws {
    var session = Session()
    try session.press("5")
    #expect(session.state.diagnosedLatents.prefix(4) == [1, 3, 2, 0])
    #expect(session.state.diagnose.latent == 1 && session.state.diagnose.factor == 0)
    try session.press("ljj")
    #expect(session.state.diagnose.latent == 3 && session.state.diagnose.factor == 2)
    try session.press("<end><pgdn>")
    #expect(session.state.diagnose.latent == 9 && session.state.diagnose.factor == 4)
    try session.press("<home><left><pgup>")
    #expect(session.state.diagnose.latent == 1 && session.state.diagnose.factor == 0)
  }

  @Test func theMatrixIsChosenNormalisedAndSorted() throws {
    var session = Session()
    try session.press("5n")
    #expect(session.state.shownMatrix == .information)
    try session.press("mm")
    #expect(session.state.shownMatrix == .spearman)
    try session.press("n")
    #expect(session.state.message?.text.contains("one form only") == true)
    try session.press("mmn")
    #expect(session.state.shownMatrix == .latentCovariance)
    try session.press("j")
    #expect(session.state.diagnose.rowLatent == 3, "rows are latents here")
    try session.press("s")
    #expect(session.state.diagnosedLatents == Array(0..<10))
    try session.press("s")
    #expect(session.state.diagnosedLatents.prefix(5) == [1, 3, 2, 0, 5])
    try session.press(":diagnose.matrix pearson_correlation<enter>")
    #expect(session.state.shownMatrix == .pearson)
  }

  @Test func theScoresScrollToTheirLastLine() throws {
    var session = Session(size: Size(columns: 60, rows: 18))
    try session.press("5<tab><end>")
    let text = session.frame(columns: 60, rows: 18).text
    #expect(text.contains("R2 std") && text.contains("psf"))
    let offset = session.state.diagnose.scoresOffset
    try session.press("<down>")
    #expect(session.state.diagnose.scoresOffset == offset)
    try session.press("<home>")
    #expect(session.state.diagnose.scoresOffset == 0)
    #expect(session.state.diagnose.latent == 1, "the cell stays where it was")
  }

  @Test func theScatterPlotFollowsTheCell() throws {
    var session = Session()
    try session.press("5<enter>")
    #expect(session.frame(columns: 100, rows: 30).text.contains("flux × z1"))
    try session.press("lj")
    #expect(session.frame(columns: 100, rows: 30).text.contains("radius × z3"))
    try session.press("<esc>")
    #expect(session.state.overlays.isEmpty && session.state.diagnosis != nil)
  }

  @Test func theLineOfTheScatterPlotIsThatOfLeastSquares() throws {
    var session = Session()
    try session.press("5")
    let plot = try #require(ScatterPlot(session.state))
    let line = try #require(plot.line)
    let residuals = zip(plot.across, plot.up).map { x, y in
      (Double(x), Double(y) - line.intercept - line.slope * Double(x))
    }
    #expect(abs(residuals.reduce(0) { $0 + $1.1 }) < 1e-9 * Double(residuals.count))
    #expect(abs(residuals.reduce(0) { $0 + $1.0 * $1.1 }) < 1e-9 * Double(residuals.count))
  }

  @Test func theDefinitionsNameEveryMetricAndEveryReason() throws {
    var session = Session()
    try session.press("5g")
    var text = ""
    for _ in 0..<40 {
      text += session.frame(columns: 100, rows: 30).text
      try session.press("<pgdn>")
    }
    for definition in MetricDefinition.all { #expect(text.contains(definition.key)) }
    #expect(text.contains("Not measured: no simulator"))
    try session.press("g")
    #expect(session.state.overlays.isEmpty)
  }

  @Test func exportIsAnEffectWithTheDiagnosis() throws {
    var session = Session()
    try session.press("5x")
    let exported = session.effects.compactMap { effect -> String? in
      guard case .work(_, let any) = effect, let export = any.request as? ExportRequest<Diagnosis>,
        export.result == MadeUpDiagnosis().diagnosis
      else { return nil }
      return export.stem
    }
    #expect(exported == ["made-up-diagnosis"])
    #expect(session.state.message?.text == "saved made-up-diagnosis.json and made-up-diagnosis.csv")
  }

  @Test func withoutFactorsTheLatentsAreComparedWithEachOther() throws {
    var session = Session()
    session.engine.diagnosis = MadeUpDiagnosis(
      factorNames: [], source: .file, notes: ["the samples have no factors"])
    try session.press("5")
    #expect(session.state.shownMatrix == .latentCorrelation)
    try session.press("jl<enter>")
    let text = session.frame(columns: 100, rows: 30).text
    #expect(text.contains("z3 × z3"))
  }

  @Test func aDiagnosisOfAnotherModelIsRefused() throws {
    var session = Session()
    session.engine.diagnosis = MadeUpDiagnosis(model: MadeUpModel(latentCount: 3, side: 9))
    try session.press("5")
    #expect(session.state.diagnosis == nil && session.state.diagnose.study.halt != nil)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8])
  func numbersFitTheirCells(columns: Int) {
    for value in [0, 0.004, 0.5, 0.999, 1, -0.5, -1, 12.34, -12.34] {
      let text = MatrixText.number(value, columns: columns, isSigned: value < 0)
      #expect((text?.count ?? 0) <= columns, "\(value) as \(text ?? "")")
    }
  }
}
