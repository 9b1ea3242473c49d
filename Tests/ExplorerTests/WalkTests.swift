import Plotting
import Testing

@testable import Explorer

@Suite struct WalkTests {
  @Test func theWalkMeetsBothPins() throws {
    var session = Session()
    try session.press("anbi")
    #expect(session.state.latents == MadeUpModel().code(0))
    try session.press("<end>")
    #expect(session.state.latents == MadeUpModel().code(1))
    try session.press("<left>H")
    #expect(session.state.walk?.hundredths == 94)
    for (latent, value) in session.state.latents.enumerated() {
      let expected = 0.06 * MadeUpModel().code(0)[latent] + 0.94 * MadeUpModel().code(1)[latent]
      #expect((value - expected).magnitude < 1e-6, "z\(latent)")
    }
  }

  @Test func lSwitchesBetweenStraightAndSpherical() throws {
    var session = Session()
    try session.press("anbi<right><right>")
    let straight = session.state.latents
    try session.press("l")
    #expect(session.frame(columns: 100, rows: 30).text.contains("t 0.10 spherical"))
    #expect(session.state.latents != straight)
    try session.press("l")
    #expect(session.state.latents == straight)
  }

  @Test func oneUndoTakesTheWholeWalkBack() throws {
    var session = Session()
    try session.press("anbi<right><right><esc>u")
    #expect(session.state.latents == MadeUpModel().code(1))
    #expect(session.state.walk == nil)
  }

  @Test func theStripJumps() throws {
    var session = Session()
    try session.press("<enter><end><left><enter>")
    #expect(session.state.latents[1] == 2 && session.state.explore.focus == .sliders)
  }

  @Test func theStripIsAskedForAgainOnlyWhenItChanges() throws {
    var session = Session()
    func sweeps() -> Int {
      session.effects.count { if case .sweep = $0 { true } else { false } }
    }
    session.forgetEffects()
    try session.press("lll")
    #expect(sweeps() == 0)
    try session.press("j")
    #expect(sweeps() == 1)
    session.send(.resized(Size(columns: 80, rows: 24)))
    try session.press("j")
    #expect(sweeps() == 1, "no room for a strip, no work for it")
  }

  @Test func sensitivityIsAskedForOnlyWhenShown() throws {
    var session = Session()
    session.forgetEffects()
    try session.press(":compare sensitivity<enter>l")
    let plans = session.effects.count { if case .sensitivity = $0 { true } else { false } }
    #expect(plans == 2)
    #expect(session.state.explore.sensitivity?.plan.latents == session.state.latents)
  }

  @Test func theWalkShowsBothEndsOfTheChosenLatent() throws {
    var session = Session(size: Size(columns: 80, rows: 24))
    try session.press("anbi<right><right>")
    let text = session.frame(columns: 80, rows: 24).text
    for fact in ["t 0.10", "A -0.50 B +1.25", "z1 from A -0.50 to B +1.25", "linear"] {
      #expect(text.contains(fact), "lacks '\(fact)'")
    }
  }

  @Test func comparisonsThatLookAlikeAreOneStep() throws {
    for (columns, first) in [(80, Comparison.decoded), (64, .source)] {
      var session = Session(size: Size(columns: columns, rows: 24))
      try session.press("v")
      #expect(session.state.explore.comparison == first, "\(columns) columns")
    }
  }

  @Test func theStripMarksTheSlidersValue() throws {
    var session = Session()
    try session.press("l")
    #expect(session.frame(columns: 100, rows: 30).text.contains("● -0.4 "))
    try session.press("<pgup>")
    // The limits follow the picture at the present value, which is therefore never clipped.
    let text = session.frame(columns: 100, rows: 30).text
    #expect(text.contains("● +0.6 ") && text.contains("▲ +2 "), "\(text)")
  }
}
