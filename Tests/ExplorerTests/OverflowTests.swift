import Datasets
import Models
import Plotting
import TestSupport
import Tensors
import Testing

@testable import Explorer

/// Models with finite numbers whose images, codes and ranges are not finite.
@Suite struct OverflowTests {
  /// Facts that a file may contain but no training makes.
  enum Extreme: CaseIterable, Sendable {
    case statistics, opposite, deviations, histogram, gallery, alignments, divergences, everything

    func apply(_ opened: inout OpenedModel) {
      let count = opened.latentCount
      func all(_ value: Float) -> [Float] { Array(repeating: value, count: count) }
      func tensor(_ tensor: Tensor, _ value: Float) -> Tensor {
        Tensor(shape: tensor.shape, elements: tensor.elements.map { $0 < 0 ? -value : value })
      }
      switch self {
      case .statistics:
        opened.statistics?.mean = all(3e38)
        opened.statistics?.deviation = all(3e38)
      case .opposite:
        opened.statistics?.mean = all(-.greatestFiniteMagnitude)
        opened.statistics?.deviation = all(1e-5)
        opened.latents = Latents(TiedLatents(count: count, width: 1e300))
      case .deviations:
        opened.statistics?.deviation = all(.leastNonzeroMagnitude)
        opened.statistics?.posteriorVariance = all(.leastNonzeroMagnitude)
        opened.statistics?.mean = all(.leastNonzeroMagnitude)
      case .histogram:
        opened.statistics.map { opened.statistics?.histogram = tensor($0.histogram, 1e38) }
      case .gallery:
        guard let gallery = opened.gallery else { return }
        opened.gallery?.samples = tensor(gallery.samples, 3e38)
        opened.gallery?.means = tensor(gallery.means, 3e38)
        opened.gallery?.factors = tensor(gallery.factors, -3e38)
      case .alignments:
        opened.statistics?.alignments = (0..<count).map {
          LatentAlignment(
            factor: $0 % 2, correlation: $0 % 3 == 0 ? .nan : 1e300,
            slope: [1e308, -.leastNonzeroMagnitude, 1e-300, -1e308][$0 % 4],
            intercept: $0 % 2 == 0 ? 1e308 : -1e308
          )
        }
        opened.data.factors[0].upper = .greatestFiniteMagnitude
        opened.data.factors[0].lower = -.greatestFiniteMagnitude
      case .divergences:
        opened.statistics?.divergence = all(3e38)
        opened.statistics.map { opened.statistics?.codes = tensor($0.codes, 3e38) }
      case .everything:
        for extreme in [Self.statistics, .histogram, .gallery, .alignments, .divergences] {
          extreme.apply(&opened)
        }
      }
    }
  }

  /// Every key, on every screen; twice with a decoder that overflows.
  @Test(arguments: Extreme.allCases, 0..<6 as Range<UInt64>)
  func everyKeyEndsIdle(extreme: Extreme, seed: UInt64) {
    var random = SplitMix64(state: seed)
    var model = [
      MadeUpModel(latentCount: 3, side: 9), .aligned(), .aligned(.curve), .particles(5),
    ][
      Int(seed % 4)]
    model.side = min(model.side, 9)
    model.change = { extreme.apply(&$0) }
    if seed == 4 { model.element = { _, _ in .nan } }
    if seed == 5 { model.element = { $0 % 2 == 0 ? .infinity : 3e38 * ($1.first ?? 0) } }
    var session = Session(
      seed % 2 == 0 ? Session.color : Session.mono, size: Size(columns: 100, rows: 30),
      model: model)
    for step in 0..<120 {
      if step % 15 == 0 {
        session.send(.resized(Self.size(&random)))
        session.send(
          .key(.character(["1", "2", "4", "5", "7"].randomElement(using: &random) ?? "1")))
      }
      if let key = ExplorerPropertyTests.keys.randomElement(using: &random) {
        session.send(.key(key))
      }
      let problems = session.state.problems
      #expect(problems.isEmpty, "\(extreme), seed \(seed), step \(step): \(problems)")
      if step % 5 == 0 {
        let size = Self.size(&random)
        #expect(render(session.state, size: size).hasExactRows(size), "\(extreme), seed \(seed)")
      }
    }
    #expect(session.state.isIdle, "\(extreme), seed \(seed): \(session.state.awaited)")
  }

  private static func size(_ random: inout SplitMix64) -> Size {
    Size(
      columns: Int.random(in: 20...200, using: &random),
      rows: Int.random(in: 5...60, using: &random))
  }

  private func lines(_ session: Session, columns: Int = 120, rows: Int = 40) -> [String] {
    session.frame(columns: columns, rows: rows).text.split(separator: "\n").map(String.init)
  }

  @Test func aDecodedPictureThatOverflowsSaysSo() throws {
    var model = MadeUpModel(side: 9)
    model.element = { $1[0] > 0 ? .infinity : ($0 < 3 ? .nan : 1) }
    var session = Session(size: Size(columns: 120, rows: 40), model: model)
    try session.press(":goto z0=-1<enter>")
    let some = lines(session)
    #expect(some[38].contains("decoded: 3 of 81 pixels are not finite"))
    #expect(some[38].contains("overflow") && !some[38].contains("ready"))
    #expect(some.contains { $0.contains("3 of 81 pixels are not finite") && $0.hasPrefix("│") })
    try session.press(":goto z0=1<enter>:goto z1=1<enter>")
    let all = lines(session)
    #expect(all[38].contains("decoded: 81 of 81 pixels are not finite"))
    #expect(session.state.log.lines.contains("decoded: 81 of 81 pixels are not finite"))
    // The strip along another latent overflows as well, image by image.
    let strip = all.firstIndex { $0.contains("sweep z") } ?? 0
    #expect(all[strip...].filter { $0.contains("not") && $0.contains("finite") }.count >= 1)
  }

  @Test func aCurveThatOverflowsSaysSo() throws {
    var model = MadeUpModel.aligned(.curve)
    model.side = 31
    model.element = { index, _ in index == 7 ? .nan : Float(index) }
    let session = Session(size: Size(columns: 120, rows: 40), model: model)
    #expect(lines(session)[38].contains("decoded: 1 of 31 points is not finite"))
    #expect(lines(session).contains { $0.contains("points are not finite") && $0.hasPrefix("│") })
  }

  @Test func theMapShowsWhatItsPlacesDecodeTo() throws {
    var model = MadeUpModel(side: 9)
    model.element = { _, _ in .nan }
    var session = Session(size: Size(columns: 120, rows: 40), model: model)
    try session.press("2")
    #expect(lines(session).contains { $0.contains("not finite") })
  }

  @Test func aCodeThatOverflowsFlagsItsSlider() throws {
    var session = Session()
    session.holdsAnswers = true
    session.forgetEffects()
    try session.press("n")
    guard case .encode(let token, let reference) = session.effects.first else {
      Issue.record("not encoded: \(session.effects)")
      return
    }
    var mean = MadeUpModel().code(0)
    mean[3] = .infinity
    mean[1] = .nan
    session.send(
      .encoded(
        token,
        EncodedSample(
          sample: Tensor(repeating: 0, shape: [33, 33, 1]), mean: mean,
          deviation: Array(repeating: 0.25, count: 10), factors: [], quantities: [])))
    let text = "\(reference.label): 2 of 10 codes from the encoder are not finite"
    #expect(session.state.message == .failed(text))
    let lines = lines(session, columns: 100, rows: 30)
    #expect(lines[28].contains(text))
    #expect(lines.count { $0.hasPrefix("│×z") } == 2)
    #expect(lines.contains { $0.contains("│×z3 ") } && lines.contains { $0.contains("│×z1 ") })
    #expect(lines.contains { $0.hasPrefix("│ \(reference.label): 2 of 10 codes from") })
    try session.press("u")
    session.settle()
    #expect(session.state.isIdle)
  }

  @Test func drawnOnesDoNotHideNaN() {
    let chances = Tensor(shape: [1, 3, 1], elements: [.nan, 1, -1])
    let drawn = chances.drawn(seed: 1).elements
    #expect(drawn[0].isNaN && drawn[1] == 1 && drawn[2] == 0)
  }
}
