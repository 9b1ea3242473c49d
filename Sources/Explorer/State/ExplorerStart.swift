/// The initial screen.
package struct ExplorerStart: Sendable {
  /// The screen.
  let screen: Screen
  /// Prepares the state of the screen.
  let prepare: @Sendable (_ state: inout ExplorerState) -> Void

  /// A screen without preparation.
  init(_ screen: Screen) {
    self.init(screen) { _ in }
  }

  /// A screen with its initial state.
  init(_ screen: Screen, prepare: @escaping @Sendable (_ state: inout ExplorerState) -> Void) {
    (self.screen, self.prepare) = (screen, prepare)
  }

  /// The Explore screen.
  package static let explore = ExplorerStart(.explore)
}
