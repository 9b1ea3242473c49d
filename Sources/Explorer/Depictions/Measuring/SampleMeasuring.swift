package import Analysis
import Datasets
package import Tensors

/// What was measured from one sample.
package struct SampleMeasurement: Sendable, Equatable {
  /// The quantities, in a fixed order; empty where the samples have none.
  package var quantities: [MeasuredQuantity] = []
  /// The particles, or why there are none; `nil` where samples are not particles.
  package var particles: Result<RecoveredParticles, GeometryError>?
}

/// Measures the samples of a data set.
package protocol SampleMeasuring: Sendable {
  /// Measures a sample, decoded or real, `[height, width, channels]` in the unit of the data.
  func measure(_ sample: Tensor) -> SampleMeasurement
}

/// Measures nothing.
struct NoMeasuring: SampleMeasuring {
  func measure(_ sample: Tensor) -> SampleMeasurement { SampleMeasurement() }
}
