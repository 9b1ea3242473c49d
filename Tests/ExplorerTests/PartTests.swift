import Datasets
import Diagnostics
import Models
import Plotting
import Testing

@testable import Explorer

/// Models whose files have little more than a decoder.
@Suite struct PartTests {
  private static func decoder(
    parts: Set<ModelPart> = [.samples], latents: Int = 3
  ) -> MadeUpModel {
    var model = MadeUpModel(latentCount: latents)
    model.change = { opened in
      opened.parts = parts
      opened.data = DataDescription(ofSamples: opened.sampleShape)
      (opened.training, opened.statistics, opened.gallery) = (nil, nil, nil)
    }
    return model
  }

  @Test func everyLatentHasASliderInOrderAndTheRangeIsSaidToBeAssumed() throws {
    var session = Session(model: Self.decoder())
    #expect(session.state.listedLatents == [0, 1, 2])
    #expect(session.state.latents == [0, 0, 0] && session.state.source == nil)
    #expect(session.state.decoded != nil && session.state.isIdle)
    #expect(session.state.range(of: 1) == -3...3)
    let screen = session.frame(columns: 100, rows: 30).text
    #expect(screen.contains("range -3 to 3  step 0.1  range assumed"))
    #expect(!screen.contains("KL") && !screen.contains(" nat"))
    try session.press("<right>")
    #expect((session.state.latents[0] - 0.1).magnitude < 1e-6)
  }

  @Test func withoutAPriorSlidersAreSortedByVarianceAndReachAsFarAsTheCodes() throws {
    var model = MadeUpModel(latentCount: 3)
    model.change = { opened in
      opened.latents = Latents(PointLatents())
      opened.gallery?.logVariances = nil
      opened.training?.beta = nil
      opened.statistics?.divergence = nil
      opened.statistics?.deviation = [0.5, 20, 0.001]
      opened.statistics?.ranges = [-1...2, -50...70, -0.01...0.01]
    }
    var session = Session(model: model)
    #expect(session.state.listedLatents == [1, 0], "the third deviates by less than a hundredth")
    #expect(session.state.range(of: 1) == -50...70)
    let code = try #require(session.state.source?.encoded.mean[0])
    #expect(session.state.range(of: 0) == min(-1, code)...max(2, code))
    let screen = session.frame(columns: 100, rows: 30).text
    #expect(screen.contains("z by variance") && !screen.contains("KL") && !screen.contains("nat"))
    try session.press("r")
    let name = session.state.name(of: 1)
    #expect(session.state.message?.text == "\(name) drawn from the data: draw 1 of seed 7")
    let drawn = session.state.latents
    try session.press("r")
    #expect(session.state.latents[1] != drawn[1] && session.state.latents[0] == drawn[0])
    try session.press("R")
    #expect(
      session.state.message?.text
        == "all latents drawn from the data: draw 3 of seed 7, as near as the ranges allow")
  }

  @Test func zeroOutsideARangeIsItsNearestEnd() throws {
    var session = Session(
      model: Self.decoder(), ranges: try LatentRanges(parsing: "0:40..70"))
    try session.press("0")
    #expect(session.state.latents[0] == 40)
    #expect(
      session.state.message?.text
        == "\(session.state.name(of: 0)) at the end of the range nearest zero")
  }

  @Test func withNeitherPriorNorCodesADrawIsTheOrigin() throws {
    var model = Self.decoder()
    let change = model.change
    model.change = { opened in
      change(&opened)
      opened.latents = Latents(PointLatents())
    }
    var session = Session(model: model)
    try session.press("<right><right>")
    #expect(session.state.latents[0] != 0)
    try session.press("r")
    #expect(session.state.latents == [0, 0, 0])
    #expect(session.state.message?.text == "\(session.state.name(of: 0)) at zero")
    try session.press("3v")
    #expect(
      session.state.message?.text.hasSuffix("; no other range is available either") == true)
    #expect(session.frame(columns: 100, rows: 30).text.contains("the latents have no prior"))
  }

  @Test func anObjectiveStatesThePrior() {
    let session = Session(model: Self.decoder(parts: [.samples, .objective]))
    #expect(session.state.range(of: 1) == -4...4)
    #expect(session.state.rangeOrigin == "range of the prior")
  }

  @Test func tiedLatentsReachAsFarAsTheirPrior() {
    var model = Self.decoder()
    let change = model.change
    model.change = { opened in
      change(&opened)
      opened.parts = [.samples, .objective]
      opened.latents = Latents(TiedLatents(count: 1, width: 1e-9))
    }
    let session = Session(model: model)
    let reach = 4 * (1.0 / 12).squareRoot()
    let range = session.state.range(of: 0)
    #expect((Double(range.lowerBound) - 0.5 + reach).magnitude < 1e-6)
    #expect((Double(range.upperBound) - 0.5 - reach).magnitude < 1e-6)
    #expect(session.state.range(of: 1) == -4...4)
  }

  @Test func rangesAreTypedAndTakenBack() throws {
    var session = Session(model: Self.decoder())
    try session.press("<pgup><pgup><pgup>:range 0:-0.5..2,z1:0..5<enter>")
    #expect(session.state.range(of: 0) == -0.5...2 && session.state.range(of: 1) == 0...5)
    #expect(session.state.range(of: 2) == -3...3)
    #expect(session.state.latents[0] == 2)
    for (columns, rows) in [(100, 30), (80, 24), (60, 18)] {
      let screen = session.frame(columns: columns, rows: rows).text
      #expect(screen.contains("range given"), "\(screen)")
    }
    try session.press(":range -1..1<enter>")
    #expect((0..<3).map { session.state.range(of: $0) } == [-1...1, -1...1, -1...1])
    try session.press(":range<enter>")
    #expect(session.state.range(of: 0) == -3...3)
    try session.press(":range 7:0..1<enter>")
    #expect(session.state.message?.text == "range: expected z0 to z2, found z7")
    #expect(session.state.range(of: 0) == -3...3)
  }

  @Test func rangesOfTheStartHoldThePoint() throws {
    let ranges = try LatentRanges(parsing: "1..2")
    let decoder = Session(model: Self.decoder(), ranges: ranges)
    #expect(decoder.state.latents == [1, 1, 1] && decoder.state.unusableStartRanges == nil)
    var whole = Session(ranges: try LatentRanges(parsing: "0:90..91"))
    #expect(whole.state.range(of: 0) == 90...91, "not widened to the sample's code")
    #expect(whole.state.latents[0] == 90)
    try whole.press("<right>e")
    #expect(whole.state.latents[0] == 90)
    #expect(whole.state.message?.text.hasSuffix(", as near as the ranges allow") == true)
    #expect(SliderTrack(0, whole.state, width: 20).source == nil)
  }

  @Test func rangesOfTheStartNameLatentsOfTheModel() throws {
    let session = Session(model: Self.decoder(), ranges: try LatentRanges(parsing: "9:0..1"))
    let text = "--range: expected z0 to z2, found z9"
    #expect(session.state.unusableStartRanges == text && session.state.message?.text == text)
    #expect(session.state.range(of: 0) == -3...3)
  }

  @Test(arguments: [
    ("0:0..1,0:0..2", "expected one range for z0, found another one, '0:0..2'"),
    ("0..1,1:0..2,-1..1", "expected one range for all latents, found another one, '-1..1'"),
  ])
  func aLatentHasOneRange(text: String, message: String) {
    let complaint = #expect(throws: LatentRanges.Complaint.self) {
      try LatentRanges(parsing: text)
    }
    #expect(complaint?.description == message)
  }

  @Test func onlyWaysOfDrawingThatTheModelHasAreOffered() throws {
    var session = Session(model: Self.decoder())
    try session.press("P")
    #expect(session.state.explore.drawing == .origin)
    #expect(
      session.state.message?.text.hasSuffix(
        "; the model has no codes, so not available: posterior, components, significant") == true)
    try session.press("P")
    #expect(session.state.explore.drawing == .prior)
    try session.press(":draw-from posterior<enter>")
    #expect(session.state.message?.text == "draw posterior: the model has no codes")
    #expect(session.state.explore.drawing == .prior)
  }

  @Test(arguments: ["", "1", "0:2..1", "0:1..1", "a:0..1", "-1:0..1", "0:0..inf", "0:1:0..1"])
  func whatIsNoRangeIsRefused(text: String) {
    let complaint = #expect(throws: LatentRanges.Complaint.self) {
      try LatentRanges(parsing: text)
    }
    #expect(complaint?.description.hasSuffix("found '\(text)'") == true)
  }

  @Test(arguments: [
    ("s", "pick a sample to encode"), ("n", "next sample"),
    ("e", "back to the codes of the sample"),
    (":encode-picture<enter>", "encode the decoded picture again"),
  ])
  func whatNeedsAnEncoderSaysSo(keys: String, title: String) throws {
    var session = Session(model: Self.decoder())
    try session.press(keys)
    #expect(
      session.state.message?.text
        == "\(title): needs an encoder, and the model has a decoder only")
    #expect(session.state.isIdle)
  }

  @Test func whatNeedsStatisticsSaysSo() throws {
    var session = Session(model: Self.decoder(parts: [.samples, .encoder]))
    try session.press("o")
    #expect(
      session.state.message?.text
        == "order of the latents: needs statistics of the latents, and the model has "
        + "a decoder and an encoder")
    try session.press("R")
    #expect(session.state.latents != [0, 0, 0], "the prior needs none")
    try session.press(":draw posterior<enter>")
    #expect(session.state.message?.text == "draw posterior: the model has no codes")
  }

  @Test(arguments: ["diagnose", "anomaly", "map"])
  func screensSayWhatIsMissing(screen: String) throws {
    var session = Session(model: Self.decoder())
    session.forgetEffects()
    try session.press(":\(screen)<enter>")
    #expect(session.state.isIdle && session.effects.allSatisfy { $0.isNoMeasurement })
    let text = session.frame(columns: 100, rows: 30).text
    #expect(text.contains("needs an encoder, and the model has a decoder only"), "\(text)")
  }
}

extension ExplorerEffect {
  fileprivate var isNoMeasurement: Bool {
    switch self {
    case .work, .map, .encode: false
    default: true
    }
  }
}
