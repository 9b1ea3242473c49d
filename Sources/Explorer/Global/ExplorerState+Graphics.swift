import Plotting

extension ExplorerState {
  /// The ornaments of the terminal, by which texts are measured too.
  var glyphs: GlyphSet { GlyphSet.set(for: capabilities) }

  /// The ways to draw pictures that this terminal has, from the best to the plainest.
  var graphicsLadder: [GraphicsMode] {
    let modes = GraphicsMode.allCases
    guard let best = modes.firstIndex(of: options.capabilities.graphics) else { return [.ascii] }
    return modes[...best].reversed()
  }

  /// Draws pictures the named way, or one step plainer and then the best again for an empty name.
  mutating func changeGraphics(to name: String) {
    let ladder = graphicsLadder
    let present = ladder.firstIndex(of: capabilities.graphics) ?? 0
    let mode = name.isEmpty ? ladder[(present + 1) % ladder.count] : GraphicsMode(rawValue: name)
    guard let mode, ladder.contains(mode) else {
      let names = ladder.map(\.rawValue).joined(separator: ", ")
      message = .failed("graphics: this terminal shows \(names); found '\(name)'")
      return
    }
    capabilities.graphics = mode
    message = .done("pictures: \(mode.rawValue)")
  }
}
