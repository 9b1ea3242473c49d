import Analysis
import Datasets
import Diagnostics
import Models
import Plotting
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// Samples that represent particles: the box beside the matrix, and draws of latent points.
@Suite struct ParticleTests {
  @Test(arguments: [(60, 18), (80, 24), (100, 30), (160, 50)])
  func screens(columns: Int, rows: Int) throws {
    for (capabilities, suffix) in [(Session.color, ""), (Session.mono, "-ascii")] {
      var session = Session(
        capabilities, size: Size(columns: columns, rows: rows), model: .particles())
      try session.press("nlllll")
      assertSnapshot(
        session.frame(columns: columns, rows: rows).text, named: "\(columns)x\(rows)\(suffix)")
    }
  }

  @Test func coordinatesAreShownWithoutAMatrix() throws {
    var session = Session(model: .particles(areCoordinates: true))
    try session.press("nlllll")
    let text = session.frame(columns: 100, rows: 30).text
    #expect(text.contains("coordinates as decoded") && !text.contains("decoded |"))
    assertSnapshot(text)
    let scene = try #require(ParticleScene(session.state))
    let decoded = try #require(session.state.decoded?.sample.elements)
    #expect(zip(scene.decoded, 0...).allSatisfy { Float($0.x) == decoded[2 * $1] })
  }

  @Test func theCodesOfASampleLieOnItsParticles() throws {
    var session = Session(model: .particles())
    try session.press("n")
    let scene = try #require(ParticleScene(session.state))
    #expect(try #require(scene.error) < 1e-9)
    #expect(scene.decoded.count == 12 && scene.source.count == 12)
    try session.press("jlllll")
    let moved = try #require(ParticleScene(session.state))
    let error = try #require(moved.error)
    #expect(error > 0.01)
    // By the definition, over the aligned places.
    let squares = zip(moved.decoded, moved.source).reduce(0.0) { sum, pair in
      let difference = pair.0 - pair.1
      return sum + (difference * difference).sum()
    }
    #expect(abs((squares / 12).squareRoot() - error) < 1e-12)
  }

  @Test func viewsCycleThroughParticlesAndMatrices() throws {
    var session = Session(model: .particles())
    var seen: [Comparison] = []
    for _ in 0..<session.state.comparisons.count {
      seen.append(session.state.explore.comparison)
      try session.press("v")
    }
    #expect(
      seen == [.side, .particles, .matrices, .decoded, .source, .residual, .sensitivity])
    #expect(session.state.explore.comparison == .side)
    try session.press("nlll:compare matrices<enter>")
    let text = session.frame(columns: 160, rows: 50).text
    #expect(text.contains("residual") && !text.contains("MDS"))
    try session.press(":compare particles<enter>")
    #expect(session.frame(columns: 100, rows: 30).text.contains("particles off by"))
    var pictures = Session()
    try pictures.press(":compare matrices<enter>")
    #expect(pictures.state.message?.kind == .failed)
  }

  @Test func aMatrixThatIsNoNumberIsSaidInWords() throws {
    var session = Session(model: .particles())
    session.holdsAnswers = true
    try session.press("l")
    guard case .decode(let token, let latents) = session.effects.last(where: \.isDecoding) else {
      Issue.record("expected a request to decode, found \(session.effects)")
      return
    }
    let decoded = session.engine.model.decode(latents)
    let elements = decoded.elements.enumerated().map { $0 == 13 ? .nan : $1 }
    let sample = Tensor(shape: decoded.shape, elements: elements)
    let reader = try #require(ParticleReader(session.engine.model.description))
    let reading = Result { () throws(GeometryError) in try reader.particles(of: sample) }
    session.send(
      .decoded(
        token,
        DecodedSample(
          sample: sample, quantities: [], particles: reading, distance: nil, milliseconds: 0)))
    for (columns, rows) in [(60, 18), (80, 24), (100, 30), (160, 50)] {
      session.send(.resized(Size(columns: columns, rows: rows)))
      let text = session.frame(columns: columns, rows: rows).text
      #expect(text.contains("distance matrix"), "\(columns)x\(rows)")
    }
    let scene = try #require(ParticleScene(session.state))
    #expect(
      scene.verdict
        == "distance matrix: row 1, column 1: expected a finite number, found nan")
  }

  @Test(arguments: [1, 2, 3, 4, 40])
  func anyNumberOfParticlesHasAScreen(count: Int) throws {
    for capabilities in [Session.color, Session.mono] {
      var session = Session(capabilities, model: .particles(count))
      try session.press("nllljlll")
      for (columns, rows) in [(30, 8), (60, 18), (100, 30), (200, 70)] {
        session.send(.resized(Size(columns: columns, rows: rows)))
        let frame = session.frame(columns: columns, rows: rows)
        #expect(frame.cells.allSatisfy { GlyphWidth.isSingleColumn($0.glyph) })
      }
      let text = session.frame(columns: 200, rows: 70).text
      #expect(text.contains("fewer than 3 particles") == (count < 3))
      // The first three particles of the lattice are two steps along one line and a corner.
      #expect(text.contains("particles"))
    }
  }

  @Test func whatIsWrongWithParticlesIsSaid() throws {
    var session = Session(model: .particles(20))
    try session.press(":goto z1=-4<enter>")
    let crowded = try #require(ParticleScene(session.state))
    #expect(!crowded.isValid && crowded.verdict.contains("under 0.9 sigma"), "\(crowded.verdict)")
    try session.press(":goto z1=0<enter>:goto z2=0<enter>:goto z3=0<enter>:goto z0=0<enter>")
    let valid = try #require(ParticleScene(session.state))
    #expect(valid.isValid && valid.verdict == "valid: no overlap, inside the box")
    try session.press(":goto z1=4<enter>")
    let wide = try #require(ParticleScene(session.state))
    #expect(wide.verdict.contains("outside the box"), "\(wide.verdict)")
    #expect(session.frame(columns: 100, rows: 30).text.contains("outside the box"))
  }

  @Test func dataOfOtherParticlesAreRefusedInParticles() throws {
    var session = Session(model: .particles(12))
    session.holdsAnswers = true
    try session.press(":data other.npz<enter>")
    guard case .openData(let token, let path) = session.effects.last else {
      Issue.record("expected a request to open data, found \(session.effects)")
      return
    }
    let other = MadeUpModel.particles(20).description
    session.send(.dataOpened(token, OpenedData(path: path, count: 5, description: other)))
    #expect(session.state.data == nil)
    #expect(
      session.state.message?.text
        == "other.npz: expected 12 particles, as for the model, found 20")
  }
}

extension ExplorerEffect {
  fileprivate var isDecoding: Bool {
    if case .decode = self { return true }
    return false
  }
}
