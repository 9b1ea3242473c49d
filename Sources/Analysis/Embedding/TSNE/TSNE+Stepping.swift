import Platform
import Tensors

extension TSNE {
  /// The rows that are summed together, so that no sum depends on the number of workers.
  private static let chunk = 512

  /// Does one iteration.
  ///
  /// - Parameter isCancelled: Whether to stop; called by every worker, every few milliseconds.
  /// - Returns: Whether the iteration was done; when cancelled, the map is unchanged.
  @discardableResult
  package func step(isCancelled: @Sendable () -> Bool = { false }) -> Bool {
    guard pointCount > 1 else {
      advance()
      return true
    }
    guard
      let normalization = repulsion.evaluate(positions, into: forces, isCancelled: isCancelled)
    else { return false }
    let isCosting = settings.costInterval > 0 && state.iteration % settings.costInterval == 0
    guard
      let sums = collectForces(
        normalization: max(normalization, .leastNormalMagnitude), isCosting: isCosting, isCancelled)
    else { return false }
    state.gradientNorm = sums.square.squareRoot()
    if isCosting {
      state.cost = cost(dispersion: sums.dispersion, normalization: normalization)
      state.costIteration = state.iteration
    }
    move()
    advance()
    return true
  }

  private func advance() {
    state.iteration += 1
    state.exaggeration =
      state.iteration < settings.exaggeratedIterations ? settings.exaggeration : 1
  }

  /// KL = sum P ln P + sum P ln(1 + d^2) + ln Z, as P sums to 1.
  func cost(dispersion: Double, normalization: Double) -> Double {
    affinities.negativeEntropy + dispersion + log(max(normalization, .leastNormalMagnitude))
  }

  /// The gradient: attraction, exaggerated, less repulsion.
  private func collectForces(
    normalization: Double, isCosting: Bool, _ isCancelled: @Sendable () -> Bool
  ) -> (square: Double, dispersion: Double)? {
    let chunkCount = (pointCount + Self.chunk - 1) / Self.chunk
    let sums = SharedBuffer<SIMD2<Double>>(repeating: .zero, count: chunkCount)
    let chunks = WorkCounter(total: chunkCount)
    let (affinities, positions, forces) = (affinities, positions, forces)
    let (gradient, count) = (gradient, pointCount)
    let (exaggeration, scale) = (Float(state.exaggeration), Float(1 / normalization))
    team.run { _ in
      let output = UnsafeMutableRawPointer(gradient.pointer)
      let repulsion = UnsafeRawPointer(forces.pointer)
      while !isCancelled(), let taken = chunks.take() {
        let chunk = taken.lowerBound
        var sum = SIMD2<Double>.zero
        for row in chunk * Self.chunk..<min((chunk + 1) * Self.chunk, count) {
          let push = repulsion.loadUnaligned(fromByteOffset: 8 &* row, as: SIMD2<Float>.self)
          let value =
            Attraction.force(of: row, affinities, positions.pointer) * exaggeration - push * scale
          output.storeBytes(of: value, toByteOffset: 8 &* row, as: SIMD2<Float>.self)
          sum.x += (SIMD2<Double>(value) * SIMD2<Double>(value)).sum()
          if isCosting { sum.y += Attraction.dispersion(of: row, affinities, positions.pointer) }
        }
        sums[chunk] = sum
      }
    }
    if isCancelled() { return nil }
    let total = sums.elements.reduce(.zero, +)
    return (total.x, total.y)
  }

  /// Moves the points against the gradient and the map's mean to the origin.
  private func move() {
    let rule = UpdateRule(
      rate: settings.learningRate ?? Double(pointCount) / state.exaggeration,
      momentum: settings.momentum, longestStep: settings.longestStep)
    let chunkCount = (pointCount + Self.chunk - 1) / Self.chunk
    let sums = SharedBuffer<SIMD2<Double>>(repeating: .zero, count: chunkCount)
    let (positions, updates, gains, gradient) = (positions, updates, gains, gradient)
    let (team, count) = (team, pointCount)
    team.run { worker in
      for chunk in team.rows(of: worker, in: chunkCount) {
        let rows = chunk * Self.chunk..<min((chunk + 1) * Self.chunk, count)
        sums[chunk] = rule.apply(
          rows, positions: positions.pointer, updates: updates.pointer, gains: gains.pointer,
          gradient: gradient.pointer)
      }
    }
    let mean = SIMD2<Float>(sums.elements.reduce(.zero, +) / Double(count))
    team.run { worker in
      let points = UnsafeMutableRawPointer(positions.pointer)
      for row in team.rows(of: worker, in: count) {
        let value = points.loadUnaligned(fromByteOffset: 8 &* row, as: SIMD2<Float>.self)
        points.storeBytes(of: value - mean, toByteOffset: 8 &* row, as: SIMD2<Float>.self)
      }
    }
  }
}
