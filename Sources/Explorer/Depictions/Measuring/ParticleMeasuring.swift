import Analysis
import Datasets
import Diagnostics
import Tensors

/// The particles that a sample represents, and the quantities of their configuration.
struct ParticleMeasuring: SampleMeasuring {
  let reader: ParticleReader

  func measure(_ sample: Tensor) -> SampleMeasurement {
    let particles = Result { () throws(GeometryError) in try reader.particles(of: sample) }
    let quantities = (try? particles.get()).map(quantities)
    return SampleMeasurement(quantities: quantities ?? [], particles: particles)
  }

  /// The quantities of particles, in a fixed order; coordinates lack those that only distances have.
  private func quantities(of particles: RecoveredParticles) -> [MeasuredQuantity] {
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

  /// A length rounded to 1e-6 sigma: in single precision smaller lengths are rounding errors.
  private func told(_ length: Double) -> Double { (length * 1e6).rounded() / 1e6 }
}
