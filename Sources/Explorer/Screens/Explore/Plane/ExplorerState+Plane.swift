import Models
import Plotting

extension ExplorerState {
  /// The plane on screen: the one that was asked for, or that of a model with two latents; `nil` for none.
  var planeAxes: PlaneAxes? {
    switch explore.planeChoice {
    case .none: nil
    case .of(let axes): axes
    case .usual: size.columns >= PlaneCells.usualColumns ? usualPlaneAxes : nil
    }
  }

  /// The plane of a model with exactly two latents that move freely.
  private var usualPlaneAxes: PlaneAxes? {
    guard let model, model.latentCount == 2 || model.constraints?.selectors.isEmpty == false,
      model.constraints?.norm == nil
    else { return nil }
    let free = freeLatents
    return free.count == 2 ? PlaneAxes(across: free[0], up: free[1]) : nil
  }

  /// The cells of the plane on screen; `nil` where none is shown.
  var plannedPlane: PlanePlan? {
    guard let model, let axes = planeAxes, let cells = planeCells(model.sampleShape) else {
      return nil
    }
    return PlanePlan(axes, cells: cells, in: self)
  }

  private func planeCells(_ shape: [Int]) -> PlaneCells? {
    PlaneCells(in: ScreenLayout(size: size).body, depiction, shape: shape)
  }

  /// Why no plane can be shown; `nil` where one can.
  var planeProblem: String? {
    guard let model else { return "open a model first" }
    guard rowCount > 1 else { return "the model has one latent" }
    let least = PlaneCells.leastTerminal
    return planeCells(model.sampleShape) == nil
      ? "the grid needs a terminal of \(least.columns)x\(least.rows)" : nil
  }

  /// Requests the pictures of the plane, unless they were requested last.
  mutating func planeWork() -> [ExplorerEffect] {
    guard let plan = plannedPlane else {
      guard explore.askedPlane != nil else { return [] }
      (explore.askedPlane, explore.plane) = (nil, nil)
      abandon(PlaneRequest.kind)
      return [.cancel(PlaneRequest.kind)]
    }
    guard plan != explore.askedPlane else { return [] }
    explore.askedPlane = plan
    return [ask(PlaneRequest(plan))]
  }

  /// Sets the sliders to a cell of the plane, counted from the lower left; beyond the edge to the last one.
  mutating func movePlane(column: Int, row: Int) {
    guard let plan = plannedPlane else { return }
    walk = nil
    let column = ListCursor.moved(column, by: 0, count: plan.columns.count)
    let row = ListCursor.moved(row, by: 0, count: plan.rows.count)
    move(to: plan.point(column: column, row: row), keeping: [plan.axes.across, plan.axes.up])
  }
}
