import Datasets
import Plotting
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// The types of samples: which one is chosen, what each shows, and that a new one needs only a line of the table.
@Suite struct DepictionTests {
  private static func data(
    _ kind: SampleKind, _ shape: [Int], unit: String = "", settings: [String: String] = [:],
    quantities: [QuantityFamily] = []
  ) -> DataDescription {
    DataDescription(
      name: "x", kind: kind, shape: shape, unit: unit, factors: [], settings: settings,
      quantities: quantities)
  }

  @Test(arguments: [60, 80, 100])
  func theInspectorOfColorsCutsNoNumber(columns: Int) throws {
    var session = Session(size: Size(columns: columns, rows: 24), model: .colors())
    try session.press("I<right>")
    let inspector = try #require(session.state.inspector)
    let text = session.frame(columns: columns, rows: 24).text
    for subject in session.state.inspectable {
      let sample = try #require(session.state.inspected(subject))
      let value = session.state.depiction.value(of: sample, at: inspector)
      #expect(text.contains("\(subject.rawValue) \(value)"), "\(text)")
    }
  }

  @Test(arguments: [
    (data(.image, [8, 8, 1]), "picture"), (data(.image, [8, 8, 3]), "picture in colour"),
    (data(.image, [8, 8, 4]), "picture"), (data(.matrix, [8, 8, 1]), "matrix"),
    (
      data(
        .matrix, [8, 8, 1], unit: "sigma",
        settings: ["box": "8.0", "representation": "distances"]), "particles"
    ),
    (data(.matrix, [8, 8, 1], unit: "sigma"), "matrix"), (data(.curve, [1, 8, 1]), "curve"),
    (data(.features, [1, 8, 1]), "features"), (data(.classes, [1, 8, 1]), "classes"),
  ])
  func theDescriptionDecides(data: DataDescription, name: String) {
    #expect(DepictionTable.depiction(of: data).name == name)
    #expect(DepictionTable.all.count { $0.suits(data) } >= 1)
  }

  @Test func onlyWhatIsAskedForIsMeasured() {
    let sample = Tensor(shape: [8, 8, 1], elements: (0..<64).map { Float($0 % 9) })
    func names(_ data: DataDescription) -> [String] {
      SampleDrawing.measuring(data).measure(sample).quantities.map(\.name)
    }
    #expect(names(Self.data(.image, [8, 8, 1], unit: "counts")).isEmpty)
    #expect(
      names(Self.data(.image, [8, 8, 1], settings: ["pixelScale": "0.2"])).isEmpty)
    #expect(names(Self.data(.matrix, [8, 8, 1], quantities: [.galaxy])).isEmpty)
    let galaxy = Self.data(
      .image, [8, 8, 1], unit: "counts", settings: ["pixelScale": "0.2"], quantities: [.galaxy])
    #expect(
      names(galaxy) == [
        "flux in the stamp", "half-light radius", "ellipticity e1", "ellipticity e2",
      ])
    let measured = SampleDrawing.measuring(galaxy).measure(sample).quantities
    #expect(measured.map(\.unit) == ["counts", "arcsec", "", ""])
  }

  @Test func digitsHaveNoAstronomy() throws {
    var model = MadeUpModel()
    model.change = { $0.data.quantities = [] }
    let data = model.opened.data
    #expect(SampleDrawing.measuring(data).measure(model.decode(model.code(0))).quantities.isEmpty)
  }

  // MARK: Colours

  @Test(arguments: [(120, 40), (80, 24), (60, 18)])
  func colors(columns: Int, rows: Int) throws {
    for (capabilities, suffix) in [(Session.color, ""), (Session.mono, "-ascii")] {
      var session = Session(
        capabilities, size: Size(columns: columns, rows: rows), model: .colors())
      try session.press("nll")
      let frame = session.frame(columns: columns, rows: rows)
      let isMono = capabilities == Session.mono
      assertSnapshot(
        isMono ? frame.text : frame.text + "\n" + StyleGrid(frame).text,
        named: "\(columns)x\(rows)\(suffix)")
    }
  }

  @Test(arguments: [
    ("residual", ":compare residual<enter>ll"), ("sensitivity", ":compare sensitivity<enter>"),
    ("inspector", "I<right><up>"), ("inspector-residual", "jllIvv"), ("samples", "sj"),
    ("map", "2"),
  ])
  func colorPlaces(name: String, keys: String) throws {
    for (capabilities, suffix) in [(Session.color, ""), (Session.mono, "-ascii")] {
      var session = Session(capabilities, model: .colors())
      try session.press(keys)
      assertSnapshot(session.frame(columns: 100, rows: 30).text, named: name + suffix)
    }
  }

  @Test(arguments: [ColorMode.trueColor, .palette256, .ansi16])
  func thePixelsHaveTheirOwnColors(mode: ColorMode) throws {
    let capabilities = TerminalCapabilities(graphics: .half, color: mode)
    var session = Session(capabilities, model: .colors())
    try session.press(
      ":goto z0=4<enter>:goto z1=-4<enter>:goto z2=-4<enter>:compare decoded<enter>")
    let frame = session.frame(columns: 100, rows: 30)
    let colors = Set(
      (0..<30).flatMap { row in (36..<100).map { frame[$0, row] } }
        .filter { $0.glyph == "▀" }.compactMap(\.style.foreground.rgb))
    // The middle of the disk is red, its ground dark.
    #expect(
      colors.contains { Int($0.red) > 150 && Int($0.green) < 100 && Int($0.blue) < 100 },
      "\(mode): \(colors)")
    #expect(colors.contains { max($0.red, $0.green, $0.blue) < 60 })
  }

  @Test func luminanceIsSaidWhereThereAreNoColors() throws {
    for capabilities in [
      Session.mono, TerminalCapabilities(graphics: .braille, color: .trueColor),
      TerminalCapabilities(graphics: .half, color: .mono),
    ] {
      var session = Session(capabilities, size: Size(columns: 120, rows: 40), model: .colors())
      try session.press("n")
      #expect(session.frame(columns: 120, rows: 40).text.contains("luminance"), "\(capabilities)")
    }
  }

  @Test func aSnapshotInColorHasTheColorsOfTheSample() throws {
    var session = Session(model: .colors())
    session.forgetEffects()
    try session.press("S")
    guard let snapshot = session.effects.last?.request(Snapshot.self) else {
      Issue.record("expected a snapshot, found \(session.effects)")
      return
    }
    let sample = try #require(session.state.decoded?.sample)
    let zoom = snapshot.picture.width / 16
    #expect(zoom == 16 && snapshot.record.limits == [0, 1])
    for (row, column) in [(0, 0), (8, 8), (8, 3)] {
      let place = 3 * (row * zoom * snapshot.picture.width + column * zoom)
      let expected = (0..<3).map {
        UInt8((sample.elements[3 * (row * 16 + column) + $0] * 255).rounded())
      }
      #expect(Array(snapshot.picture.pixels[place..<place + 3]) == expected)
    }
  }

  // MARK: Bars

  @Test(arguments: [(120, 40), (80, 24), (60, 18)])
  func features(columns: Int, rows: Int) throws {
    for (capabilities, suffix) in [(Session.color, ""), (Session.mono, "-ascii")] {
      var session = Session(
        capabilities, size: Size(columns: columns, rows: rows), model: .features())
      try session.press("njll")
      assertSnapshot(
        session.frame(columns: columns, rows: rows).text, named: "\(columns)x\(rows)\(suffix)")
    }
  }

  @Test(arguments: [
    ("residual", 9, ":compare residual<enter>ll"),
    ("sensitivity", 9, ":compare sensitivity<enter>"),
    ("inspector", 40, "I<pgdn><down>"), ("many", 40, "n"), ("samples", 9, "sj"), ("map", 9, "2"),
  ])
  func featurePlaces(name: String, count: Int, keys: String) throws {
    for (capabilities, suffix) in [(Session.color, ""), (Session.mono, "-ascii")] {
      var session = Session(capabilities, model: .features(count))
      try session.press(keys)
      assertSnapshot(session.frame(columns: 100, rows: 30).text, named: name + suffix)
    }
  }

  @Test func classesHaveOneScaleFromZeroToOne() throws {
    var session = Session(model: .classes())
    try session.press("n")
    #expect(session.state.sampleScale.limits == [1, 1, 1, 1])
    assertSnapshot(session.frame(columns: 100, rows: 30).text)
  }

  @Test func theRecordOfFeaturesHasTheirNames() throws {
    var session = Session(model: .features())
    session.forgetEffects()
    try session.press("S")
    guard let snapshot = session.effects.last?.request(Snapshot.self) else {
      Issue.record("expected a snapshot, found \(session.effects)")
      return
    }
    let elements = try #require(snapshot.record.elements)
    #expect(elements.count == 9 && elements[2].name == "mass" && elements[2].unit == "kg")
    #expect(elements[2].value == session.state.decoded.map { Double($0.sample.elements[2]) })
    #expect(snapshot.record.quantities.isEmpty)
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func anySampleInAnyRoomIsHarmless(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let odd: [Float] = [.nan, .infinity, -.infinity, 3e38, -3e38, 0, 1]
    let models: [MadeUpModel] = [.colors(), .features(), .features(40), .classes()]
    var model = models[Int(truncatingIfNeeded: seed % 4)]
    let numbers = (0..<997).map { _ in
      Int.random(in: 0..<3, using: &random) == 0
        ? odd.randomElement(using: &random) ?? 0 : Float.random(in: -2...2, using: &random)
    }
    model.element = { index, _ in numbers[index % 997] }
    var session = Session(seed % 3 == 0 ? Session.mono : Session.color, model: model)
    for place in ["", "v", "vv", "vvv", "vvvv", "I<down>", "s", "<enter>", "S", "2"] {
      let size = Size(
        columns: Int.random(in: 0...170, using: &random),
        rows: Int.random(in: 0...55, using: &random))
      session.send(.resized(size))
      try session.press("<esc><esc>1" + place)
      #expect(
        render(session.state, size: size).hasExactRows(size), "seed \(seed) '\(place)' \(size)")
    }
  }

  // MARK: A new kind

  @Test func aNewKindIsAValueInTheTable() throws {
    var session = Session(size: Size(columns: 100, rows: 30))
    session.use([ToyDepiction()] + DepictionTable.all)
    try session.press("n")
    #expect(session.state.depiction.name == "toy")
    let text = session.frame(columns: 100, rows: 30).text
    #expect(text.contains("toy of 1089") && !text.contains("33×33 counts"))
    try session.press("s")
    #expect(session.frame(columns: 100, rows: 30).text.contains("toy alone"))
    try session.press("<esc>I")
    #expect(session.frame(columns: 100, rows: 30).text.contains("inspected toy"))
    try session.press("<esc>:stretch log<enter>")
    #expect(session.frame(columns: 100, rows: 30).text.contains("toys are linear"))
    session.forgetEffects()
    try session.press("S")
    guard let snapshot = session.effects.last?.request(Snapshot.self) else {
      Issue.record("expected a snapshot, found \(session.effects)")
      return
    }
    #expect(snapshot.picture.width == 7 && snapshot.record.stretch == "linear")
  }
}

/// All that a new type has to define.
private struct ToyDepiction: Depiction {
  let name = "toy"
  let fixedStretch: String? = "toys are linear"

  func suits(_ data: DataDescription) -> Bool { data.name == "blobs" }

  func elementName(_ data: DataDescription) -> String { "bricks" }

  func place(of inspector: InspectorState, _ data: DataDescription) -> String {
    "brick \(inspector.column)"
  }

  func content(_ state: ExplorerState) -> DepictedContent { .plots(1) }

  func drawPane(_ state: ExplorerState, layout: ExploreLayout, into frame: inout Frame, ink: Ink) {
    frame.write(
      "toy of \(state.decoded?.sample.count ?? 0)", column: layout.pictures.column + 1,
      row: layout.pictures.row + 1)
  }

  func draw(
    _ sample: Tensor, _ look: SampleLook, in room: Rect, into frame: inout Frame, ink: Ink
  ) -> String {
    frame.write("toy alone", column: room.column, row: room.row, limit: room.columns)
    return "1x"
  }

  func drawInspector(
    _ inspector: InspectorState, _ state: ExplorerState, in body: Rect, into frame: inout Frame,
    ink: Ink
  ) {
    frame.write("inspected toy", column: body.column, row: body.row)
  }

  func bitmap(_ sample: Tensor, _ look: SampleLook, leastSide: Int) -> PixelBitmap {
    PixelBitmap(width: 7, height: 7)
  }
}
