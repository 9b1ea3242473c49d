import Plotting
import Testing

@testable import Explorer

/// Every fact that the screen shows by colour it shows in mono ASCII too.
@Suite struct MonoTwinTests {
  @Test(arguments: [(100, 30), (80, 24), (120, 40)])
  func theSameFactsAreReadable(columns: Int, rows: Int) throws {
    for capabilities in [Session.color, Session.mono] {
      var session = Session(capabilities, size: Size(columns: columns, rows: rows))
      try session.press("ll")
      let text = session.frame(columns: columns, rows: rows).text
      for fact in [
        "made-up", "beta-VAE", "z10", "6/10 active", "3.99", "-0.30", "4 inactive folded",
        "gallery #0", "asinh", "flux", "half-light", "inside the data", "31% of total", "seed 7",
        "edits 1/10", "undo 2", "decode 0.25 ms", "range -4 to 4",
      ] {
        #expect(text.contains(fact), "\(capabilities) at \(columns)x\(rows) lacks '\(fact)'")
      }
    }
  }

  @Test(arguments: [(100, 30), (80, 24), (60, 18)])
  func theSameMeasurementsAreReadable(columns: Int, rows: Int) throws {
    for capabilities in [Session.color, Session.mono] {
      var session = Session(capabilities, size: Size(columns: columns, rows: rows))
      try session.press("5")
      let text = session.frame(columns: columns, rows: rows).text
      for fact in [
        "normalised MI", "flux", "z1", "MI/H 0.90", "MIG", "0.900", "KS 0.02", "10,000 simulated",
        "seed 1009", "fresh", "latents by KL",
      ] {
        #expect(text.contains(fact), "\(capabilities) at \(columns)x\(rows) lacks '\(fact)'")
      }
    }
  }

  @Test(arguments: [(100, 30), (80, 24)])
  func theSameMapIsReadable(columns: Int, rows: Int) throws {
    for capabilities in [Session.color, Session.mono] {
      var session = Session(capabilities, size: Size(columns: columns, rows: rows))
      try session.press("2c")
      let text = session.frame(columns: columns, rows: rows).text
      for fact in [
        "t-SNE", "perplexity 30", "240 simulated", "KL(P||Q) 1.375 nat", "exaggeration off",
        "kind", "elliptical 80", "z = kNN-8 mean", "#",
      ] {
        #expect(text.contains(fact), "\(capabilities) at \(columns)x\(rows) lacks '\(fact)'")
      }
    }
  }

  @Test func theGaugeSaysWhereThePointLies() throws {
    var session = Session()
    for (keys, word) in [("", "inside"), (":goto z1=4<enter>:goto z2=-4<enter>", "outside")] {
      try session.press(keys)
      #expect(session.frame(columns: 100, rows: 30).text.contains("\(word) the data"))
    }
    #expect(DistanceGauge.Verdict(DistanceReading(distance: 1, share: 0.01)) == .edge)
  }

  @Test func panesShrinkInTheirOrder() {
    let state = Session().state
    #expect(SliderColumns(state, latents: [1], width: 38).bar > 0)
    let narrow = SliderColumns(state, latents: [1], width: 28)
    #expect(narrow.bar == 0 && narrow.track > 0)
    #expect(SliderColumns(state, latents: [1], width: 20).track == 0)
    for width in 24..<120 {
      let columns = SliderColumns(state, latents: [1], width: width)
      #expect(columns.track % 2 == 1, "zero has no cell of its own in \(columns.track)")
    }
  }
}
