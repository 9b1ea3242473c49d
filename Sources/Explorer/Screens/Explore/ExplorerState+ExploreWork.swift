import Models
import Tensors

extension ExplorerState {
  /// Requests the simulated sample, the strip, the derivative and the thermal particles on screen, unless they were requested last.
  mutating func pendingExploreWork() -> [ExplorerEffect] {
    if !hasFocusedPane { explore.focus = .sliders }
    return simulationWork() + sweepWork() + sensitivityWork() + metropolisWork() + planeWork()
  }

  private var hasFocusedPane: Bool {
    switch explore.focus {
    case .sliders: true
    case .sweep: plannedSweep != nil
    case .plane: plannedPlane != nil
    }
  }

  /// The strip to show; `nil` when the layout has no room for one, or a plane in its place.
  var plannedSweep: SweepPlan? {
    guard planeAxes == nil || plannedPlane == nil else { return nil }
    let count = SweepStrip.count(in: ScreenLayout(size: size).body)
    guard model != nil, count > 1 else { return nil }
    return SweepPlan(latent: explore.selected, count: count, in: self)
  }

  /// A view without the simulator's sample drops it, so that an old one is never shown beside a new decoded
  /// one.
  private mutating func simulationWork() -> [ExplorerEffect] {
    let wanted = plannedSimulation.map { SimulationRequest(latents: latents, plan: $0) }
    guard wanted != requested.simulation else { return [] }
    requested.simulation = wanted
    guard let wanted else {
      abandon(.simulate)
      simulation = nil
      return []
    }
    return [
      .simulate(request(.simulate), latents: wanted.latents, factors: wanted.plan.factors)
    ]
  }

  private mutating func sweepWork() -> [ExplorerEffect] {
    guard let plan = plannedSweep, plan != explore.askedSweep else { return [] }
    explore.askedSweep = plan
    explore.sweepIndex = min(explore.sweepIndex, plan.values.count - 1)
    return [.sweep(request(.sweep), latents: plan.points)]
  }

  private mutating func sensitivityWork() -> [ExplorerEffect] {
    guard model != nil, explore.comparison == .sensitivity else { return [] }
    let chosen = selector(of: explore.selected).map { $0.start + $0.choice(in: latents) }
    let plan = SensitivityPlan(latents: latents, latent: chosen ?? explore.selected)
    guard plan != explore.askedSensitivity else { return [] }
    explore.askedSensitivity = plan
    return [.sensitivity(request(.sensitivity), latents: latents, latent: plan.latent)]
  }
}
