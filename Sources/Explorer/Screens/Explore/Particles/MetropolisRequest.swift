package import Analysis
import Datasets
import Diagnostics
package import Numerics

/// Requests the thermal particles of a point: decoded, projected to a valid configuration, and moved by Metropolis sweeps.
package struct MetropolisRequest: EngineRequest {
  /// The value of every latent.
  @Reflexive package var latents: [Float]
  /// The number of sweeps.
  package var sweepCount: Int
  /// Gamma in epsilon per sigma.
  package var gravity: Double
  /// The seed of the moves.
  package var seed: UInt64

  /// Creates a request.
  package init(latents: [Float], sweepCount: Int, gravity: Double, seed: UInt64) {
    self.latents = latents
    (self.sweepCount, self.gravity, self.seed) = (sweepCount, gravity, seed)
  }

  /// The kind of this request.
  package static let kind = RequestKind("metropolis")

  /// Stores the particles.
  package func take(
    _ particles: ThermalParticles, _ state: inout ExplorerState
  ) -> [ExplorerEffect] {
    state.explore.thermal = ThermalPicture(request: self, particles: particles)
    return []
  }
}

/// The particles of a point after Metropolis sweeps.
package struct ThermalParticles: Sendable, Equatable {
  /// The particles in their box.
  package var recovered: RecoveredParticles
  /// The energy per particle of the projected configuration in epsilon, pairs and heights, without a cap.
  package var energyBefore: Double
  /// The same after the sweeps.
  package var energyAfter: Double

  /// Creates an answer.
  package init(recovered: RecoveredParticles, energyBefore: Double, energyAfter: Double) {
    self.recovered = recovered
    (self.energyBefore, self.energyAfter) = (energyBefore, energyAfter)
  }
}

/// Thermal particles with the request that they answer.
struct ThermalPicture: Sendable {
  /// The request.
  let request: MetropolisRequest
  /// The particles.
  let particles: ThermalParticles
}

extension ExplorerState {
  /// The seed of the moves of the particles.
  private static let metropolisSeed: UInt64 = 1

  /// Why there are no Metropolis sweeps; `nil` where there are.
  var sweepsProblem: String? {
    guard model != nil else { return "open a model first" }
    if particleFormat == nil { return "the samples are not particles" }
    return thermalization == nil ? "the data have no simulator of particles" : nil
  }

  /// What moves particles; `nil` where samples are not simulated particles.
  var thermalization: Thermalization? {
    guard let model, particleFormat != nil else { return nil }
    return Thermalization(model.data, roles: model.roles)
  }

  /// Gamma of the sweeps and where it comes from: chosen, else from the latent that follows it, else from the encoded sample,
  /// else the middle of its range.
  var sweepGravity: (value: Double, origin: String)? {
    if let chosen = explore.gravity { return (chosen, "chosen") }
    guard let factor = model?.data.factors.first else { return nil }
    func inside(_ value: Double) -> Double { min(max(value, factor.lower), factor.upper) }
    if let latent = latent(following: 0), let value = factorValue(of: latent), value.isFinite {
      return (inside(value), "from \(label(of: latent))")
    }
    if let known = knownFactors?.first, Thermalization.gravityLimits.contains(known) {
      return (known, "from \(source?.label ?? "the sample")")
    }
    return ((factor.lower + factor.upper) / 2, "mid-range")
  }

  /// The thermal particles to show; `nil` until they belong to the decoded point.
  var thermalOnScreen: ThermalPicture? {
    guard explore.metropolisSweeps > 0, let thermal = explore.thermal,
      thermal.request == explore.askedMetropolis
    else { return nil }
    return thermal
  }

  /// Requests the thermal particles of the point on screen, unless they were requested last.
  mutating func metropolisWork() -> [ExplorerEffect] {
    guard let wanted = plannedMetropolis else {
      guard explore.askedMetropolis != nil else { return [] }
      (explore.askedMetropolis, explore.thermal) = (nil, nil)
      abandon(MetropolisRequest.kind)
      return [.cancel(MetropolisRequest.kind)]
    }
    guard wanted != explore.askedMetropolis else { return [] }
    explore.askedMetropolis = wanted
    return [ask(wanted)]
  }

  private var plannedMetropolis: MetropolisRequest? {
    guard explore.metropolisSweeps > 0, sweepsProblem == nil, ParticleScene.boxCount(self) > 0,
      let gravity = sweepGravity
    else { return nil }
    return MetropolisRequest(
      latents: latents, sweepCount: explore.metropolisSweeps, gravity: gravity.value,
      seed: Self.metropolisSeed)
  }
}
