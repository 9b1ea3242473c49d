import Plotting

/// What the layout of the Explore screen has to know of what is shown.
struct ExploreContent: Sendable, Equatable {
  /// The extent of a picture.
  var picture: PictureExtent
  /// The pictures beside the decoded one.
  var references: Int
  /// The plots, which take the place of pictures; 0 where samples are pictures.
  var plots = 0
  /// The square panels beside each other that take the place of pictures, the box of particles the last of them; 0 where
  /// no particles are seen.
  var boxes = 0
  /// The rows that all sliders take, the line of folded latents included.
  var sliderRows: Int
  /// The lines about sample, edits, range and draws.
  var footerRows: Int
  /// The lines of read-outs.
  var readoutRows: Int
}

extension ExploreContent {
  /// The extent of pictures while none is known.
  private static let unknownShape = [32, 32, 1]

  /// Counts what a state shows.
  init(_ state: ExplorerState) {
    let shape = state.model?.sampleShape ?? Self.unknownShape
    picture = PictureExtent(
      width: shape[1], height: shape[0], graphics: state.capabilities.pictureGraphics)
    references = 0
    switch state.depiction.content(state) {
    case .pictures(let count): references = count
    case .plots(let count): plots = count
    case .boxes(let count): boxes = count
    }
    let listed = state.listedLatents.count
    sliderRows = listed + (listed < state.latents.count ? 1 : 0)
    footerRows = SliderFooter.rowCount(state)
    readoutRows = Readouts.rowCount(state)
  }
}
