import Diagnostics
import Maps
import Models
import Plotting
import Runs
import TestSupport
import Testing

@testable import Explorer

@Suite struct ExplorerPropertyTests {
  /// Every key of the table and every printable character, so that text fields are filled too.
  static let keys: [KeyPress] =
    CommandTable.standard.all.flatMap(\.keys)
    + (32..<127).map { .character(Character(Unicode.Scalar($0))) }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func randomKeysKeepTheStateSound(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let latentCount = [1, 2, 10, 70].randomElement(using: &random) ?? 1
    let capabilities = TerminalCapabilities(
      graphics: GraphicsMode.allCases.randomElement(using: &random) ?? .half,
      color: ColorMode.allCases.randomElement(using: &random) ?? .mono)
    var session = Session(
      capabilities,
      model: seed % 3 == 2
        ? .particles(9, areCoordinates: seed % 2 == 0)
        : MadeUpModel(latentCount: latentCount, side: 9),
      dataPath: seed % 2 == 0 ? "data/blobs.safetensors" : nil)
    for step in 0..<120 {
      session.holdsAnswers = Int.random(in: 0..<4, using: &random) > 0
      if Int.random(in: 0..<12, using: &random) == 0 {
        session.send(.resized(Self.size(&random)))
      } else if step % 30 == 7 {
        session.send(.key(.character(["2", "4", "7"][step / 30 % 3])))
      } else if let key = Self.keys.randomElement(using: &random) {
        session.send(.key(key))
      }
      let problems = session.state.problems
      #expect(problems.isEmpty, "seed \(seed), step \(step): \(problems)")
      if step % 20 == 0 {
        let size = Self.size(&random)
        let frame = render(session.state, size: size)
        #expect(frame.hasExactRows(size), "seed \(seed), step \(step), \(size)")
      }
    }
    session.settle()
    #expect(session.state.isIdle, "seed \(seed): \(session.state.awaited)")
  }

  @Test(arguments: 0..<16 as Range<UInt64>)
  func everySizeHasItsExactFrame(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let places = [
      "4", "4i", "4ii[", "4HHmw", "4<tab>y", "4/kl", "4A", "4O", "2", "2FFc", "2vllljj",
      "2vvllljjjhhhs", "2p", "2ppc", "2d", "2i", "2C", "2+++LLJ", "5", "5<enter>", "5g",
      "5mms<tab>",
      "7", "7<enter>j", "7<tab>jj", "7g", "", "v", "I", "I+++", "?", ":", "s", "g", "~", "anbi",
      "zo", "<enter>", "vvv",
    ]
    for place in places {
      let size = Self.size(&random)
      var session = Session(
        seed % 2 == 0 ? Session.color : Session.mono, size: size,
        model: MadeUpModel(latentCount: 10, side: 9))
      try session.press(place)
      #expect(
        render(session.state, size: size).hasExactRows(size), "seed \(seed) '\(place)' \(size)")
    }
  }

  @Test(arguments: 0..<16 as Range<UInt64>)
  func particlesHaveTheirExactFrameInEverySize(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    for place in ["", "n", "nv", "nvv", "nvvvvvv", "R", "PR", "I", "s", "5", "0<left>"] {
      let size = Self.size(&random)
      var session = Session(
        seed % 2 == 0 ? Session.color : Session.mono, size: size,
        model: .particles(Int(1 + seed), areCoordinates: seed % 4 == 3))
      try session.press(place)
      #expect(
        render(session.state, size: size).hasExactRows(size), "seed \(seed) '\(place)' \(size)")
    }
  }

  @Test(arguments: 0..<16 as Range<UInt64>)
  func asciiFramesHoldOnlyASCII(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    var session = Session(
      Session.mono,
      model: seed % 2 == 0 ? MadeUpModel(latentCount: 10, side: 9) : .particles(9))
    for _ in 0..<30 {
      if let key = Self.keys.randomElement(using: &random) { session.send(.key(key)) }
      let frame = session.frame(columns: 90, rows: 28)
      let isPlain = frame.cells.allSatisfy {
        $0.glyph.isASCII && $0.style.foreground == .terminal && $0.style.background == .terminal
      }
      #expect(isPlain, "seed \(seed)")
    }
  }

  @Test func anOldTerminalOfNoCellsIsHarmless() {
    for (columns, rows) in [(0, 0), (1, 1), (1, 200), (200, 1), (2, 2), (60, 17), (59, 18)] {
      let session = Session(size: Size(columns: columns, rows: rows))
      let frame = session.frame(columns: columns, rows: rows)
      #expect(frame.hasExactRows(Size(columns: columns, rows: rows)))
    }
  }

  private static func size(_ random: inout SplitMix64) -> Size {
    let isLikely = Bool.random(using: &random)
    return Size(
      columns: Int.random(in: isLikely ? 60...200 : 0...200, using: &random),
      rows: Int.random(in: isLikely ? 18...70 : 0...200, using: &random))
  }
}

extension Frame {
  func hasExactRows(_ expected: Size) -> Bool {
    guard size == expected, cells.count == expected.columns * expected.rows else { return false }
    guard expected.rows > 0, expected.columns > 0 else { return true }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count == expected.rows && lines.allSatisfy { $0.count == expected.columns }
  }
}

extension ExplorerState {
  /// Violated invariants, in words.
  var problems: [String] {
    guard let model else { return [] }
    var problems: [String] = []
    if latents.count != model.latentCount { problems.append("\(latents.count) latents") }
    for (index, value) in latents.enumerated() where !range(of: index).contains(value) {
      problems.append("z\(index) = \(value) outside \(range(of: index))")
    }
    if !latents.indices.contains(explore.selected) { problems.append("cursor beyond the latents") }
    if !listedLatents.contains(explore.selected) { problems.append("cursor on a folded latent") }
    if screen == .explore, explore.focus == .sweep, plannedSweep == nil {
      problems.append("focus on no strip")
    }
    if anomalies != nil {
      if chosenSet == nil || chosenScore == nil { problems.append("no set or score is chosen") }
      let (groups, worst) = (chosenSet?.groups.count ?? 0, chosenComparison?.worst.count ?? 0)
      if anomaly.showsGroups, anomaly.group >= groups { problems.append("group of \(groups)") }
      if anomaly.worst >= max(worst, 1) { problems.append("sample of \(worst) worst") }
    }
    if let diagnosis, !diagnosis.latents.indices.contains(diagnose.latent) {
      problems.append("cell in latent \(diagnose.latent)")
    }
    if let diagnosis, diagnose.factor > max(0, diagnosis.factors.count - 1) {
      problems.append("cell in factor \(diagnose.factor)")
    }
    problems += mapProblems
    if let step = train.step, train.snapshot?.steps?.contains(step) != true {
      problems.append("crosshair at step \(step)")
    }
    if !train.order.isEmpty, chosenRun == nil { problems.append("no run is chosen") }
    // What may shrink under these is brought into their range where it is drawn.
    if let list = overlays.last as? any ListOverlay,
      !(list is DefinitionsState || list is ChartsState || list is AlertsState),
      list.line > max(0, list.lineCount(self) - 1)
    {
      problems.append(
        "line \(list.line) of \(list.lineCount(self)) in \(type(of: list).scope.name)")
    }
    return problems
  }
}

extension ExplorerState {
  /// Violated invariants of a map, in words.
  private var mapProblems: [String] {
    var problems: [String] = []
    guard let points = map.points else {
      return map.update == nil && map.selection.isEmpty ? [] : ["a map without points"]
    }
    if !map.selection.isEmpty, map.selection.count != points.count {
      problems.append("\(map.selection.count) marks for \(points.count) points")
    }
    if let column = map.coloring.column, !points.columns.indices.contains(column) {
      problems.append("coloured by column \(column)")
    }
    guard let update = map.update else { return problems }
    if map.windows.count != update.panels.count { problems.append("\(map.windows.count) windows") }
    if !update.panels.indices.contains(map.panel) { problems.append("panel \(map.panel)") }
    for window in map.windows
    where !(window.spanX > 0 && window.spanY > 0 && window.centerX.isFinite) {
      problems.append("window \(window)")
    }
    if let cell = mapCursor,
      !mapPlot.contains(
        column: mapPlot.column + cell.column, row: mapPlot.row + cell.row)
    {
      problems.append("cursor at \(cell)")
    }
    if let inspection = map.inspection, inspection.nearest >= points.count {
      problems.append("point \(inspection.nearest)")
    }
    if !map.cross.isEmpty, map.cross.count != update.panels.count {
      problems.append("\(map.cross.count) crosses")
    }
    return problems
  }
}
