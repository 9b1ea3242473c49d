/// Minimises a smooth function by the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal
/// and Wright, "Numerical Optimization", 2006, algorithms 7.4 and 7.5), with backtracking line search.
struct LimitedMemoryBFGS {
  /// Where a minimisation ended.
  struct Minimum: Sendable, Equatable {
    /// The point.
    var point: [Double]
    /// The function's gradient there.
    var gradient: [Double]
    /// The number of steps taken.
    var iterationCount: Int
    /// Whether the largest component of the gradient is within the tolerance.
    var isConverged: Bool
  }

  private struct Move {
    var step: [Double]
    var gradientChange: [Double]
    var curvature: Double
  }

  /// The largest component of the gradient that ends the search.
  var gradientTolerance: Double
  /// The most steps.
  var iterationLimit: Int
  /// The number of past steps used for the next one.
  var memory = 10

  /// Descends from a point.
  ///
  /// - Parameters:
  ///   - start: Where to begin.
  ///   - isCancelled: Called before every step.
  ///   - evaluate: Returns the function at a point and overwrites its gradient.
  /// - Returns: The last point, which is the best; not converged when the limit or cancellation came first, or
  ///   when no step along the search direction lowers the function at this precision.
  func minimum(
    from start: [Double], isCancelled: () -> Bool = { false },
    _ evaluate: (_ point: [Double], _ gradient: inout [Double]) -> Double
  ) -> Minimum {
    var point = start
    var gradient = [Double](repeating: 0, count: start.count)
    var value = evaluate(point, &gradient)
    var moves: [Move] = []
    var iteration = 0
    while iteration < iterationLimit, !isFlat(gradient), !isCancelled() {
      var direction = Self.direction(gradient, moves)
      if Self.product(direction, gradient) >= 0 {
        moves = []
        direction = Self.direction(gradient, [])
      }
      var next = (point: point, gradient: gradient, value: value)
      guard
        search(
          from: point, along: direction, value, gradient, isFirst: moves.isEmpty, &next, evaluate)
      else { break }
      let step = zip(next.point, point).map { $0 - $1 }
      let change = zip(next.gradient, gradient).map { $0 - $1 }
      let curvature = Self.product(step, change)
      if curvature > 1e-12 * Self.product(change, change).squareRoot() {
        moves.append(Move(step: step, gradientChange: change, curvature: curvature))
        if moves.count > memory { moves.removeFirst() }
      }
      (point, gradient, value) = next
      iteration += 1
    }
    return Minimum(
      point: point, gradient: gradient, iterationCount: iteration, isConverged: isFlat(gradient))
  }

  private func isFlat(_ gradient: [Double]) -> Bool {
    gradient.allSatisfy { abs($0) <= gradientTolerance }
  }

  /// Halves the step until the decrease is at least 1e-4 of that predicted by the slope (Armijo condition).
  private func search(
    from point: [Double], along direction: [Double], _ value: Double, _ gradient: [Double],
    isFirst: Bool, _ next: inout (point: [Double], gradient: [Double], value: Double),
    _ evaluate: ([Double], inout [Double]) -> Double
  ) -> Bool {
    let slope = Self.product(direction, gradient)
    var length = isFirst ? 1 / max(1, (-slope).squareRoot()) : 1
    for _ in 0..<40 {
      next.point = zip(point, direction).map { $0 + length * $1 }
      next.value = evaluate(next.point, &next.gradient)
      if next.value <= value + 1e-4 * length * slope { return true }
      length /= 2
    }
    return false
  }

  private static func direction(_ gradient: [Double], _ moves: [Move]) -> [Double] {
    var direction = gradient.map { -$0 }
    var weights: [Double] = []
    for move in moves.reversed() {
      let weight = product(move.step, direction) / move.curvature
      add(-weight, move.gradientChange, to: &direction)
      weights.append(weight)
    }
    if let last = moves.last {
      let scale = last.curvature / product(last.gradientChange, last.gradientChange)
      for index in direction.indices { direction[index] *= scale }
    }
    for (move, weight) in zip(moves, weights.reversed()) {
      let correction = product(move.gradientChange, direction) / move.curvature
      add(weight - correction, move.step, to: &direction)
    }
    return direction
  }

  private static func product(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func add(_ weight: Double, _ vector: [Double], to sum: inout [Double]) {
    for index in sum.indices { sum[index] += weight * vector[index] }
  }
}
