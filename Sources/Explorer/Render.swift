public import Plotting

/// Draws the state.
///
/// - Parameters:
///   - state: What to draw; it also holds what the terminal can show, the theme and the rung.
///   - size: The extent of the screen, from nothing up.
/// - Returns: A frame of exactly that size.
public func render(_ state: ExplorerState, size: Size) -> Frame {
  Frame(size: size)
}
