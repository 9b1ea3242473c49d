import Analysis
import Datasets
import Tensors

extension AnomalyScore {
  /// The energy of the particles, computed without the model.
  static let pairEnergy = AnomalyScore(
    shortTitle: "energy",
    definition: MetricDefinition(
      "pair_energy", "pair energy", unit: "epsilon", better: .neither,
      "sum over pairs of 4 (r^-12 - r^-6), the Lennard-Jones energy without gravity, r at least 0.001. It depends only on the "
        + "sample, not on the model."
    ),
    missing: needsParticles
  ) { block in
    block.particles(of: block.samples) { ParticleEnergy.pairs($0, cap: nil) }
  }

  /// The energy of the particles without the steep part of overlaps.
  static let cappedEnergy = AnomalyScore(
    shortTitle: "cut E",
    definition: MetricDefinition(
      "capped_pair_energy", "capped energy", unit: "epsilon", better: .neither,
      "the same with every pair capped at 1, that is below r = 0.969: overlaps count without hiding everything else."
    ),
    missing: needsParticles
  ) { block in
    block.particles(of: block.samples) { ParticleEnergy.pairs($0) }
  }

  /// The deviation of the sample's distances from those of points in a plane.
  static let planarResidual = AnomalyScore(
    shortTitle: "MDS",
    definition: MetricDefinition(
      "mds_residual", "MDS residual", unit: "sigma", better: .neither,
      "root mean square over pairs of the distances of the best planar configuration by classical scaling minus those of the "
        + "sample; below 1e-4, the rounding of the file, it counts as 0. It does not depend on the model."
    ),
    missing: needsMatrix
  ) { block in
    block.particles(of: block.samples, residual)
  }

  /// The deviation of the decoded sample's distances from those of points in a plane.
  static let decodedPlanarResidual = AnomalyScore(
    shortTitle: "dec.MDS",
    definition: MetricDefinition(
      "decoded_mds_residual", "decoded MDS", unit: "sigma", better: .neither,
      "the same residual for the decoded sample: how far the decoder's output is from a planar configuration."
    ),
    missing: needsMatrix
  ) { block in
    block.particles(of: block.decoded, residual)
  }

  private static let needsParticles: @Sendable (DataDescription) -> String? = {
    ParticleDistances($0) == nil ? "the samples are not particles" : nil
  }

  private static let needsMatrix: @Sendable (DataDescription) -> String? = {
    ParticleDistances($0) == .matrix ? nil : "the samples are not distance matrices"
  }

  /// Distances in single precision have a relative error of about 1e-6; smaller residuals than this are set
  /// to 0.
  private static let leastResidual = 1e-4

  private static func residual(_ matrix: DistanceMatrix) -> Double {
    let residual = PlanarEmbedding(matrix).residual
    return residual < leastResidual ? 0 : residual
  }
}
