import Tensors

/// The repulsion of all points on each other, pair by pair in double precision: O(*n*^2).
struct ExactRepulsion {
  /// Computes the sum over j of w_ij^2 (y_i - y_j) for every i.
  ///
  /// - Parameters:
  ///   - positions: `[points, 2]`.
  ///   - forces: Receives the sums, `[points, 2]`.
  ///   - team: The workers.
  ///   - isCancelled: Whether to stop.
  /// - Returns: Z, the sum of w_ij over all pairs of different points; `nil` when cancelled.
  static func evaluate(
    _ positions: SharedBuffer<Double>, into forces: SharedBuffer<Double>, team: WorkerTeam,
    isCancelled: @Sendable () -> Bool
  ) -> Double? {
    let count = positions.count / 2
    let vectorCount = (count + 7) / 8
    // The padding lies so far away that it neither attracts nor repels.
    let axes = SharedBuffer<Double>(repeating: 1e200, count: 16 * vectorCount)
    for point in 0..<count {
      axes[point] = positions[2 * point]
      axes[8 * vectorCount + point] = positions[2 * point + 1]
    }
    let sums = SharedBuffer<Double>(repeating: 0, count: count)
    let chunks = WorkCounter(total: count, chunk: 16)
    team.run { _ in
      while !isCancelled(), let range = chunks.take() {
        for point in range {
          let result = row(point, axes, vectorCount)
          sums[point] = result.similarity
          forces[2 * point] = result.x
          forces[2 * point + 1] = result.y
        }
      }
    }
    return isCancelled() ? nil : sums.elements.reduce(0, +)
  }

  private static func row(
    _ point: Int, _ axes: SharedBuffer<Double>, _ vectorCount: Int
  ) -> (similarity: Double, x: Double, y: Double) {
    let horizontal = UnsafeRawPointer(axes.pointer)
    let vertical = UnsafeRawPointer(axes.pointer + 8 * vectorCount)
    let (x, y) = (axes[point], axes[8 * vectorCount + point])
    var similarity = DoubleVector.zero
    var (forceX, forceY) = (DoubleVector.zero, DoubleVector.zero)
    for vector in 0..<vectorCount {
      let dx = x - horizontal.loadUnaligned(fromByteOffset: 64 &* vector, as: DoubleVector.self)
      let dy = y - vertical.loadUnaligned(fromByteOffset: 64 &* vector, as: DoubleVector.self)
      let w = 1 / DoubleVector(repeating: 1).addingProduct(dx, dx).addingProduct(dy, dy)
      similarity += w
      forceX = forceX.addingProduct(w * w, dx)
      forceY = forceY.addingProduct(w * w, dy)
    }
    // The point itself is at distance zero: similarity 1, force 0.
    return (similarity.sum() - 1, forceX.sum(), forceY.sum())
  }

  /// Z in single precision, summed in double: accurate to about 1e-7, and fast enough for 160,000 points.
  static func normalization(
    _ positions: SharedBuffer<Float>, team: WorkerTeam, isCancelled: @Sendable () -> Bool
  ) -> Double? {
    let count = positions.count / 2
    let vectorCount = (count + 15) / 16
    let axes = SharedBuffer<Float>(repeating: 1e18, count: 32 * vectorCount)
    for point in 0..<count {
      axes[point] = positions[2 * point]
      axes[16 * vectorCount + point] = positions[2 * point + 1]
    }
    let sums = SharedBuffer<Double>(repeating: 0, count: count)
    let chunks = WorkCounter(total: count, chunk: 16)
    team.run { _ in
      while !isCancelled(), let range = chunks.take() {
        for point in range { sums[point] = similarity(of: point, axes, vectorCount) }
      }
    }
    return isCancelled() ? nil : sums.elements.reduce(0, +)
  }

  private static func similarity(
    of point: Int, _ axes: SharedBuffer<Float>, _ vectorCount: Int
  ) -> Double {
    let (horizontal, vertical) = (axes.pointer, axes.pointer + 16 * vectorCount)
    let (x, y) = (horizontal[point], vertical[point])
    var total = SIMD16<Double>.zero
    var vector = 0
    while vector < vectorCount {
      let end = min(vector + 32, vectorCount)
      var sum = Vector.zero
      while vector < end {
        let dx = x - loadVector(horizontal + 16 &* vector)
        let dy = y - loadVector(vertical + 16 &* vector)
        sum += 1 / Vector(repeating: 1).addingProduct(dx, dx).addingProduct(dy, dy)
        vector += 1
      }
      total += SIMD16<Double>(sum)
    }
    return total.sum() - 1
  }
}
