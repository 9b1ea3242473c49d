import Plotting
import Tensors

/// One picture with its name, colours and scale.
struct PicturePanel {
  /// The name of the encoded sample's panel.
  static let sourceName = "source"

  /// What it is, in a word or two.
  let name: String
  /// Which one it is, where there are many; otherwise empty.
  var detail = ""
  /// What is drawn.
  let plot: ImagePlot

  /// The text above the picture: name and detail, or the detail alone where both do not fit.
  func title(within columns: Int, glyphs: GlyphSet) -> String {
    guard !detail.isEmpty else { return name }
    let both = "\(name) \(detail)"
    return both.columns(glyphs: glyphs) <= columns ? both : detail
  }

  /// The panels of the chosen comparison, as far as there is something to show; the subject first.
  static func panels(_ state: ExplorerState, ink: Ink) -> [PicturePanel] {
    guard let decoded = state.decoded else { return [] }
    let first = sample(state.decodedTitle, decoded.sample, state, ink)
    switch state.explore.comparison {
    case .side where state.seesParticles: return [first]
    case .side, .matrices:
      return [first] + [source(state, ink), residual(state, ink)].compactMap(\.self)
    case .decoded, .density, .particles: return [first]
    case .simulator:
      return [first] + [simulator(state, ink), difference(state, ink)].compactMap(\.self)
    case .difference: return [difference(state, ink) ?? first]
    case .source: return [source(state, ink) ?? first]
    case .residual: return [residual(state, ink) ?? first]
    case .sensitivity: return [sensitivity(state, ink) ?? first]
    }
  }

  /// The number of panels beside the subject.
  static func referenceCount(_ state: ExplorerState) -> Int {
    guard state.decoded != nil else { return 0 }
    return switch state.explore.comparison {
    case .side, .matrices: state.source == nil ? 0 : 2
    case .simulator: state.simulation?.sample == nil ? 0 : 2
    default: 0
    }
  }

  private static func simulator(_ state: ExplorerState, _ ink: Ink) -> PicturePanel? {
    (state.simulation?.sample).map { sample("simulator", $0.sample, state, ink) }
  }

  private static func difference(_ state: ExplorerState, _ ink: Ink) -> PicturePanel? {
    state.simulatorDifference.map { difference in
      let scale = DisplayScale.symmetric(
        covering: difference.elements, stretch: state.look.stretch)
      return PicturePanel("difference", ScalarImage(difference), .blueWhiteOrange, scale, ink)
    }
  }

  private static func source(_ state: ExplorerState, _ ink: Ink) -> PicturePanel? {
    state.source.map { source in
      var panel = sample(sourceName, source.encoded.sample, state, ink)
      panel.detail = source.label
      return panel
    }
  }

  private static func sample(
    _ name: String, _ sample: Tensor, _ state: ExplorerState, _ ink: Ink
  ) -> PicturePanel {
    PicturePanel(name, ScalarImage(sample), state.look.colorMap, state.sampleScale, ink)
  }

  private static func residual(_ state: ExplorerState, _ ink: Ink) -> PicturePanel? {
    state.residual.map { residual in
      let scale = DisplayScale.symmetric(
        covering: residual.elements, stretch: state.look.stretch)
      return PicturePanel("residual", ScalarImage(residual), .blueWhiteOrange, scale, ink)
    }
  }

  private static func sensitivity(_ state: ExplorerState, _ ink: Ink) -> PicturePanel? {
    state.explore.sensitivity.map { picture in
      let scale = DisplayScale.symmetric(covering: picture.derivative.elements)
      let name = "d decoded / d \(state.title(of: picture.plan.latent))"
      return PicturePanel(name, ScalarImage(picture.derivative), .blueWhiteOrange, scale, ink)
    }
  }

  private init(
    _ name: String, _ image: ScalarImage, _ colorMap: ColorMap, _ scale: DisplayScale, _ ink: Ink
  ) {
    self.name = name
    plot = ImagePlot(image, colorMap: colorMap, scale: scale, monoFallback: .braille, ink: ink.text)
  }
}
