import Platform
import Tensors

/// Bias-corrected distance correlations of a latent with several factors over a batch, and their gradient.
///
/// With `a_ij = |x_i - x_j|`, `b_ij = |y_i - y_j|`, their U-centred forms `A` and `B`, whose rows sum to zero,
/// and `(A, B) = sum of A_ij B_ij / (n (n - 3))` over `i != j`, the squared distance correlation is
/// `R = (A, B) / sqrt((A, A) (B, B))`. It is 0 on average for independent columns, and in the limit of many
/// rows only for those (Székely and Rizzo 2014, "Partial distance correlation with methods for
/// dissimilarities", definitions 2 and 3). The cost is the sum of `max(0, R)` over the factors.
///
/// U-centring is a projection, so `(A, B)` has the derivative `2 / (n (n - 3)) sum_j sign(x_i - x_j) B_ij` by
/// `x_i`, and `(A, A)` twice that with `A`.
final class DistanceDependence: Sendable {
  private typealias Lanes = SIMD16<Float>

  private let factorCount: Int
  private let capacity: Int
  private let stride: Int
  /// The U-centred distances of every factor, then those of the latent, `[factors + 1, rows, stride]`.
  private let matrices: FloatBuffer
  /// `(B, B)` of every factor, then `R` of every factor.
  private let norms: DoubleBuffer
  /// The column in single precision, padded to whole vectors.
  private let values: FloatBuffer
  private let rowSums: DoubleBuffer

  /// Beyond this number of rows the first ones are used: time and memory grow with its square.
  static let rowLimit = 512

  init(factorCount: Int, rowCount: Int) {
    self.factorCount = factorCount
    capacity = min(rowCount, Self.rowLimit)
    stride = (capacity + Lanes.scalarCount - 1) / Lanes.scalarCount * Lanes.scalarCount
    matrices = FloatBuffer(count: (factorCount + 1) * capacity * stride)
    norms = DoubleBuffer(count: 2 * factorCount)
    values = FloatBuffer(count: stride)
    rowSums = DoubleBuffer(count: capacity)
  }

  /// The rows that are used of a batch.
  func rows(of rowCount: Int) -> Int { min(rowCount, capacity) }

  /// Takes the values of a factor for the evaluations that follow.
  func take(_ column: BatchColumn, asFactor factor: Int) {
    norms.elements[factor] = center(column, into: factor)
  }

  /// The sum over the factors of the positive squared distance correlations of a column.
  ///
  /// - Parameters:
  ///   - column: The latent, of as many rows as the factors.
  ///   - gradient: Receives the derivative by every row; `nil` for none.
  /// - Returns: The sum; 0 for fewer than four rows, whose correlation is not defined.
  func evaluate(_ column: BatchColumn, gradient: BatchColumn?) -> Double {
    gradient?.clear()
    let count = column.rowCount
    guard count > 3 else { return 0 }
    let norm = center(column, into: factorCount)
    guard norm > 0 else { return 0 }
    var sum = 0.0
    for factor in 0..<factorCount {
      let other = norms.elements[factor]
      let correlation =
        other > 0 ? product(factorCount, factor, count) / (norm * other).squareRoot() : 0
      norms.elements[factorCount + factor] = max(0, correlation)
      sum += max(0, correlation)
    }
    if let gradient, sum > 0 { write(gradient, norm: norm) }
    return sum
  }

  /// `dR = d(A, B) / sqrt((A, A) (B, B)) - R / 2 d(A, A) / (A, A)`, summed over the factors with a positive `R`.
  private func write(_ gradient: BatchColumn, norm: Double) {
    let count = gradient.rowCount
    let scale = 2 / (Double(count) * Double(count - 3))
    for factor in 0..<factorCount {
      let correlation = norms.elements[factorCount + factor]
      guard correlation > 0 else { continue }
      let weight = Float(scale / (norm * norms.elements[factor]).squareRoot())
      let own = Float(-scale * correlation / norm)
      for row in 0..<count {
        let (line, ownLine) = (self.line(factor, row), self.line(factorCount, row))
        let value = Lanes(repeating: values.elements[row])
        var sum = Lanes.zero
        for start in Swift.stride(from: 0, to: count, by: Lanes.scalarCount) {
          let difference = value - loadVector(UnsafePointer(values.pointer) + start)
          let term = loadVector(line + start) * weight + loadVector(ownLine + start) * own
          sum += term.replacing(with: 0, where: difference .== 0)
            .replacing(with: -term, where: difference .< 0)
        }
        gradient.start[row] += Double(sum.sum())
      }
    }
  }

  /// Writes the U-centred distances of a column; returns their product with themselves.
  private func center(_ column: BatchColumn, into place: Int) -> Double {
    let count = column.rowCount
    guard count > 3 else { return 0 }
    values.elements.update(repeating: 0)
    for row in 0..<count { values.elements[row] = Float(column.start[row]) }
    var total = 0.0
    for row in 0..<count {
      let value = values.elements[row]
      var sum = Lanes.zero
      for start in Swift.stride(from: 0, to: count, by: Lanes.scalarCount) {
        let distances = distances(from: value, start: start, count: count)
        storeVector(distances, line(place, row) + start)
        sum += distances
      }
      rowSums.elements[row] = Double(sum.sum())
      total += rowSums.elements[row]
    }
    let grand = Float(total / (Double(count - 1) * Double(count - 2)))
    let scale = 1 / Float(count - 2)
    for row in 0..<count {
      let line = line(place, row)
      let own = Float(rowSums.elements[row]) * scale - grand
      for other in 0..<count {
        line[other] -= own + Float(rowSums.elements[other]) * scale
      }
      line[row] = 0
    }
    return product(place, place, count)
  }

  private func distances(from value: Float, start: Int, count: Int) -> Lanes {
    let difference = Lanes(repeating: value) - loadVector(UnsafePointer(values.pointer) + start)
    let distance = difference.replacing(with: -difference, where: difference .< 0)
    guard start + Lanes.scalarCount > count else { return distance }
    var padded = distance
    for lane in count - start..<Lanes.scalarCount { padded[lane] = 0 }
    return padded
  }

  private func product(_ first: Int, _ second: Int, _ count: Int) -> Double {
    var total = 0.0
    for row in 0..<count {
      let (left, right) = (line(first, row), line(second, row))
      var sum = Lanes.zero
      for start in Swift.stride(from: 0, to: count, by: Lanes.scalarCount) {
        sum = sum.addingProduct(loadVector(left + start), loadVector(right + start))
      }
      total += Double(sum.sum())
    }
    return total / (Double(count) * Double(count - 3))
  }

  /// A row of a matrix.
  private func line(_ matrix: Int, _ row: Int) -> UnsafeMutablePointer<Float> {
    matrices.pointer + (matrix * capacity + row) * stride
  }
}
