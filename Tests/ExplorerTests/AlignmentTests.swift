import Models
import Plotting
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

  @Test func rangesAreInTheUnitThatWasTyped() {
    let state = session().state
    do throws(LatentAssignment.Complaint) {
      _ = try LatentAssignment(parsing: "flux=1e6", default: 0, in: state)
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
      let value = Float.random(in: -2.5...2.5, using: &random)
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
