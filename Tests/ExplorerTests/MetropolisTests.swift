import Analysis
import Datasets
import Diagnostics
import Plotting
import TestSupport
import Testing

@testable import Explorer

/// Metropolis sweeps of the decoded particles.
@Suite struct MetropolisTests {
  private func session(_ size: Size = Size(columns: 100, rows: 30)) throws -> Session {
    var settings = FluidSettings()
    try settings.set(key: "particles", value: "12")
    let description = settings.description
    var model = MadeUpModel.particles(12)
    model.change = { $0.data = description }
    return Session(size: size, model: model)
  }

  @Test func theKeyGoesThroughTheNumbersOfSweeps() throws {
    var session = try session()
    try session.press(":gamma 0.4<enter>")
    #expect(session.state.message?.text == "no Metropolis sweeps; gamma 0.4 (chosen)")
    let before = try #require(ParticleScene(session.state))
    var seen: [[SIMD2<Double>]] = []
    for count in [20, 50, 100] {
      try session.press("M")
      #expect(
        session.state.message?.text == "\(count) Metropolis sweeps at gamma 0.4 (chosen)")
      let scene = try #require(ParticleScene(session.state))
      let thermal = try #require(scene.thermal)
      #expect(thermal.request.sweepCount == count && thermal.request.gravity == 0.4)
      #expect(scene.decoded == thermal.particles.recovered.positions && scene.source.isEmpty)
      seen.append(scene.decoded)
    }
    #expect(seen[0] != seen[1] && seen[1] != seen[2])
    try session.press("M")
    let after = try #require(ParticleScene(session.state))
    #expect(after.thermal == nil && after.decoded == before.decoded)
    #expect(session.state.explore.askedMetropolis == nil)
  }

  @Test(arguments: [(60, 18), (80, 24), (100, 30), (160, 50)])
  func screens(columns: Int, rows: Int) throws {
    var session = try session(Size(columns: columns, rows: rows))
    try session.press("n:gamma 0.4<enter>:metropolis 50<enter>")
    assertSnapshot(session.frame(columns: columns, rows: rows).text, named: "\(columns)x\(rows)")
  }

  @Test func gammaIsTheLatentsThenTheSamplesThenTheMiddle() throws {
    var session = try session()
    let gravity = try #require(session.state.sweepGravity)
    #expect((0.1...1).contains(gravity.value), "within the bounds of the data")
    try session.press(":gamma 3.5<enter>")
    #expect(session.state.sweepGravity?.value == 3.5)
    try session.press(":gamma auto<enter>")
    #expect(session.state.sweepGravity?.value == gravity.value)
    for text in ["x", "nan", "1e9"] {
      try session.press(":gamma \(text)<enter>")
      #expect(
        session.state.message?.text
          == "gamma: expected auto or a number from -1000 to 1000, found '\(text)'")
    }
    try session.press(":metropolis -1<enter>")
    #expect(
      session.state.message?.text == "metropolis: expected 0 to 100000 sweeps, found '-1'")
  }

  @Test func aViewWithoutParticlesAsksForNone() throws {
    var session = try session()
    try session.press(":compare decoded<enter>M")
    #expect(session.state.explore.askedMetropolis == nil)
    #expect(session.state.message?.text.hasSuffix("; v shows the particles") == true)
    try session.press(":compare particles<enter>")
    #expect(session.state.explore.askedMetropolis?.sweepCount == 20)
  }

  @Test func othersHaveNoParticlesToMove() throws {
    var pictures = Session()
    try pictures.press("M")
    #expect(pictures.state.message?.text.contains("the samples are not particles") == true)
    var foreign = Session(model: .particles())
    try foreign.press("M")
    #expect(
      foreign.state.message?.text.contains("the data have no simulator of particles") == true)
  }
}
