import Plotting

/// The widths of the parts of a slider's row; what does not fit goes in the order bar, track.
struct SliderColumns {
  /// The name of the latent.
  let name: Int
  /// The divergence in nat.
  let divergence = 4
  /// The bar of the divergence; 0 where it has no room.
  let bar: Int
  /// The track with its ends; 0 where it has no room.
  let track: Int
  /// The value.
  let value = 6

  /// The longest bar.
  private static let barWidth = 5
  /// The shortest track on which a place can be told.
  private static let trackMinimum = 7

  init(_ state: ExplorerState, latents: some Collection<Int>, width: Int) {
    let longest = latents.map { state.title(of: $0).count }.max() ?? 2
    name = min(longest, max(3, width / 5))
    // The mark, blanks between the parts, divergence and value.
    let rest = width - (1 + name + 1 + divergence + 1 + value + 1)
    bar = rest >= Self.barWidth + 1 + Self.trackMinimum + 2 ? Self.barWidth : 0
    let left = rest - (bar > 0 ? bar + 1 : 0)
    track = left >= Self.trackMinimum ? left : 0
  }
}
