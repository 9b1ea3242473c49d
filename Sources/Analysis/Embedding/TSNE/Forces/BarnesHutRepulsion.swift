import Tensors

/// The repulsion of all points on each other, distant ones summarised by squares: O(*n* log *n*).
///
/// Van der Maaten, "Accelerating t-SNE using tree-based algorithms", 2014.
struct BarnesHutRepulsion {
  /// Computes the sum over j of w_ij^2 (y_i - y_j) for every i.
  ///
  /// - Parameters:
  ///   - positions: `[points, 2]`.
  ///   - angle: A square represents its points where its side is below this fraction of its distance; 0 for never.
  ///   - forces: Receives the sums, `[points, 2]`.
  ///   - team: The workers.
  ///   - isCancelled: Whether to stop.
  /// - Returns: Z, the sum of w_ij over all pairs of different points; `nil` when cancelled.
  static func evaluate(
    _ positions: SharedBuffer<Double>, angle: Double, into forces: SharedBuffer<Double>,
    team: WorkerTeam, isCancelled: @Sendable () -> Bool
  ) -> Double? {
    let tree = QuadTree(positions)
    let count = positions.count / 2
    let sums = SharedBuffer<Double>(repeating: 0, count: count)
    let chunks = WorkCounter(total: count, chunk: 64)
    team.run { _ in
      while !isCancelled(), let range = chunks.take() {
        for point in range {
          let result = visit(tree, point, positions, angle * angle)
          sums[point] = result.similarity
          forces[2 * point] = result.force.x
          forces[2 * point + 1] = result.force.y
        }
      }
    }
    return isCancelled() ? nil : sums.elements.reduce(0, +)
  }

  private static func visit(
    _ tree: QuadTree, _ point: Int, _ positions: SharedBuffer<Double>, _ squaredAngle: Double
  ) -> (similarity: Double, force: SIMD2<Double>) {
    let own = SIMD2(positions[2 * point], positions[2 * point + 1])
    var similarity = 0.0
    var force = SIMD2<Double>.zero
    func add(_ offset: SIMD2<Double>, _ count: Double) {
      let w = 1 / (1 + (offset * offset).sum())
      similarity += count * w
      force += offset * (count * w * w)
    }
    var index = 0
    while index < tree.nodes.count {
      let node = tree.nodes[index]
      let offset = own - node.center
      if node.isLeaf {
        for position in node.range where tree.order[position] != point {
          let other = tree.order[position]
          add(own - SIMD2(positions[2 * other], positions[2 * other + 1]), 1)
        }
        index += 1
      } else if node.side * node.side < squaredAngle * (offset * offset).sum() {
        add(offset, Double(node.range.count))
        index = node.end
      } else {
        index += 1
      }
    }
    return (similarity, force)
  }
}
