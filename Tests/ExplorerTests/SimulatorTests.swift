import Models
import Plotting
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// The simulator's noiseless sample beside the decoded one.
@Suite struct SimulatorTests {
  @Test func theSimulatorIsAskedOnlyWhileItsSampleIsSeen() throws {
    var session = Session(model: .aligned())
    #expect(session.state.simulation?.sample == nil)
    session.forgetEffects()
    try session.press(":compare simulator<enter>")
    guard case .simulate(_, let latents, let factors) = session.effects.first else {
      Issue.record("expected a simulation, found \(session.effects)")
      return
    }
    #expect(latents == session.state.latents)
    #expect(factors == [2500 + 1000 * Double(latents[0]), 0.5 - 0.2 * Double(latents[1])])
    #expect(session.state.simulation?.sample != nil)
    try session.press(":compare side<enter>")
    #expect(session.state.simulation?.sample == nil)
  }

  @Test func factorsWithoutALatentComeFromTheSampleOrTheMiddle() throws {
    var model = MadeUpModel.aligned()
    model.alignments[1] = nil
    var session = Session(model: model)
    try session.press("n:compare simulator<enter>")
    #expect(session.state.simulation?.plan.origins == [.latent(0), .source("gallery #1")])
    #expect(session.state.simulation?.plan.factors[1] == 0.5)
    #expect(session.frame(columns: 100, rows: 30).text.contains("radius from gallery #1"))
    session.engine.model.knowsFactors = false
    try session.press("n")
    #expect(session.state.simulation?.plan.origins == [.latent(0), .middle])
    #expect(session.state.simulation?.plan.factors[1] == 0.55)
    #expect(session.frame(columns: 100, rows: 30).text.contains("radius at mid-range"))
  }

  @Test func factorsBeyondTheSimulatorAreSaid() throws {
    var session = Session(model: .aligned())
    try session.press("U:compare simulator<enter>:goto z1=2.6<enter>")
    #expect(session.state.simulation?.sample == nil)
    #expect(session.frame(columns: 100, rows: 30).text.contains("no simulator sample"))
    #expect(session.state.isIdle)
  }

  @Test func withoutASimulatorThereIsNothingToCompareWith() throws {
    var session = Session()
    try session.press("vvvvv")
    #expect(session.state.explore.comparison == .side, "five views and back")
    try session.press(":compare simulator<enter>")
    #expect(session.state.explore.comparison == .side)
    #expect(session.state.message?.kind == .failed)
  }

  @Test func theDifferenceIsDecodedLessSimulator() throws {
    var session = Session(model: .aligned())
    try session.press(":compare simulator<enter>lll")
    let answer = try #require(session.state.decoded?.answer)
    let simulated = try #require(session.state.simulation?.sample?.sample)
    let difference = try #require(session.state.simulatorDifference)
    for index in difference.elements.indices {
      #expect(
        difference.elements[index] == answer.sample.elements[index] - simulated.elements[index])
    }
    let square = difference.elements.reduce(0.0) { $0 + Double($1) * Double($1) }
    let rms = NumberText.compact(
      (square / Double(difference.elements.count)).squareRoot(), digits: 4)
    #expect(session.frame(columns: 100, rows: 30).text.contains("rms difference \(rms)"))
  }

  @Test func aSampleOfAnotherShapeIsRefused() throws {
    var session = Session(model: .aligned())
    session.holdsAnswers = true
    try session.press(":compare simulator<enter>")
    guard case .simulate(let token, _, _) = session.effects.last else {
      Issue.record("expected a simulation, found \(session.effects)")
      return
    }
    let other = SimulatedSample(sample: Tensor(repeating: 0, shape: [2, 2, 1]), quantities: [])
    session.send(.simulated(token, other))
    #expect(session.state.message?.kind == .failed)
    #expect(session.state.simulation?.sample == nil)
  }

  @Test func anAnswerForAnOlderPointChangesNothing() throws {
    var session = Session(model: .aligned())
    try session.press(":compare simulator<enter>")
    let before = try #require(session.state.simulation?.sample)
    session.holdsAnswers = true
    try session.press("l")
    guard case .simulate(let stale, _, _) = session.effects.last(where: \.isSimulation) else {
      Issue.record("expected a simulation, found \(session.effects)")
      return
    }
    try session.press("l")
    session.send(.simulated(stale, nil))
    #expect(session.state.simulation?.sample == before)
    session.settle()
    #expect(session.state.isIdle && session.state.simulation?.sample != before)
  }

  @Test(arguments: [(60, 18), (80, 24), (100, 30), (160, 50)])
  func views(columns: Int, rows: Int) throws {
    for view in ["simulator", "difference"] {
      for (capabilities, suffix) in [(Session.color, ""), (Session.mono, "-ascii")] {
        var session = Session(
          capabilities, size: Size(columns: columns, rows: rows), model: .aligned())
        try session.press("n:compare \(view)<enter>ll")
        assertSnapshot(
          session.frame(columns: columns, rows: rows).text,
          named: "\(view)-\(columns)x\(rows)\(suffix)")
      }
    }
  }
}

extension ExplorerEffect {
  fileprivate var isSimulation: Bool {
    if case .simulate = self { return true }
    return false
  }
}
