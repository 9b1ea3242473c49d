import Platform
package import Tensors

/// The cost that t-SNE minimises, and its gradient, at any map.
package struct TSNEObjective: Sendable {
  /// KL(P || Q), nats.
  package let cost: Double
  /// Z, the sum of w_ij = 1 / (1 + |y_i - y_j|^2) over all pairs of different points.
  package let normalization: Double
  /// The sum over j of (p_ij - q_ij) w_ij (y_i - y_j), `[points, 2]`: a quarter of the derivative of the
  /// cost, as in openTSNE.
  package let gradient: [Double]

  /// Evaluates the cost and its gradient.
  ///
  /// - Parameters:
  ///   - embedding: The map, `[points, 2]` in the order of the points.
  ///   - affinities: The probabilities of pairs.
  ///   - method: How repulsion is computed; attraction is always exact.
  ///   - team: The workers.
  package init(
    embedding: [Double], affinities: Affinities, method: TSNEGradientMethod = .exact,
    team: WorkerTeam = WorkerTeam()
  ) {
    let count = affinities.pointCount
    precondition(
      embedding.count == 2 * count,
      "TSNEObjective: \(embedding.count) coordinates of \(count) points")
    let positions = SharedBuffer<Double>(repeating: 0, count: 2 * count)
    for row in 0..<count {
      let point = Int(affinities.order[row])
      positions[2 * row] = embedding[2 * point]
      positions[2 * row + 1] = embedding[2 * point + 1]
    }
    let (forces, normalization) = Self.repulsion(positions, method, team)
    var gradient = [Double](repeating: 0, count: 2 * count)
    var cost = 0.0
    for row in 0..<count {
      var force = SIMD2<Double>.zero
      for pair in affinities.rowStarts[row]..<affinities.rowStarts[row + 1] {
        let probability = Double(affinities.values[pair])
        guard probability > 0 else { continue }
        let other = Int(affinities.columns[pair])
        let offset = SIMD2(
          positions[2 * row] - positions[2 * other],
          positions[2 * row + 1] - positions[2 * other + 1])
        let w = 1 / (1 + (offset * offset).sum())
        force += offset * (probability * w)
        cost += probability * log(probability / (w / normalization))
      }
      let point = Int(affinities.order[row])
      gradient[2 * point] = force.x - forces[2 * row] / normalization
      gradient[2 * point + 1] = force.y - forces[2 * row + 1] / normalization
    }
    self.cost = cost
    self.normalization = normalization
    self.gradient = gradient
  }

  private static func repulsion(
    _ positions: SharedBuffer<Double>, _ method: TSNEGradientMethod, _ team: WorkerTeam
  ) -> (forces: SharedBuffer<Double>, normalization: Double) {
    let count = positions.count / 2
    let forces = SharedBuffer<Double>(repeating: 0, count: 2 * count)
    let normalization: Double? =
      switch method.resolved(pointCount: count) {
      case .exact, .automatic:
        ExactRepulsion.evaluate(positions, into: forces, team: team) { false }
      case .barnesHut(let angle):
        BarnesHutRepulsion.evaluate(positions, angle: angle, into: forces, team: team) { false }
      case .interpolation:
        interpolated(positions, into: forces, team)
      }
    return (forces, normalization ?? 0)
  }

  private static func interpolated(
    _ positions: SharedBuffer<Double>, into forces: SharedBuffer<Double>, _ team: WorkerTeam
  ) -> Double? {
    let repulsion = InterpolatedRepulsion(pointCount: positions.count / 2, team: team)
    let rounded = SharedBuffer(positions.elements.map { Float($0) })
    let result = SharedBuffer<Float>(repeating: 0, count: positions.count)
    let normalization = repulsion.evaluate(rounded, into: result) { false }
    for index in 0..<positions.count { forces[index] = Double(result[index]) }
    return normalization
  }
}
