package import Tensors

/// Requests the decoded samples of the cells of a plane.
package struct PlaneRequest: EngineRequest {
  /// The points, `[cells, latents]`.
  package var points: Tensor
  /// The cells.
  let plan: PlanePlan

  init(_ plan: PlanePlan) {
    self.plan = plan
    points = plan.points
  }

  /// The kind of this request.
  package static let kind = RequestKind("plane")

  /// Shows the decoded samples.
  package func take(_ samples: Tensor, _ state: inout ExplorerState) -> [ExplorerEffect] {
    guard let shape = state.model?.sampleShape, samples.shape == [points.rowCount] + shape else {
      state.report("grid: expected one sample per cell, found shape \(samples.shape)")
      return []
    }
    state.explore.plane = DecodedPlane(plan: plan, samples: samples)
    return []
  }
}
