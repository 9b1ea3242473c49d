import Plotting

/// The widths of the parts of a slider's row; what does not fit goes in the order index before the name, bar, track.
struct SliderColumns {
  /// The name of the latent.
  let name: Int
  /// Whether the name is the factor's alone, without the index.
  let isShort: Bool
  /// The divergence in nat.
  let divergence = 4
  /// The bar of the divergence; 0 where it has no room.
  let bar: Int
  /// The track with its ends; 0 where it has no room.
  let track: Int
  /// The value, at the right edge.
  let value: Int

  /// The longest bar.
  private static let barWidth = 5
  private static let valueWidth = 6
  /// The shortest track on which a place can be told.
  private static let trackMinimum = 7

  init(_ state: ExplorerState, latents: some Collection<Int>, width: Int) {
    let most = max(3, width / 5)
    let titles = latents.map { state.title(of: $0).count }.max() ?? 2
    let names = latents.map { state.name(of: $0).count }.max() ?? 2
    isShort = titles > most
    name = min(isShort ? names : titles, max(most, width / 4))
    // The mark, blanks between the parts, divergence and value.
    let rest = width - (1 + name + 1 + divergence + 1 + Self.valueWidth + 1)
    bar = rest >= Self.barWidth + 1 + Self.trackMinimum + 2 ? Self.barWidth : 0
    let left = rest - (bar > 0 ? bar + 1 : 0)
    // An odd number of cells has one in the middle, for zero.
    track = left >= Self.trackMinimum ? left - (left + 1) % 2 : 0
    value = Self.valueWidth + (track > 0 ? left - track : left)
  }
}
