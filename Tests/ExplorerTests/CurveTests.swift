import Datasets
import Models
import Plotting
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// Samples that are curves: plots in every view, with any values.
@Suite struct CurveTests {
  @Test(arguments: [(60, 18), (80, 24), (100, 30), (160, 50)])
  func screens(columns: Int, rows: Int) throws {
    for (capabilities, suffix) in [(Session.color, ""), (Session.mono, "-ascii")] {
      var session = Session(
        capabilities, size: Size(columns: columns, rows: rows), model: .aligned(.curve))
      try session.press("nll")
      assertSnapshot(
        session.frame(columns: columns, rows: rows).text, named: "\(columns)x\(rows)\(suffix)")
    }
  }

  @Test(arguments: [
    ("residual", ":compare residual<enter>"), ("simulator", ":compare simulator<enter>"),
    ("density", ":compare density<enter>"), ("sensitivity", ":compare sensitivity<enter>"),
    ("sweep", "<enter><right>"), ("inspector", "I<right><up>"), ("samples", "s"),
    ("walk", "anbi<right><right>"),
  ])
  func places(name: String, keys: String) throws {
    for (capabilities, suffix) in [(Session.color, ""), (Session.mono, "-ascii")] {
      var session = Session(capabilities, model: .aligned(.curve))
      try session.press(keys)
      assertSnapshot(session.frame(columns: 100, rows: 30).text, named: name + suffix)
    }
  }

  @Test func curvesWithoutSimulatorAreComparedWithTheirSource() throws {
    var model = MadeUpModel.aligned(.curve)
    (model.hasSimulator, model.alignments, model.auxiliaryCount) = (false, [], 0)
    var session = Session(size: Size(columns: 100, rows: 30), model: model)
    try session.press("lll")
    let text = session.frame(columns: 100, rows: 30).text
    #expect(text.contains("decoded") && text.contains("source gallery #0"))
    #expect(text.contains("source - decoded") && !text.contains("simulator"))
    assertSnapshot(text)
  }

  @Test func errorsAreAgainstTheFactorsOfTheSample() throws {
    var session = Session(model: .aligned(.curve))
    try session.press(":goto flux=1500<enter>")
    let lines = session.frame(columns: 100, rows: 30).text.split(separator: "\n")
    let table = try #require(lines.first { $0.contains("flux") && $0.contains("%") })
    // The factors of gallery #0 are a flux of 1000 and a radius of 0.25, the range of fluxes is 5000.
    #expect(table.contains("1500") && table.contains("1000"), "\(table)")
    #expect(table.contains("+500") && table.contains("10.0%"), "\(table)")
  }

  @Test func theInspectorWalksAlongTheCurve() throws {
    var session = Session(model: .aligned(.curve))
    try session.press("I<right><down>")
    #expect(session.state.inspector?.column == 61 && session.state.inspector?.row == 0)
    try session.press("+")
    #expect(session.state.inspector?.zoom == nil)
    let sample = try #require(session.state.decoded?.sample)
    let value = NumberText.compact(Double(sample.elements[61]), digits: 5)
    #expect(session.frame(columns: 100, rows: 30).text.contains("point 61   decoded \(value)"))
  }

  @Test func aSnapshotIsThePlot() throws {
    var session = Session(model: .aligned(.curve))
    session.forgetEffects()
    try session.press("S")
    guard let snapshot = session.effects.last?.request(Snapshot.self) else {
      Issue.record("expected a snapshot, found \(session.effects)")
      return
    }
    #expect(snapshot.picture.width > 256 && snapshot.picture.height > 256)
    #expect(snapshot.picture.pixels.contains { $0 < 100 } && snapshot.record.stretch == "linear")
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func anyCurveInAnyRoomIsHarmless(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let odd: [Float] = [.nan, .infinity, -.infinity, 3e38, -3e38, 0, 1]
    var session = Session(
      seed % 2 == 0 ? Session.color : Session.mono, model: .aligned(.curve))
    for place in ["", "v", "vv", "vvv", "vvvv", "vvvvv", "I", "s", "<enter>", "anbi"] {
      let size = Size(
        columns: Int.random(in: 0...170, using: &random),
        rows: Int.random(in: 0...55, using: &random))
      session.send(.resized(size))
      try session.press("<esc><esc>" + place)
      var answer = try #require(session.state.decoded)
      let numbers = answer.sample.elements.map { value in
        Int.random(in: 0..<3, using: &random) == 0 ? odd.randomElement(using: &random) ?? 0 : value
      }
      session.holdsAnswers = true
      try session.press("l")
      if case .decode(let token, _) = session.effects.last(where: \.isDecode) {
        answer.answer.sample = Tensor(shape: answer.sample.shape, elements: numbers)
        session.send(.decoded(token, answer.answer))
      }
      let frame = render(session.state, size: size)
      #expect(frame.hasExactRows(size), "seed \(seed) '\(place)' \(size)")
      #expect(session.state.problems.isEmpty, "seed \(seed) '\(place)'")
      session.holdsAnswers = false
      session.settle()
    }
  }
}

extension ExplorerEffect {
  fileprivate var isDecode: Bool {
    if case .decode = self { return true }
    return false
  }
}
