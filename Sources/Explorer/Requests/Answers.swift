package import Analysis
package import Tensors

/// A physical quantity measured from a sample.
package struct MeasuredQuantity: Sendable, Equatable {
  /// The name, for example `half-light radius`.
  package var name: String
  /// The name where there is little room, for example `half-light`: never that of a factor.
  package var shortName: String
  /// The value; NaN where it could not be measured.
  package var value: Double
  /// The unit; empty for a dimensionless quantity.
  package var unit: String

  /// Creates a measured quantity.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - value: The value; NaN where it could not be measured.
  ///   - unit: The unit; empty for a dimensionless quantity.
  ///   - short: The name where there is little room; `nil` for the last word of `name`.
  package init(_ name: String, _ value: Double, unit: String = "", short: String? = nil) {
    self.name = name
    shortName = short ?? name.split(separator: " ").last.map(String.init) ?? name
    self.value = value
    self.unit = unit
  }
}

/// The distance of a latent point from the codes of the data.
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

/// The decoded sample of one point, with its measurements.
package struct DecodedSample: Sendable, Equatable {
  /// The sample in the unit of the data, `[height, width, channels]`.
  package var sample: Tensor
  /// The quantities measured from the sample, in a fixed order.
  package var quantities: [MeasuredQuantity]
  /// The particles that the sample represents, or why there are none; `nil` where samples are not particles.
  package var particles: Result<RecoveredParticles, GeometryError>?
  /// The distance of the point from the data; `nil` when the model has no codes.
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

/// A sample with its posterior.
package struct EncodedSample: Sendable, Equatable {
  /// The sample in the unit of the data, `[height, width, channels]`.
  package var sample: Tensor
  /// The posterior mean of every latent.
  package var mean: [Float]
  /// The posterior standard deviation of every latent.
  package var deviation: [Float]
  /// The known factors in the order of the data description; empty when unknown.
  package var factors: [Float]
  /// The quantities measured from the sample, in the same order as for decoded samples.
  package var quantities: [MeasuredQuantity]
  /// The particles of the sample, or why there are none; `nil` where samples are not particles.
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
