import Datasets
import Plotting
import Tensors

/// Images in red, green and blue.
struct ColorDepiction: PictureDepiction {
  let name = "picture in colour"
  let fixedStretch: String? = "pictures in colour are linear, so that their colours are true"
  let fixedColors: String? = "pictures in colour have their own colours"

  func suits(_ data: DataDescription) -> Bool { data.isInColor }

  func channels(_ data: DataDescription, _ capabilities: TerminalCapabilities) -> String {
    capabilities.pictureGraphics == .half ? "rgb" : "luminance of rgb"
  }

  func value(of sample: Tensor, at inspector: InspectorState) -> String {
    let first = 3 * (inspector.row * sample.shape[1] + inspector.column)
    guard sample.elements.indices.contains(first + 2) else { return "" }
    return zip("rgb", sample.elements[first..<first + 3]).map { channel, value in
      "\(channel) \(NumberText.compact(Double(value), digits: 4))"
    }.joined(separator: " ")
  }

  /// Three channels with their names, each with a sign, a zero and four digits.
  func columns(for value: String) -> Int { max(value.count, 3 * "r -0.01234 ".count - 1) }

  func plot(
    _ sample: Tensor, isSigned: Bool, scale: DisplayScale, colorMap: ColorMap, ink: Style
  ) -> ImagePlot {
    ImagePlot(
      colors: ColorImage(
        width: sample.shape[1], height: sample.shape[0], values: sample.elements),
      isSigned: isSigned, scale: scale, monoFallback: .braille, ink: ink)
  }

  /// One range for all channels, that of the description, so that colours are preserved.
  func scale(
    of samples: [Tensor], gallery: Tensor?, _ data: DataDescription, stretch: Stretch
  ) -> SampleScale {
    SampleScale(
      display: data.range.map {
        DisplayScale(stretch, minimum: $0.lowerBound, maximum: $0.upperBound)
      } ?? DisplayScale(covering: samples.flatMap(\.elements), stretch: stretch))
  }
}
