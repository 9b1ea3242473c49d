import Analysis
import Diagnostics
import Models
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// The draws of `R`.
@Suite struct DrawTests {
  @Test func oneKeyCyclesAndSaysWhatIsDrawn() throws {
    var session = Session()
    var seen: [LatentDraw] = []
    for _ in LatentDraw.choices {
      seen.append(session.state.explore.drawing)
      try session.press("P")
      let text = try #require(session.state.message?.text)
      #expect(text.hasPrefix("R draws from: "), "\(text)")
    }
    #expect(seen == [.prior, .posterior, .components, .significant, .origin])
    #expect(session.state.explore.drawing == .prior)
  }

  @Test(arguments: LatentDraw.choices)
  func aDrawIsAPointOfTheSamplerAndUndone(drawing: LatentDraw) throws {
    var session = Session(model: .particles())
    let before = session.state.latents
    try session.press(":draw \(drawing.rawValue)<enter>")
    let sampler = try #require(session.state.sampler)
    var random = RandomDraws(seed: 7).first
    let expected =
      drawing.isRandom
      ? sampler.point(drawing, using: &random) : before.map { _ in Float(0) }
    #expect(
      session.state.latents
        == zip(expected.indices, expected).map { session.state.range(of: $0).clamped($1) })
    #expect(session.state.explore.drawing == drawing)
    try session.press("u")
    #expect(session.state.latents == before)
    // The key repeats the draw: another point if the draw is random.
    try session.press("R")
    #expect((session.state.draws.count == 2) == drawing.isRandom)
  }

  @Test func theOthersStayAtTheirMeans() throws {
    var session = Session(model: .particles())
    try session.press(":draw significant<enter>")
    for latent in session.state.latents.indices where !session.state.isActive(latent) {
      #expect(session.state.latents[latent] == session.state.model?.statistics?.mean[latent])
    }
    #expect(
      session.state.message?.text.contains("active latents, the others at their means") == true)
  }

  @Test func sampledCodesAreWider() throws {
    var session = Session()
    let narrow = try #require(session.state.sampler?.components())
    try session.press(":draw-codes sampled<enter>")
    let wide = try #require(session.state.sampler?.components())
    #expect(wide.components.variances.reduce(0, +) > narrow.components.variances.reduce(0, +))
    try session.press("PP")
    #expect(session.state.message?.text.contains("components of codes sampled") == true)
  }

  @Test func anUnknownPlaceIsNamed() throws {
    var session = Session()
    let before = session.state.latents
    try session.press(":draw middle<enter>")
    #expect(session.state.latents == before && session.state.message?.kind == .failed)
    #expect(session.state.message?.text.contains("prior, posterior, components") == true)
  }
}

extension RandomDraws {
  /// The generator of the first draw.
  fileprivate var first: CounterRandom {
    var draws = self
    return draws.next()
  }
}
