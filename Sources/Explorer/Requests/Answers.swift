package import Analysis
package import Tensors

/// A physical quantity measured from a sample.
package struct MeasuredQuantity: Sendable, Equatable {
  /// The name, for example `flux`.
  package var name: String
  /// The value; not a number where it could not be measured.
  package var value: Double
  /// The unit; empty for a pure number.
  package var unit: String

  /// Creates a measured quantity.
  package init(_ name: String, _ value: Double, unit: String = "") {
    self.name = name
    self.value = value
    self.unit = unit
  }
}

/// How far a point of the latent space lies from the codes of the data.
package struct DistanceReading: Sendable, Equatable {
  /// The distance to the nearest code, in standard deviations of the codes.
  package var distance: Double
  /// The share of codes that lie further than this from their own nearest neighbour, in `0...1`.
  package var share: Double

  /// Creates a reading.
  package init(distance: Double, share: Double) {
    self.distance = distance
    self.share = share
  }
}

/// What the decoder made of one point, with what was measured from it.
package struct DecodedSample: Sendable, Equatable {
  /// The sample in the unit of the data, `[height, width, channels]`.
  package var sample: Tensor
  /// What was measured from the sample, in a fixed order.
  package var quantities: [MeasuredQuantity]
  /// The particles that the sample stands for, or why there are none; `nil` where samples are no particles.
  package var particles: Result<RecoveredParticles, GeometryError>?
  /// How far the point lies from the data; `nil` when the model has no codes.
  package var distance: DistanceReading?
  /// The time that decoding took, in milliseconds.
  package var milliseconds: Double

  /// Creates an answer to a decode request.
  package init(
    sample: Tensor, quantities: [MeasuredQuantity],
    particles: Result<RecoveredParticles, GeometryError>? = nil, distance: DistanceReading?,
    milliseconds: Double
  ) {
    self.sample = sample
    self.quantities = quantities
    self.particles = particles
    self.distance = distance
    self.milliseconds = milliseconds
  }
}

/// A sample with the posterior that the encoder gave it.
package struct EncodedSample: Sendable, Equatable {
  /// The sample in the unit of the data, `[height, width, channels]`.
  package var sample: Tensor
  /// The posterior mean of every latent.
  package var mean: [Float]
  /// The posterior standard deviation of every latent.
  package var deviation: [Float]
  /// The known factors in the order of the data description; empty when unknown.
  package var factors: [Float]
  /// What was measured from the sample, in the same order as for decoded samples.
  package var quantities: [MeasuredQuantity]
  /// The particles of the sample, or why there are none; `nil` where samples are no particles.
  package var particles: Result<RecoveredParticles, GeometryError>?

  /// Creates an answer to an encode request.
  package init(
    sample: Tensor, mean: [Float], deviation: [Float], factors: [Float],
    quantities: [MeasuredQuantity],
    particles: Result<RecoveredParticles, GeometryError>? = nil
  ) {
    self.sample = sample
    self.mean = mean
    self.deviation = deviation
    self.factors = factors
    self.quantities = quantities
    self.particles = particles
  }
}
