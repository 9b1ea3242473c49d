import Models
import Plotting

/// The widths of the parts of a slider's row; what does not fit is dropped in the order unit, index before
/// the name, bar, correlation, track.
struct SliderColumns {
  /// The mark of latents tied to factors; 0 where there are none.
  let mark: Int
  /// The name of the latent.
  let name: Int
  /// Whether the name is the factor's alone, without the index.
  let isShort: Bool
  /// The correlation with the latent's factor; 0 where there is no room.
  let correlation: Int
  /// The divergence in nats; 0 where it is unknown.
  let divergence: Int
  /// The bar of the divergence, or without one of the variance of the codes; 0 where there is no room.
  let bar: Int
  /// The track with its ends; 0 where there is no room.
  let track: Int
  /// The value, at the right edge.
  let value: Int
  /// The columns of the whole row.
  let end: Int
  /// Whether values have their factors' units.
  let hasUnit: Bool

  /// The longest bar.
  private static let barWidth = 5
  private static let valueWidth = 6
  private static let correlationWidth = 6
  /// The shortest usable track, with the blank after it and one to make it odd.
  private static let trackRoom = 9
  /// Units are shown only where the track keeps this length.
  private static let longTrack = 15

  init(_ state: ExplorerState, latents: some Collection<Int>, width: Int) {
    end = width
    let most = max(3, width / 5)
    let glyphs = state.glyphs
    let titles = latents.map { state.label(of: $0).columns(glyphs: glyphs) }.max() ?? 2
    let names = latents.map { state.name(of: $0).columns(glyphs: glyphs) }.max() ?? 2
    isShort = titles > most
    name = min(isShort ? names : titles, max(most, width / 4))
    mark = latents.contains(where: state.isAuxiliary) ? 1 : 0
    let number = Self.width(of: latents, state, withUnit: false)
    let unit = Self.width(of: latents, state, withUnit: true) - number
    let knowsDivergence = state.model?.statistics?.divergence != nil
    divergence = knowsDivergence ? 4 : 0
    // The cursor, blanks between the parts, divergence and value.
    var rest = width - (1 + mark + name + 1 + divergence + (knowsDivergence ? 1 : 0) + number + 1)
    func take(_ columns: Int, leaving least: Int) -> Int {
      guard columns > 0, rest >= columns + least else { return 0 }
      rest -= columns
      return columns
    }
    let isAligned = latents.contains { state.correlationText(of: $0) != nil }
    let correlated = take(isAligned ? Self.correlationWidth + 1 : 0, leaving: Self.trackRoom)
    correlation = max(0, correlated - 1)
    let knowsWeights = state.model?.statistics != nil
    bar = max(0, take(knowsWeights ? Self.barWidth + 1 : 0, leaving: Self.trackRoom) - 1)
    hasUnit = take(unit, leaving: Self.longTrack) > 0
    // An odd number of cells has one in the middle, for zero.
    track = rest >= Self.trackRoom - 2 ? rest - (rest + 1) % 2 : 0
    value = number + (hasUnit ? unit : 0) + (track > 0 ? rest - track : rest)
  }

  private static func width(
    of latents: some Collection<Int>, _ state: ExplorerState, withUnit: Bool
  ) -> Int {
    let glyphs = state.glyphs
    // By the ends of the range, so that the columns do not change with the value.
    return latents.filter { state.selector(of: $0) == nil }.flatMap { latent in
      let range = state.reach(of: latent)
      return [range.lowerBound, range.upperBound, state.latents[latent]].map {
        state.sliderText($0, of: latent, withUnit: withUnit).columns(glyphs: glyphs)
      }
    }.reduce(valueWidth, max)
  }
}
