import Plotting

extension ExplorerState {
  /// The glyphs of the terminal, with which texts are measured too.
  var glyphs: GlyphSet { GlyphSet.set(for: capabilities) }

  /// The graphics modes of this terminal, from the best to the simplest.
  var graphicsLadder: [GraphicsMode] {
    let modes = GraphicsMode.allCases
    guard let best = modes.firstIndex(of: options.capabilities.graphics) else { return [.ascii] }
    return modes[...best].reversed()
  }

  /// Changes to the named graphics mode, or for an empty name one step down, and from the last to the best.
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
