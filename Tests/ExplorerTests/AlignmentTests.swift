import Datasets
import Models
import Plotting
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// Sliders whose latents follow known factors.
@Suite struct AlignmentTests {
  private func session(
    _ capabilities: TerminalCapabilities = Session.color, columns: Int = 100, rows: Int = 30
  ) -> Session {
    Session(capabilities, size: Size(columns: columns, rows: rows), model: .aligned())
  }

  @Test(arguments: [(60, 18), (80, 24), (100, 30), (160, 50)])
  func slidersAreNamedAfterTheirFactors(columns: Int, rows: Int) throws {
    for (capabilities, suffix) in [(Session.color, ""), (Session.mono, "-ascii")] {
      let frame = session(capabilities, columns: columns, rows: rows)
        .frame(columns: columns, rows: rows)
      // Without a column of correlations, the status line shows that of the selected latent.
      for fact in ["flux", "radius", "r-.99"] + (columns < 100 ? [] : ["r .98"]) {
        #expect(frame.text.contains(fact), "\(columns)x\(rows)\(suffix) lacks '\(fact)'")
      }
      assertSnapshot(frame.text, named: "\(columns)x\(rows)\(suffix)")
    }
  }

  @Test func valuesAreInTheUnitThatTheScreenNames() throws {
    var session = session(columns: 160, rows: 50)
    try session.press(":goto z0=0.5<enter>")
    var text = session.frame(columns: 160, rows: 50).text
    #expect(text.contains("3000 counts") && text.contains("factor units"))
    #expect(text.contains("flux r .984 = 3000 counts (z0 +0.50)"))
    try session.press("U")
    text = session.frame(columns: 160, rows: 50).text
    #expect(text.contains("+0.50") && text.contains("latent units"))
    #expect(!text.contains("3000 counts"))
  }

  @Test func unitsNeedAnAlignment() throws {
    var session = Session()
    try session.press("U")
    #expect(session.state.message?.text.contains("no latent follows") == true)
    #expect(session.state.look.showsFactors)
  }

  @Test(arguments: [
    ("z0=0.5", 0, Float(0.5)), ("flux=3000", 0, 0.5), ("flux = 3000 counts", 0, 0.5),
    ("radius=0.7arcsec", 1, -1), ("z1=0.3 arcsec", 1, 1), ("2000", 0, -0.5), ("z2=1.5", 2, 1.5),
    ("2000 counts", 0, -0.5),
  ])
  func valuesMayBeTypedInEitherUnit(text: String, latent: Int, value: Float) throws {
    let assignment = try LatentAssignment(parsing: text, default: 0, in: session().state)
    #expect(assignment.latent == latent)
    let found = try #require(assignment.value)
    #expect((found - value).magnitude < 1e-5, "\(text): \(found)")
  }

  @Test func aBareNumberIsInTheUnitOnScreen() throws {
    var session = session()
    try session.press("U")
    let assignment = try LatentAssignment(parsing: "0.25", default: 0, in: session.state)
    let named = try LatentAssignment(parsing: "z0=0.25", default: 1, in: session.state)
    #expect(assignment == named)
  }

  @Test(arguments: [
    (
      "flux=3 arcsec",
      LatentAssignment.Complaint.otherUnit("flux", expected: "counts", found: "arcsec")
    ),
    ("z2=1 arcsec", .notANumber("1 arcsec")), ("shear=1", .unknownLatent("shear", count: 6)),
  ])
  func badFactorsSayWhy(text: String, complaint: LatentAssignment.Complaint) {
    let state = session().state
    #expect(throws: complaint) { try LatentAssignment(parsing: text, default: 0, in: state) }
  }

  @Test func rangesAreInTheUnitThatWasTyped() throws {
    var session = session()
    try session.press("U")
    do throws(LatentAssignment.Complaint) {
      _ = try LatentAssignment(parsing: "flux=1e6", default: 0, in: session.state)
      Issue.record("taken")
    } catch {
      guard case .outOfRange("flux", 1e6, let range) = error else {
        Issue.record("found \(error)")
        return
      }
      // Three deviations of 0.9 about zero, times a slope of 1000.
      #expect((range.lowerBound + 200).magnitude < 1 && (range.upperBound - 5200).magnitude < 1)
    }
  }

  @Test(arguments: [
    (
      "radius=-0.026", "radius: expected 0.1 to 1.0, the bounds of radius in the data, found -0.026"
    ),
    ("flux=5100", "flux: expected 0.0 to 5000.0, the bounds of flux in the data, found 5100.0"),
    ("z0=2.6", "z0: expected -2.5 to 2.5, the bounds of flux in the data, found 2.6"),
  ])
  func beyondTheBoundsIsRefusedInFactorsUnits(text: String, complaint: String) throws {
    var session = session()
    let before = session.state.latents
    try session.press(":goto \(text)<enter>")
    #expect(session.state.message?.text == "goto: \(complaint); U lifts them")
    #expect(session.state.latents == before)
    try session.press("U:goto \(text)<enter>")
    #expect(session.state.message?.text.hasPrefix("goto") != true)
    #expect(session.state.latents != before)
  }

  /// Keys that change values, from steps to draws.
  private static let keys = [
    "h", "l", "H", "L", "<pgup>", "<pgdn>", "0", "r", "R", "j", "k", "u", "<c-r>", "e", "n",
  ]

  @Test(arguments: 0..<12 as Range<UInt64>)
  func keysKeepFactorsWithinTheirBounds(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    var session = session()
    for _ in 0..<120 {
      let key = Self.keys.randomElement(using: &random) ?? "l"
      try session.press(key)
      let state = session.state
      for latent in state.latents.indices {
        guard let factor = state.factor(of: latent), let value = state.factorValue(of: latent),
          state.latents[latent] != state.source?.encoded.mean[latent]
        else { continue }
        #expect(
          (factor.lower...factor.upper).contains(value),
          "seed \(seed), \(key): \(factor.name) \(value)")
      }
    }
  }

  @Test(arguments: ["l", "LL", "<pgup>", "hhhh", "r", "<pgdn><pgdn>"])
  func theSweepHasATileAtTheValue(keys: String) throws {
    var session = session()
    try session.press(keys)
    let state = session.state
    let sweep = try #require(state.shownSweep)
    let latent = state.explore.selected
    let index = try #require(sweep.plan.values.firstIndex(of: state.latents[latent]))
    #expect(sweep.samples.sample(index) == state.decoded?.sample)
    let ascends = zip(sweep.plan.values, sweep.plan.values.dropFirst()).allSatisfy { $0 < $1 }
    #expect(ascends, "\(sweep.plan.values)")
    for other in sweep.plan.values.indices where other != index {
      var point = state.latents
      point[latent] = sweep.plan.values[other]
      #expect(sweep.samples.sample(other) == MadeUpModel.aligned().decode(point))
    }
  }

  @Test func tilesBeyondTheLimitsAreMarked() throws {
    var model = MadeUpModel.aligned()
    model.element = { _, latents in 100 * latents[1] }
    let scale = SampleScale(display: DisplayScale(minimum: 0, maximum: 100))
    let sample = { (value: Float) in Tensor(repeating: value, shape: [2, 2, 1]) }
    #expect(!scale.clips(sample(100.4)) && scale.clips(sample(101)) && scale.clips(sample(-1)))
    let bars = SampleScale(display: scale.display, limits: [1, 2, 3, 400])
    #expect(!bars.clips(Tensor(shape: [1, 4, 1], elements: [1, -2, 3, 399])))
    #expect(bars.clips(Tensor(shape: [1, 4, 1], elements: [1, -2.1, 3, 399])))
    let session = Session(Session.color, size: Size(columns: 100, rows: 30), model: model)
    let sweep = try #require(session.state.shownSweep)
    let clipped = sweep.plan.values.indices.filter {
      session.state.sampleLook.scale.clips(sweep.samples.sample($0))
    }
    #expect(!clipped.isEmpty)
    let lines = session.frame(columns: 100, rows: 30).text.split(separator: "\n")
    let title = try #require(lines.first { $0.contains("sweep") })
    #expect(title.contains("▲ beyond the limits"))
    let values = try #require(lines.last { $0.hasPrefix("│") })
    #expect(values.count { $0 == "▲" } == clipped.count, "\(values)")
  }

  @Test func theSlidersQuantitiesComeBeforeWhatIsMeasured() throws {
    let text = session(columns: 160, rows: 50).frame(columns: 160, rows: 50).text
    let estimated = try #require(text.firstRange(of: "estimate"))
    let measured = try #require(text.firstRange(of: "flux in the stamp"))
    #expect(estimated.lowerBound < measured.lowerBound)
    #expect(text.contains("truth") && text.contains("half-light radius"))
  }

  @Test func whatCannotBeEnteredIsHatched() throws {
    var session = session(columns: 160, rows: 50)
    // Radius is 1 where the latent is -2.5, above the end of the range at -2.7, and 0.1 where it is 2.
    let track = SliderTrack(1, session.state, width: 56)
    #expect(track.reach.lowerBound > 0 && track.reach.upperBound < 53)
    let barred = { (frame: Frame) in frame.text.split(separator: "\n").filter { $0.contains("╱") } }
    #expect(barred(session.frame(columns: 160, rows: 50)).count == 2)
    #expect(session.state.rangeText(of: 1) == "0.100 to 1.000 arcsec")
    try session.press("U")
    #expect(barred(session.frame(columns: 160, rows: 50)).isEmpty)
    #expect(session.state.reach(of: 1) == session.state.range(of: 1))
  }

  @Test func unitsBringValuesBackWithinTheBounds() throws {
    var session = session()
    try session.press("U:goto z0=2.6<enter>")
    #expect(session.state.latents[0] == 2.6)
    try session.press("U")
    #expect(session.state.latents[0] == 2.5)
    try session.press("u")
    #expect(session.state.latents[0] == 2.5, "what is out of bounds cannot be undone to")
  }

  @Test func codesOfSamplesOutOfBoundsAreKept() throws {
    var model = MadeUpModel.aligned()
    model.alignments[0]?.intercept = 500
    var session = Session(model: model)
    try session.press("e")
    let code = try #require(session.state.source?.encoded.mean)
    try #require(code[0] < -0.5, "the flux of this code is negative")
    #expect(session.state.latents == code)
    try session.press(":goto z0<enter>h")
    #expect(session.state.factorValue(of: 0) == 0)
  }

  @Test(arguments: [(80, 24), (100, 30)])
  func tiedLatentsThatFollowAnotherFactorSaySo(columns: Int, rows: Int) throws {
    var model = MadeUpModel.aligned()
    model.correlations = [0.984, 0.1, 0.62, 0.4, -0.97, 0.1, 0, 0, 0, 0, 0, 0]
    var session = Session(
      Session.color, size: Size(columns: columns, rows: rows), model: model)
    let state = session.state
    #expect(
      (0..<4).map(state.title) == [
        "z0 flux", "z1 (tied to radius, follows flux .62)", "z2 ~ flux", "z3",
      ])
    #expect(state.alignment(of: 1) == nil)
    #expect(state.sliderText(0.5, of: 1) == "+0.50")
    try session.press(":goto z1<enter>")
    let frame = session.frame(columns: columns, rows: rows)
    #expect(frame.text.contains("z1 (tied to radius, follows flux .62)"))
    assertSnapshot(frame.text, named: "\(columns)x\(rows)")
  }

  @Test func drawsOfTiedLatentsAreAboutTheirFactors() throws {
    var session = session()
    for _ in 0..<50 {
      try session.press("R")
      // The prior is a normal of width 0.2 about a factor in 0...1.
      #expect((-0.8...1.8).contains(session.state.latents[0]), "\(session.state.latents)")
    }
  }

  @Test(arguments: 0..<16 as Range<UInt64>)
  func whatIsShownCanBeTypedAgain(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let state = session().state
    for _ in 0..<50 {
      let latent = Int.random(in: 0...1, using: &random)
      let value = Float.random(in: state.reach(of: latent), using: &random)
      let text = state.sliderText(value, of: latent)
      let typed = try LatentAssignment(
        parsing: "\(state.name(of: latent))=\(text)", default: 0, in: state)
      // A thousandth of the factor's range, over the slope of the line.
      let found = try #require(typed.value)
      #expect((found - value).magnitude <= 0.006, "seed \(seed): \(text) for \(value)")
    }
  }

  @Test func alignmentsThatCannotBeReadAreNone() {
    var model = MadeUpModel.aligned()
    model.alignments[0] = LatentAlignment(factor: 7, correlation: 1, slope: 1, intercept: 0)
    model.alignments[1] = LatentAlignment(factor: 1, correlation: 1, slope: 0, intercept: 0)
    let state = Session(model: model).state
    #expect(state.name(of: 0) == "z0" && state.name(of: 1) == "z1")
  }
}
