/// What the explorer shows first.
package struct ExplorerStart: Sendable {
  /// The screen.
  let screen: Screen
  /// Gives the screen what it is to show.
  let prepare: @Sendable (_ state: inout ExplorerState) -> Void

  /// A screen that needs to be told nothing.
  init(_ screen: Screen) {
    self.init(screen) { _ in }
  }

  /// A screen with the state that it begins with.
  init(_ screen: Screen, prepare: @escaping @Sendable (_ state: inout ExplorerState) -> Void) {
    (self.screen, self.prepare) = (screen, prepare)
  }

  /// Sliders and what the decoder makes of them.
  package static let explore = ExplorerStart(.explore)
}
