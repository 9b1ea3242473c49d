import Plotting
import TestSupport
import Testing

@testable import Explorer

/// Snapshots of the screens, in colour (with a grid of styles) and in mono ASCII.
@Suite struct ScreenSnapshotTests {
  static let sizes = [(160, 50), (120, 40), (100, 30), (80, 24), (60, 18), (20, 6), (1, 1)]

  @Test(arguments: sizes)
  func explore(columns: Int, rows: Int) throws {
    try check("lll", columns, rows)
  }

  @Test(arguments: [
    ("walk", "anbi<right><right>l"), ("decoded", ":compare decoded<enter>"),
    ("residual", "n:compare residual<enter>ll"), ("sensitivity", ":compare sensitivity<enter>"),
    ("sweep", "<enter><right>"), ("outside", "R:goto z1=4<enter>:goto z2=-4<enter>"),
    ("unfolded", "z<end>"), ("help", "?"), ("help-why", "?interp<tab>"), ("palette", ":stre"),
    ("inspector", "I+<up>"), ("samples", "sj"), ("log", "~"), ("value", "gz9=12<enter>"),
    ("error", ":open missing.safetensors<enter>"),
  ])
  func places(name: String, keys: String) throws {
    try check(keys, 100, 30, named: name)
    try check(keys, 80, 24, named: name)
  }

  @Test(arguments: [(160, 50), (100, 30), (80, 24), (60, 18)])
  func diagnose(columns: Int, rows: Int) throws {
    try check("5l", columns, rows)
    try check("5mmsslj", columns, rows, named: "signed")
  }

  @Test(arguments: [
    ("scatter", "5<enter>"), ("definitions", "5g<pgdn>"), ("latents", "5mmmmmlljj"),
    ("diagnose-help", "5?"),
  ])
  func diagnosePlaces(name: String, keys: String) throws {
    try check(keys, 100, 30, named: name)
    try check(keys, 60, 18, named: name)
  }

  @Test(arguments: [(160, 50), (100, 30), (80, 24), (60, 18)])
  func anomaly(columns: Int, rows: Int) throws {
    try check("7", columns, rows)
    try check("7<enter>j<tab>", columns, rows, named: "groups")
  }

  @Test(arguments: [(160, 50), (100, 30), (80, 24), (60, 18)])
  func map(columns: Int, rows: Int) throws {
    try check("2", columns, rows)
    try check("2ccF", columns, rows, named: "axes-after-kind")
  }

  @Test(arguments: [
    ("kinds", "2c"), ("kinds-without-spirals", "2c2<esc>"), ("close", "2c++++++"),
    ("density", "2d"), ("pca", "2pp"), ("axes", "2p"), ("table", "2i"), ("box", "2vlllllljjj"),
    ("selected", "2cvlllllllljjjjs"), ("lasso", "2vvlllllljjjhhhhhh"), ("cursor-box", "2LLLLJJ"),
    ("columns", "2Cz"), ("map-help", "2?"), ("map-error", "2:map.perplexity 0<enter>"),
  ])
  func mapPlaces(name: String, keys: String) throws {
    try check(keys, 100, 30, named: name)
    try check(keys, 60, 18, named: name)
  }

  @Test func panels() throws {
    for (columns, rows) in [(100, 30), (60, 18)] {
      for capabilities in [Session.color, Session.mono] {
        var session = Session(
          capabilities, size: Size(columns: columns, rows: rows), model: .aligned())
        try session.press("2Fc<tab>")
        let isMono = capabilities == Session.mono
        assertSnapshot(
          session.frame(columns: columns, rows: rows).text,
          named: "\(columns)x\(rows)" + (isMono ? "-ascii" : ""))
      }
    }
  }

  @Test func manyLatentsAreDiagnosed() throws {
    var session = Session(
      size: Size(columns: 80, rows: 24), model: MadeUpModel(latentCount: 512, side: 9))
    try session.press("5s" + String(repeating: "l", count: 300))
    assertSnapshot(session.frame(columns: 80, rows: 24).text)
  }

  @Test func manyLatentsScroll() throws {
    var session = Session(
      size: Size(columns: 80, rows: 24), model: MadeUpModel(latentCount: 512, side: 9))
    try session.press("zoo" + String(repeating: "j", count: 300))
    assertSnapshot(session.frame(columns: 80, rows: 24).text)
  }

  @Test(arguments: [(100, 30), (80, 24)])
  func monoBraille(columns: Int, rows: Int) throws {
    let capabilities = TerminalCapabilities(graphics: .half, color: .mono)
    var session = Session(capabilities, size: Size(columns: columns, rows: rows))
    try session.press("nll")
    assertSnapshot(
      session.frame(columns: columns, rows: rows).text, named: "\(columns)x\(rows)")
  }

  @Test func nothingIsOpenYet() {
    let state = ExplorerState(
      options: ExplorerOptions(modelPath: "x", capabilities: Session.color))
    assertSnapshot(render(state, size: Size(columns: 80, rows: 24)).text)
  }

  private func check(
    _ keys: String, _ columns: Int, _ rows: Int, named name: String? = nil,
    function: String = #function
  ) throws {
    let size = Size(columns: columns, rows: rows)
    let suffix = (name.map { $0 + "-" } ?? "") + "\(columns)x\(rows)"
    var color = Session(size: size)
    try color.press(keys)
    let frame = render(color.state, size: size)
    assertSnapshot(
      frame.text + "\n\n" + StyleGrid(frame).text, named: suffix, function: function)
    var mono = Session(Session.mono, size: size)
    try mono.press(keys)
    assertSnapshot(
      render(mono.state, size: size).text, named: suffix + "-ascii", function: function)
  }
}
