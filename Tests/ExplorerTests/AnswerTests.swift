import Plotting
import Tensors
import Testing

@testable import Explorer

@Suite struct AnswerTests {
  @Test func staleAnswersChangeNothing() throws {
    var session = Session()
    session.holdsAnswers = true
    session.forgetEffects()
    try session.press("l")
    try session.press("l")
    let shown = session.state.decoded?.latents
    guard case .decode(let stale, _) = session.effects[0] else {
      Issue.record("no decode in \(session.effects)")
      return
    }
    let late = session.engine.answer(session.effects[0])
    if let late { session.send(late) }
    #expect(session.state.decoded?.latents == shown, "\(stale) is stale")
    session.settle()
    #expect(session.state.decoded?.latents == session.state.latents)
  }

  @Test func aFailedFileLeavesTheModelOnScreen() throws {
    var session = Session()
    let latents = session.state.latents
    try session.press(":open missing.safetensors<enter>")
    #expect(session.state.model?.title == "made-up" && session.state.latents == latents)
    #expect(session.state.message == .failed("missing.safetensors: no such file"))
    #expect(session.state.log.lines.last == "missing.safetensors: no such file")
    #expect(
      session.state.log.lines.filter { $0.contains("missing") }.count == 2, "opening and failing")
    #expect(session.state.isIdle)
    try session.press("j")
    #expect(session.state.message != nil, "an error stays until it is put away")
    try session.press("<esc>")
    #expect(session.state.message == nil)
  }

  @Test func aPictureOfAnotherShapeIsRefused() throws {
    var session = Session()
    session.holdsAnswers = true
    session.forgetEffects()
    try session.press("l")
    guard case .decode(let token, _) = session.effects[0] else { return }
    let wrong = DecodedSample(
      sample: Tensor(repeating: 0, shape: [2, 2, 1]), quantities: [], distance: nil,
      milliseconds: 1)
    session.send(.decoded(token, wrong))
    #expect(
      session.state.message?.text == "decoder: expected shape [33, 33, 1], found [2, 2, 1]")
    #expect(session.state.decoded?.sample.shape == [33, 33, 1])
  }

  @Test func codesThatAreNotNumbersAreRefused() throws {
    var session = Session()
    session.holdsAnswers = true
    session.forgetEffects()
    try session.press("n")
    guard case .encode(let token, _) = session.effects[0] else { return }
    let mean = [Float](repeating: .nan, count: 10)
    let answer = EncodedSample(
      sample: Tensor(repeating: 0, shape: [33, 33, 1]), mean: mean, deviation: mean, factors: [],
      quantities: [])
    session.send(.encoded(token, answer))
    #expect(session.state.message?.kind == .failed)
    #expect(session.state.latents == MadeUpModel().code(0))
  }

  @Test func picturesThatAreNotNumbersAreDrawn() throws {
    var session = Session()
    session.holdsAnswers = true
    session.forgetEffects()
    try session.press("l")
    guard case .decode(let token, _) = session.effects[0] else { return }
    let sample = Tensor(repeating: .nan, shape: [33, 33, 1])
    session.send(
      .decoded(
        token,
        DecodedSample(
          sample: sample, quantities: [], distance: DistanceReading(distance: .nan, share: .nan),
          milliseconds: .infinity)))
    let lines = session.frame(columns: 100, rows: 30).text.split(separator: "\n").map(String.init)
    #expect(lines[28].contains("overflow  decoded: 1089 of 1089 pixels are not finite"))
    #expect(lines[10].contains("1089 of 1089 pixels are not"))
  }

  @Test func aSnapshotCarriesPictureAndRecord() throws {
    var session = Session()
    session.forgetEffects()
    try session.press("lS")
    let snapshots = session.effects.compactMap { $0.request(Snapshot.self) }
    #expect(snapshots.count == 1)
    #expect(snapshots.first?.record.latents == session.state.latents)
    #expect(snapshots.first?.record.quantities.last?.value == nil)
    #expect(snapshots.first?.picture.width == 264)
    #expect(session.state.message?.text == "saved made-up.png and made-up.json")
  }

  @Test func anEntryOfTheLogIsOneLineWhateverIsInIt() {
    var session = Session()
    let count = session.state.log.lines.count
    session.send(.logLine("first\nsecond \u{1B}[2J"))
    session.send(.logLine(""))
    #expect(session.state.log.lines.dropFirst(count) == ["first\\u{A}second \\u{1B}[2J"])
  }

  @Test func pastedTextThatWouldHaveToBeEscapedIsLeftOut() {
    #expect(TextField("a\u{1B}\u{202E}b\r\n\u{200B}c é").text == "abc é")
  }

  @Test func quitRepaintAndSuspendAreEffects() throws {
    var session = Session()
    session.forgetEffects()
    try session.press("<c-l><c-z>q")
    #expect(session.effects == [.repaint, .suspend, .quit])
  }
}
