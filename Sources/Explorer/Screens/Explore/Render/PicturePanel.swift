import Plotting
import Tensors

/// An image with its name, colour map and scale.
struct PicturePanel {
  /// The name of the encoded sample's panel.
  static let sourceName = "source"

  /// The name, in a word or two.
  let name: String
  /// A further specification; empty where the name is enough.
  var detail = ""
  /// The image.
  let plot: ImagePlot

  /// The text above the image: name and detail, or the detail alone where both do not fit.
  func title(within columns: Int, glyphs: GlyphSet) -> String {
    guard !detail.isEmpty else { return name }
    let both = "\(name) \(detail)"
    return both.columns(glyphs: glyphs) <= columns ? both : detail
  }

  /// The available panels of the selected comparison; the subject first.
  static func panels(
    _ depiction: some PictureDepiction, _ state: ExplorerState, ink: Ink
  ) -> [PicturePanel] {
    guard let decoded = state.decoded else { return [] }
    let maker = PanelMaker(depiction: depiction, state: state, ink: ink)
    let first = maker.sample(state.decodedTitle, decoded.sample)
    switch state.explore.comparison {
    case .side, .matrices:
      return [first] + [maker.source, maker.residual].compactMap(\.self)
    case .decoded, .density, .particles: return [first]
    case .simulator:
      return [first] + [maker.simulator, maker.difference].compactMap(\.self)
    case .difference: return [maker.difference ?? first]
    case .source: return [maker.source ?? first]
    case .residual: return [maker.residual ?? first]
    case .sensitivity: return [maker.sensitivity ?? first]
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
}

/// Makes the panels of a state.
private struct PanelMaker<Pictures: PictureDepiction> {
  let depiction: Pictures
  let state: ExplorerState
  let ink: Ink

  func sample(_ name: String, _ sample: Tensor) -> PicturePanel {
    PicturePanel(
      name: name,
      plot: depiction.plot(
        sample, isSigned: false, scale: state.sampleScale.display,
        colorMap: state.look.colorMap, ink: ink.text))
  }

  var source: PicturePanel? {
    state.source.map { source in
      var panel = sample(PicturePanel.sourceName, source.encoded.sample)
      panel.detail = source.label
      return panel
    }
  }

  var simulator: PicturePanel? {
    (state.simulation?.sample).map { sample("simulator", $0.sample) }
  }

  var residual: PicturePanel? {
    state.residual.map { aboutZero("residual", $0, stretch: state.sampleStretch) }
  }

  var difference: PicturePanel? {
    state.simulatorDifference.map {
      aboutZero("difference", $0, stretch: state.sampleStretch)
    }
  }

  var sensitivity: PicturePanel? {
    state.explore.sensitivity.map { picture in
      aboutZero(
        "d decoded / d \(state.label(of: picture.plan.latent))", picture.derivative,
        stretch: .linear)
    }
  }

  private func aboutZero(_ name: String, _ sample: Tensor, stretch: Stretch) -> PicturePanel {
    PicturePanel(
      name: name,
      plot: depiction.plot(
        sample, isSigned: true,
        scale: .symmetric(covering: sample.elements, stretch: stretch),
        colorMap: state.look.colorMap, ink: ink.text))
  }
}
