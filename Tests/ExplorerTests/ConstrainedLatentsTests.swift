import Diagnostics
import Models
import Plotting
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// Selectors are one row, and latents on a sphere stay there.
@Suite("Latents that do not move freely, on screen") struct ConstrainedLatentsTests {
  @Test("a selector is one row, and starts at its first choice")
  func rows() {
    let session = Session(model: .categories)
    #expect(session.state.listedLatents == [0, 1, 2, 5])
    #expect(session.state.latents == [0, 0, 1, 0, 0, 1] + Array(repeating: 0, count: 9))
    let text = session.frame(columns: 100, rows: 30).text
    #expect(text.contains("‹ round ›  1 of 3") && text.contains("‹ 0 ›  1 of 10, given"))
  }

  @Test("left and right cycle through the choices, and undo reverts one")
  func cycling() throws {
    var session = Session(model: .categories)
    try session.press("jjl")
    #expect(Array(session.state.latents[2..<5]) == [0, 1, 0])
    try session.press("ll")
    #expect(Array(session.state.latents[2..<5]) == [1, 0, 0])
    try session.press("hL")
    #expect(Array(session.state.latents[2..<5]) == [1, 0, 0])
    try session.press("<left>")
    #expect(Array(session.state.latents[2..<5]) == [0, 0, 1])
    try session.press("u")
    #expect(Array(session.state.latents[2..<5]) == [1, 0, 0])
    #expect(session.state.focusFacts.first == "kind = round  1 of 3")
  }

  @Test("a choice is typed by its name")
  func typing() throws {
    var session = Session(model: .categories)
    try session.press(":goto label=7<enter>")
    #expect(session.state.explore.selected == 5 && session.state.rowValue(of: 5) == 7)
    try session.press(":goto z3=ring<enter>")
    #expect(session.state.explore.selected == 2 && session.state.rowValue(of: 2) == 2)
    try session.press(":goto flat<enter>")
    #expect(session.state.rowValue(of: 2) == 1)
    try session.press(":goto kind=square<enter>")
    #expect(
      session.state.message?.text
        == "goto: kind: expected one of round, flat, ring, found 'square'")
    #expect(session.state.rowValue(of: 2) == 1)
  }

  @Test("a draw keeps the given condition, and draws one choice of the others")
  func draws() throws {
    var session = Session(model: .categories)
    try session.press(":goto label=7<enter>")
    var kinds: Set<Float> = []
    for _ in 0..<40 {
      try session.press("R")
      kinds.insert(session.state.rowValue(of: 2))
      #expect(session.state.rowValue(of: 5) == 7)
    }
    #expect(kinds == [0, 1, 2])
    try session.press("r")
    #expect(session.state.message?.text.hasPrefix("label drawn from its 10 choices") == true)
  }

  @Test("the strip shows the choices")
  func strip() throws {
    var session = Session(model: .categories)
    try session.press("w<end>")
    let sweep = try #require(session.state.shownSweep)
    #expect(sweep.plan.values == [0, 1, 2, 3, 4, 5, 6])
    for index in 0..<7 {
      let point = Array(sweep.plan.points.row(index))
      #expect(Array(point[5...]) == (0..<10).map { $0 == index ? 1 : 0 })
    }
    try session.press("<enter><right><right><enter>")
    #expect(session.state.rowValue(of: 5) == 2)
  }

  @Test("a slider keeps its value, and the others make room")
  func sphere() throws {
    var session = Session(model: .sphere)
    #expect(session.state.latents == [1, 0, 2, 0, 0, 0])
    try session.press(":goto z3=1.2<enter>")
    #expect(session.state.latents[3] == 1.2)
    #expect((session.state.latents[2] - 1.6).magnitude < 1e-6)
    #expect(session.frame(columns: 120, rows: 40).text.contains("norm 2 kept: the others scale"))
    try session.press(":goto z4=2<enter>")
    #expect(session.state.latents == [1, 0, 0, 0, 2, 0])
  }

  @Test(
    "seeded: any keys keep one choice per selector, and the norm",
    arguments: 0..<16 as Range<UInt64>)
  func property(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let model = seed.isMultiple(of: 2) ? MadeUpModel.sphere : .categories
    var session = Session(model: model, dataPath: "data/blobs.safetensors")
    let keys = CommandTable.standard.all.flatMap { command in
      ["explore", "sweep", "plane", "traverse", "interpolation"].contains(command.scope.name)
        ? command.keys : []
    }
    for step in 0..<150 {
      let key: KeyPress? =
        step % 40 == 39 ? .character("136".randomElement(using: &random) ?? "1") : nil
      session.send(.key(key ?? keys.randomElement(using: &random) ?? KeyPress(.right)))
      let state = session.state
      for selector in model.opened.constraints?.selectors ?? [] {
        let values = state.latents[selector.range]
        #expect(
          values.allSatisfy { $0 == 0 || $0 == 1 } && values.reduce(0, +) == 1,
          "seed \(seed), step \(step): \(state.latents)")
      }
      if let norm = model.opened.constraints?.norm {
        #expect(abs(state.freeNorm - Double(norm)) < 1e-4, "seed \(seed), step \(step)")
      }
      #expect(state.problems.isEmpty, "seed \(seed), step \(step): \(state.problems)")
    }
  }

  @Test("snapshots", arguments: [(80, 24), (120, 40)])
  func snapshots(columns: Int, rows: Int) throws {
    let size = Size(columns: columns, rows: rows)
    var session = Session(size: size, model: .categories)
    try session.press(":goto label=7<enter>w<esc>w")
    assertSnapshot(
      session.frame(columns: columns, rows: rows).text, named: "\(columns)x\(rows)")
  }
}

extension ExplorerState {
  /// The norm of the latents outside selectors.
  var freeNorm: Double {
    freeLatents.reduce(0) { $0 + Double(latents[$1]) * Double(latents[$1]) }.squareRoot()
  }
}
