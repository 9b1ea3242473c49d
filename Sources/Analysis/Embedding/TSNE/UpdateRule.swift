import Tensors

/// Gradient descent with momentum and a gain per coordinate (Jacobs 1988), as in openTSNE.
struct UpdateRule: Sendable {
  private let rate: Float
  private let momentum: Float
  private let longestStep: Float

  init(rate: Double, momentum: Double, longestStep: Double) {
    self.rate = Float(rate)
    self.momentum = Float(momentum)
    self.longestStep = Float(longestStep)
  }

  /// Moves points.
  ///
  /// A gain grows by 0.2 where the last update and the gradient have different signs (the first
  /// update, zero, counts as different), and otherwise shrinks to 0.8 of it plus 0.01.
  ///
  /// - Returns: The sum of the new positions.
  func apply(
    _ rows: Range<Int>, positions: UnsafeMutablePointer<Float>,
    updates: UnsafeMutablePointer<Float>, gains: UnsafeMutablePointer<Float>,
    gradient: UnsafePointer<Float>
  ) -> SIMD2<Double> {
    var sum = SIMD2<Double>.zero
    var row = rows.lowerBound
    while row + 8 <= rows.upperBound {
      let offset = 2 * row
      let (gain, update) = next(
        gain: loadVector(gains + offset), update: loadVector(updates + offset),
        gradient: loadVector(gradient + offset))
      storeVector(gain, gains + offset)
      storeVector(update, updates + offset)
      let position = loadVector(positions + offset) + update
      storeVector(position, positions + offset)
      sum.x += SIMD8<Double>(position.evenHalf).sum()
      sum.y += SIMD8<Double>(position.oddHalf).sum()
      row += 8
    }
    while row < rows.upperBound {
      sum += applyOne(2 * row, positions, updates, gains, gradient)
      row += 1
    }
    return sum
  }

  /// The same for a point of an incomplete vector, whose other lanes are unused.
  private func applyOne(
    _ offset: Int, _ positions: UnsafeMutablePointer<Float>, _ updates: UnsafeMutablePointer<Float>,
    _ gains: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>
  ) -> SIMD2<Double> {
    func pair(_ pointer: UnsafePointer<Float>) -> Vector {
      var vector = Vector.zero
      vector[0] = pointer[offset]
      vector[1] = pointer[offset + 1]
      return vector
    }
    let (gain, update) = next(gain: pair(gains), update: pair(updates), gradient: pair(gradient))
    for axis in 0..<2 {
      gains[offset + axis] = gain[axis]
      updates[offset + axis] = update[axis]
      positions[offset + axis] += update[axis]
    }
    return SIMD2(Double(positions[offset]), Double(positions[offset + 1]))
  }

  @inline(__always)
  private func next(
    gain: Vector, update: Vector, gradient: Vector
  ) -> (gain: Vector, update: Vector) {
    let zero = Vector.zero
    let isSame =
      ((update .> zero) .& (gradient .> zero)) .| ((update .< zero) .& (gradient .< zero))
      .| ((update .== zero) .& (gradient .== zero))
    let shrunk = Vector(repeating: 0.01).addingProduct(gain, Vector(repeating: 0.8))
    let gain = (gain + 0.2).replacing(with: shrunk, where: isSame)
    let update = (update * momentum) - gain * gradient * rate
    let square = update * update
    let length = (square.evenHalf + square.oddHalf).squareRoot()
    let factor = pointwiseMin(
      longestStep / pointwiseMax(length, SIMD8(repeating: longestStep)), SIMD8(repeating: 1))
    var factors = zero
    factors.evenHalf = factor
    factors.oddHalf = factor
    return (gain, update * factors)
  }
}
