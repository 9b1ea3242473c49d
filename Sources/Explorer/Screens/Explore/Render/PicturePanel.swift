import Plotting
import Tensors

/// One picture with its name, colours and scale.
struct PicturePanel {
  /// The name above it.
  let title: String
  /// What is drawn.
  let plot: ImagePlot

  /// The panels of the chosen comparison, as far as there is something to show.
  static func panels(_ state: ExplorerState, ink: Ink) -> [PicturePanel] {
    guard let decoded = state.decoded else { return [] }
    let scale = state.sampleScale
    func sample(_ title: String, _ image: ScalarImage) -> PicturePanel {
      PicturePanel(title, image, state.explore.colorMap, scale, ink)
    }
    let first = sample("decoded", ScalarImage(decoded.sample))
    switch state.explore.comparison {
    case .decoded: return [first]
    case .residual: return [residual(state, ink) ?? first]
    case .sensitivity: return [sensitivity(state, ink) ?? first]
    case .side:
      guard let source = state.source else { return [first] }
      let second = sample(source.label, ScalarImage(source.encoded.sample))
      return [first, second] + (residual(state, ink).map { [$0] } ?? [])
    }
  }

  private static func residual(_ state: ExplorerState, _ ink: Ink) -> PicturePanel? {
    state.residual.map { residual in
      let scale = DisplayScale.symmetric(
        covering: residual.elements, stretch: state.explore.stretch)
      return PicturePanel("residual", ScalarImage(residual), .blueWhiteOrange, scale, ink)
    }
  }

  private static func sensitivity(_ state: ExplorerState, _ ink: Ink) -> PicturePanel? {
    state.explore.sensitivity.map { picture in
      let scale = DisplayScale.symmetric(covering: picture.derivative.elements)
      let title = "d decoded / d \(state.title(of: picture.plan.latent))"
      return PicturePanel(title, ScalarImage(picture.derivative), .blueWhiteOrange, scale, ink)
    }
  }

  private init(
    _ title: String, _ image: ScalarImage, _ colorMap: ColorMap, _ scale: DisplayScale, _ ink: Ink
  ) {
    self.title = title
    plot = ImagePlot(image, colorMap: colorMap, scale: scale, monoFallback: .braille, ink: ink.text)
  }
}
