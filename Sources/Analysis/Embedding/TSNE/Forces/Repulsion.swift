import Tensors

/// The chosen method to compute repulsion, with its memory.
enum Repulsion {
  case exact(WorkerTeam, PrecisePositions)
  case barnesHut(Double, WorkerTeam, PrecisePositions)
  case interpolated(InterpolatedRepulsion)

  /// Positions and forces in double precision.
  struct PrecisePositions {
    let positions: SharedBuffer<Double>
    let forces: SharedBuffer<Double>

    init(pointCount: Int) {
      positions = SharedBuffer(repeating: 0, count: 2 * pointCount)
      forces = SharedBuffer(repeating: 0, count: 2 * pointCount)
    }
  }

  init(_ method: TSNEGradientMethod, pointCount: Int, team: WorkerTeam) {
    switch method.resolved(pointCount: pointCount) {
    case .exact, .automatic: self = .exact(team, PrecisePositions(pointCount: pointCount))
    case .barnesHut(let angle):
      self = .barnesHut(angle, team, PrecisePositions(pointCount: pointCount))
    case .interpolation:
      self = .interpolated(InterpolatedRepulsion(pointCount: pointCount, team: team))
    }
  }

  /// Computes the sum over j of w_ij^2 (y_i - y_j) for every i.
  ///
  /// - Returns: Z; `nil` when cancelled.
  func evaluate(
    _ positions: SharedBuffer<Float>, into forces: SharedBuffer<Float>,
    isCancelled: @Sendable () -> Bool
  ) -> Double? {
    switch self {
    case .interpolated(let repulsion):
      return repulsion.evaluate(positions, into: forces, isCancelled: isCancelled)
    case .exact(let team, let precise):
      precise.load(positions)
      let total = ExactRepulsion.evaluate(
        precise.positions, into: precise.forces, team: team, isCancelled: isCancelled)
      precise.store(forces)
      return total
    case .barnesHut(let angle, let team, let precise):
      precise.load(positions)
      let total = BarnesHutRepulsion.evaluate(
        precise.positions, angle: angle, into: precise.forces, team: team, isCancelled: isCancelled)
      precise.store(forces)
      return total
    }
  }
}

extension Repulsion.PrecisePositions {
  fileprivate func load(_ source: SharedBuffer<Float>) {
    for index in 0..<source.count { positions[index] = Double(source[index]) }
  }

  fileprivate func store(_ target: SharedBuffer<Float>) {
    for index in 0..<target.count { target[index] = Float(forces[index]) }
  }
}
