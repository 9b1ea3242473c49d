import Models
import Plotting
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// The grid of pictures over two latents.
@Suite("The grid of two latents") struct PlaneTests {
  private static let size = Size(columns: 120, rows: 40)

  @Test("two latents show it where there is room, and no others do")
  func unasked() {
    #expect(Session(size: Self.size, model: .plane).state.explore.plane != nil)
    #expect(Session(size: Size(columns: 99, rows: 40), model: .plane).state.explore.plane == nil)
    #expect(
      Session(size: Self.size, model: .constrained(latentCount: 3, nil)).state.explore.plane == nil)
    #expect(Session(size: Self.size, model: .sphere).state.explore.plane == nil)
    #expect(Session(size: Self.size, model: .categories).state.explore.plane != nil)
  }

  @Test("the cells cover the sliders' ranges, and each is decoded at its point")
  func cells() throws {
    let session = Session(size: Self.size, model: .plane)
    let plane = try #require(session.state.explore.plane)
    let plan = plane.plan
    let range = session.state.range(of: 0)
    #expect(plan.columns.first == range.lowerBound && plan.columns.last == range.upperBound)
    #expect(plan.rows.first == range.lowerBound && plan.rows.last == range.upperBound)
    for row in plan.rows.indices {
      for column in plan.columns.indices {
        let expected = MadeUpModel.plane.decode([plan.columns[column], plan.rows[row]])
        #expect(plane.samples.sample(row * plan.columns.count + column) == expected)
      }
    }
  }

  @Test("it is asked for once, and again for other values, sizes and models")
  func requests() throws {
    var session = Session(size: Self.size, model: .categories)
    func asked() -> Int { session.effects.count { $0.request(PlaneRequest.self) != nil } }
    #expect(asked() == 1)
    try session.press("lljl")
    #expect(asked() == 1, "its own latents")
    try session.press("jl")
    #expect(asked() == 2, "another latent")
    session.send(.resized(Size(columns: 160, rows: 50)))
    #expect(asked() == 3, "another size")
    try session.press(":open models/other.safetensors<enter>")
    #expect(asked() == 4, "another model")
    try session.press("w")
    #expect(session.state.plannedPlane == nil && session.state.explore.plane == nil)
  }

  @Test("arrows walk over the cells and set the sliders; the edges stop them")
  func walking() throws {
    var session = Session(size: Self.size, model: .plane)
    try session.press("<tab>")
    #expect(session.state.explore.focus == .plane)
    let plan = try #require(session.state.plannedPlane)
    let start = plan.cell(of: session.state)
    try session.press("lk")
    #expect(session.state.latents == plan.point(column: start.column + 1, row: start.row + 1))
    try session.press("hj")
    #expect(session.state.latents == plan.point(column: start.column, row: start.row))
    try session.press("<home><pgdn>hj")
    #expect(session.state.latents == [plan.columns[0], plan.rows[0]])
    #expect(session.state.decoded?.latents == session.state.latents)
    try session.press("<esc>l")
    #expect(session.state.explore.focus == .sliders)
    #expect(session.state.latents[0] > plan.columns[0])
    #expect(plan.cell(of: session.state) == (0, 0), "the mark stays on the nearest cell")
  }

  @Test("a click goes to a cell")
  func clicking() throws {
    var session = Session(size: Self.size, model: .plane)
    let pane = ExploreLayout(session.state, body: ScreenLayout(size: Self.size).body).plane
    try session.press("<click \(pane.column + 6),\(pane.row + 2)>")
    let plan = try #require(session.state.plannedPlane)
    #expect(session.state.latents == [plan.columns[0], plan.rows[plan.rows.count - 1]])
    #expect(session.state.explore.focus == .plane)
  }

  @Test("any two latents, by index or name; wrong ones are refused")
  func axes() throws {
    var session = Session(size: Self.size, model: MadeUpModel(latentCount: 10, side: 9))
    #expect(session.state.plannedPlane == nil)
    try session.press(":grid z3 z7<enter>")
    #expect(session.state.plannedPlane?.axes == PlaneAxes(across: 3, up: 7))
    for wrong in ["z3", "z3 z3", "z3 z99", "a b", "1 2 3"] {
      try session.press(":grid \(wrong)<enter>")
      #expect(
        session.state.message?.text
          == "grid: expected two latents such as z0 z1; found '\(wrong)'")
    }
    #expect(session.state.plannedPlane?.axes == PlaneAxes(across: 3, up: 7))
    var choices = Session(size: Self.size, model: .categories)
    try choices.press(":grid kind z0<enter>")
    #expect(choices.state.plannedPlane?.columns == [0, 1, 2])
    let samples = try #require(choices.state.explore.plane).samples
    let plan = try #require(choices.state.plannedPlane)
    #expect(samples.rowCount == 3 * plan.rows.count)
  }

  @Test("a small terminal has it when asked, a smaller one says what it needs")
  func smallTerminals() throws {
    var session = Session(size: Size(columns: 80, rows: 24), model: .plane)
    #expect(session.state.plannedPlane == nil)
    try session.press("w")
    let plan = try #require(session.state.plannedPlane)
    #expect(plan.columns.count >= 4 && plan.rows.count >= 4)
    session.send(.resized(Size(columns: 79, rows: 24)))
    #expect(session.state.plannedPlane == nil && session.state.explore.focus == .sliders)
    try session.press("w")
    #expect(session.state.message?.text.contains("the grid needs a terminal of 80x24") == true)
  }

  @Test("snapshots", arguments: [(80, 24), (120, 40)])
  func snapshots(columns: Int, rows: Int) throws {
    let size = Size(columns: columns, rows: rows)
    for capabilities in [Session.color, Session.mono] {
      var session = Session(capabilities, size: size, model: .plane)
      try session.press(columns < PlaneCells.usualColumns ? "wl" : "<tab>l")
      assertSnapshot(
        session.frame(columns: columns, rows: rows).text,
        named: "\(columns)x\(rows)" + (capabilities == Session.mono ? "-ascii" : ""))
    }
  }
}
