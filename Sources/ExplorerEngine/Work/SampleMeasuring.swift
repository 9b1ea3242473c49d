import Analysis
import Datasets
import Diagnostics
import Explorer
import Tensors

/// What can be measured from the samples of a data set.
struct SampleMeasuring: Sendable {
  private let description: DataDescription
  private let pixelScale: Double?
  private let reader: ParticleReader?

  /// Decides by the description what makes sense to measure.
  init(_ description: DataDescription) {
    self.description = description
    reader = ParticleReader(description)
    pixelScale = description.settings["pixelScale"].flatMap(Double.init).flatMap {
      $0 > 0 && $0.isFinite ? $0 : nil
    }
  }

  /// The particles of one sample, or why it has none; `nil` where samples are no particles.
  func particles(of sample: Tensor) -> Result<RecoveredParticles, GeometryError>? {
    reader.map { reader in
      Result { () throws(GeometryError) in try reader.particles(of: sample) }
    }
  }

  /// The quantities of particles, in a fixed order; what only distances have is missing of coordinates.
  func quantities(of particles: RecoveredParticles) -> [MeasuredQuantity] {
    let smallest = particles.smallestDistance
    return [
      MeasuredQuantity("pair energy", particles.pairEnergy, unit: "epsilon"),
      MeasuredQuantity("mean height", particles.meanHeight, unit: "sigma"),
      MeasuredQuantity(
        "smallest distance", smallest.isFinite ? smallest : .nan, unit: "sigma"),
    ]
      + (particles.planarity.map { planarity in
        [
          MeasuredQuantity("flatness", planarity.flatness),
          MeasuredQuantity("plane misfit", told(planarity.misfit), unit: "sigma"),
          MeasuredQuantity("asymmetry", told(planarity.asymmetry), unit: "sigma"),
        ]
      } ?? [])
  }

  /// A length to a millionth of a sigma: single precision does not tell smaller ones from 0.
  private func told(_ length: Double) -> Double { (length * 1e6).rounded() / 1e6 }

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
