import Analysis
import Datasets
import Diagnostics
import Explorer
import Models
import Tensors

extension MetropolisRequest: EngineWork {
  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool, progress: (Never) -> Void
  ) throws -> ThermalParticles? {
    let checkpoint = try world.openModel(for: Self.kind).checkpoint
    guard checkpoint.model.latentCount == latents.count,
      let reader = ParticleReader(checkpoint.data), let thermalization = Thermalization(checkpoint)
    else { return nil }
    let decoded = checkpoint.model.decode(Tensor(shape: [1, latents.count], elements: latents))
    let projection = try reader.projection(of: decoded.row(0))
    guard !isSuperseded(),
      let outcome = thermalization.thermalized(
        projection.positions, sweepCount: sweepCount, gravity: gravity, seed: seed,
        isCancelled: isSuperseded)
    else { return nil }
    return ThermalParticles(
      recovered: try RecoveredParticles(
        coordinates: outcome.positions.flatMap { [Float($0.x), Float($0.y)] },
        boxLength: reader.format.boxLength),
      energyBefore: outcome.energyBefore, energyAfter: outcome.energyAfter)
  }
}
