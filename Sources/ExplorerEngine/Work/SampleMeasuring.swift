import Analysis
import Datasets
import Explorer
import Tensors

/// What can be measured from the samples of a data set.
struct SampleMeasuring: Sendable {
  private let description: DataDescription
  private let pixelScale: Double?

  /// Decides by the description what makes sense to measure.
  init(_ description: DataDescription) {
    self.description = description
    pixelScale = description.settings["pixelScale"].flatMap(Double.init).flatMap {
      $0 > 0 && $0.isFinite ? $0 : nil
    }
  }

  /// The quantities of one sample, in a fixed order; none where a sample is not a grey picture.
  func quantities(of sample: Tensor) -> [MeasuredQuantity] {
    guard description.kind == .image, description.shape.last == 1 else { return [] }
    let moments = ImageMoments(image: sample, pixelScale: pixelScale ?? 1)
    let lengthUnit = pixelScale == nil ? "px" : "arcsec"
    return [
      MeasuredQuantity("flux", moments.flux, unit: description.unit),
      MeasuredQuantity("half-light radius", moments.halfLightRadius ?? .nan, unit: lengthUnit),
      MeasuredQuantity("ellipticity e1", moments.ellipticity?.e1 ?? .nan),
      MeasuredQuantity("ellipticity e2", moments.ellipticity?.e2 ?? .nan),
    ]
  }
}
