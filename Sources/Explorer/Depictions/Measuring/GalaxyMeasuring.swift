import Analysis
import Datasets
import Tensors

/// Flux in the stamp, half-light radius and ellipticity of an isolated galaxy, all after the point spread.
struct GalaxyMeasuring: SampleMeasuring {
  private let unit: String
  private let pixelScale: Double?

  /// Reads unit and pixel scale from a description.
  init(_ data: DataDescription) {
    unit = data.unit
    pixelScale = data.pixelScale
  }

  func measure(_ sample: Tensor) -> SampleMeasurement {
    let moments = ImageMoments(image: sample, pixelScale: pixelScale ?? 1)
    let lengthUnit = pixelScale == nil ? "px" : "arcsec"
    return SampleMeasurement(quantities: [
      MeasuredQuantity("flux in the stamp", moments.flux, unit: unit, short: "stamp flux"),
      MeasuredQuantity(
        "half-light radius", moments.halfLightRadius ?? .nan, unit: lengthUnit,
        short: "half-light"),
      MeasuredQuantity("ellipticity e1", moments.ellipticity?.e1 ?? .nan),
      MeasuredQuantity("ellipticity e2", moments.ellipticity?.e2 ?? .nan),
    ])
  }
}

extension DataDescription {
  /// The measurement that a description names for images of one number per pixel; the first of several.
  var pictureMeasuring: any SampleMeasuring {
    guard shape.count == 3, shape[2] == 1, let family = quantities.first else {
      return NoMeasuring()
    }
    return switch family {
    case .galaxy: GalaxyMeasuring(self)
    }
  }
}
