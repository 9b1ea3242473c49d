import Explorer
import Models
import Tensors

extension PlaneRequest: EngineWork {
  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool, progress: (Never) -> Void
  ) throws -> Tensor? {
    let model = try world.openModel(for: Self.kind)
    guard model.checkpoint.model.latentCount == points.shape[1] else { return nil }
    return model.sweep(points, isSuperseded: isSuperseded)
  }
}
