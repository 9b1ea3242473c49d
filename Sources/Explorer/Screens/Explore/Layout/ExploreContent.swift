import Plotting

/// The content on which the layout of the Explore screen depends.
struct ExploreContent: Sendable, Equatable {
  /// The extent of an image.
  var picture: PictureExtent
  /// The number of images beside the decoded one.
  var references: Int
  /// The number of plots in place of images; 0 where samples are images.
  var plots = 0
  /// The number of square panels in place of images, the box of particles last; 0 where no particles are
  /// shown.
  var boxes = 0
  /// The rows of all sliders, with the line of folded latents.
  var sliderRows: Int
  /// The lines about sample, edits, range and draws.
  var footerRows: Int
  /// The lines of readouts.
  var readoutRows: Int
}

extension ExploreContent {
  /// The assumed extent of images while none is known.
  private static let unknownShape = [32, 32, 1]

  /// Counts the content of a state.
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
    sliderRows = listed + (listed < state.rowCount ? 1 : 0)
    footerRows = SliderFooter.rowCount(state)
    readoutRows = Readouts.rowCount(state)
  }
}
