import Plotting
import Testing

@testable import Explorer

@Suite struct SliderTests {
  @Test func opensAtTheFirstSampleWithTheMostInformativeLatentChosen() {
    let session = Session()
    #expect(session.state.latents == MadeUpModel().code(0))
    #expect(session.state.explore.selected == 1)
    #expect(session.state.isIdle)
    #expect(session.state.decoded?.latents == session.state.latents)
    #expect(session.state.source?.encoded.quantities.count == 3)
  }

  @Test func aKeyMovesTheSliderAndAsksForItsPicture() throws {
    var session = Session()
    let start = session.state.latents[1]
    session.forgetEffects()
    session.holdsAnswers = true
    try session.press("l")
    #expect(session.state.latents[1] == start + 0.1)
    guard case .decode(_, let asked) = session.effects.first else {
      Issue.record("expected a decode, found \(session.effects)")
      return
    }
    #expect(asked == session.state.latents)
    // The strip varies the selected latent itself, so it does not change.
    #expect(session.effects.count == 1)
    #expect(!session.state.isIdle)
    session.settle()
    #expect(session.state.decoded?.latents == asked && session.state.isIdle)
  }

  @Test func stepsAreFineNormalAndCoarse() throws {
    for (keys, change) in [
      ("<right>", Float(0.1)), ("h", -0.1), ("L", 0.01), ("<s-left>", -0.01), ("<pgup>", 1),
      ("<pgdn>", -1),
    ] {
      var session = Session()
      let start = session.state.latents[1]
      try session.press(keys)
      #expect((session.state.latents[1] - start - change).magnitude < 1e-6, "\(keys)")
    }
  }

  @Test func valuesStopAtTheEndsOfTheirRange() throws {
    var session = Session()
    try session.press(String(repeating: "<pgup>", count: 20))
    #expect(session.state.latents[1] == 4)
    let undoSteps = session.state.history.past.count
    try session.press("<pgup>")
    #expect(session.state.history.past.count == undoSteps, "a key without effect is no edit")
  }

  @Test func zeroGoesToTheSourceFirst() throws {
    var session = Session()
    let home = session.state.latents[1]
    try session.press("lll0")
    #expect(session.state.latents[1] == home)
    try session.press("0")
    #expect(session.state.latents[1] == 0)
  }

  @Test func roundingIsNoEditAndZeroTakesEditsBack() throws {
    var session = Session()
    #expect(session.state.editedCount == 0)
    session.send(.key(.character("g")))
    let home = session.state.latents[1]
    try session.press("z1=\(home + 0.0004)<enter>")
    #expect(session.state.latents[1] != home && session.state.editedCount == 0)
    try session.press("lll")
    #expect(session.state.editedCount == 1)
    try session.press("0")
    #expect(session.state.latents[1] == home && session.state.editedCount == 0)
  }

  @Test func ordersAndFolds() throws {
    var session = Session()
    #expect(session.state.listedLatents == [1, 3, 2, 0, 5, 4])
    try session.press("z")
    #expect(session.state.listedLatents == [1, 3, 2, 0, 5, 4, 6, 7, 8, 9])
    try session.press("o")
    #expect(session.state.listedLatents == Array(0..<10))
    try session.press("<end>z")
    #expect(session.state.explore.selected == 0, "the folded latent under the cursor is left")
  }

  @Test func typedValuesAreCheckedAndTaken() throws {
    var session = Session()
    try session.press("gz2=9<enter>")
    #expect(session.state.valueField?.complaint == "z2: expected -4.0 to 4.0, found 9.0")
    try session.press("<bs>1.25<enter>")
    #expect(session.state.valueField == nil)
    #expect(session.state.latents[2] == 1.25 && session.state.explore.selected == 2)
    try session.press("g-0.5<enter>")
    #expect(session.state.latents[2] == -0.5)
  }

  @Test(arguments: [
    ("", LatentAssignment.Complaint.empty), ("z10=1", .unknownLatent("z10", count: 10)),
    ("size", .unknownLatent("size", count: 10)), ("z1=", .notANumber("")),
    ("z1=nan", .notANumber("nan")), ("3=1e9", .outOfRange("z3", value: 1e9, range: -4...4)),
  ])
  func badAssignmentsSayWhy(text: String, complaint: LatentAssignment.Complaint) {
    let state = Session().state
    #expect(throws: complaint) {
      try LatentAssignment(parsing: text, default: 0, in: state)
    }
  }

  @Test func aTrackShowsCodesSourceAndValue() {
    let track = SliderTrack(1, Session().state, width: 23)
    #expect(track.zero == 10 && track.thumb == track.source)
    #expect(track.density.max() == 1 && track.density.allSatisfy { (0...1).contains($0) })
    #expect(track.density[10] == 1 && track.density[0] < 0.01)
    #expect(track.spread?.contains(track.thumb) == true)
  }
}
