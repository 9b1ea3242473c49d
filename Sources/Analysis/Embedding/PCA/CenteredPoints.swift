import Tensors

/// Points minus their mean, for products in double precision.
struct CenteredPoints: Sendable {
  let points: Tensor
  let mean: [Double]
  /// The sum of the variances of all coordinates, with *n* - 1 in the denominator.
  let totalVariance: Double
  let team: WorkerTeam
  let isCancelled: @Sendable () -> Bool

  /// The rows whose products are summed together, so that no sum depends on the number of workers.
  private static let chunk = 256

  var rowCount: Int { points.rowCount }
  var columnCount: Int { points.shape[1] }
  private var chunkCount: Int { (rowCount + Self.chunk - 1) / Self.chunk }
  private var freedom: Double { Double(max(rowCount - 1, 1)) }

  init(_ points: Tensor, team: WorkerTeam, isCancelled: @escaping @Sendable () -> Bool) {
    self.points = points
    self.team = team
    self.isCancelled = isCancelled
    let (rows, columns) = (points.rowCount, points.shape[1])
    var mean = [Double](repeating: 0, count: columns)
    var total = 0.0
    points.withUnsafeElements { elements in
      for row in 0..<rows {
        for column in 0..<columns { mean[column] += Double(elements[row * columns + column]) }
      }
      for column in 0..<columns { mean[column] /= Double(rows) }
      for row in 0..<rows {
        for column in 0..<columns {
          let difference = Double(elements[row * columns + column]) - mean[column]
          total += difference * difference
        }
      }
    }
    self.mean = mean
    totalVariance = total / Double(max(rows - 1, 1))
  }

  /// The covariance matrix; `nil` when cancelled.
  func covariance() -> Matrix? {
    let columns = columnCount
    let sums = reduce(count: columns * columns) { row, sums in
      for first in 0..<columns {
        let factor = row[first]
        let line = sums + first * columns
        for second in 0...first { line[second] += factor * row[second] }
      }
    }
    guard let sums else { return nil }
    var matrix = Matrix(rowCount: columns, columnCount: columns, elements: sums)
    for first in 0..<columns {
      for second in 0...first {
        let value = matrix[first, second] / freedom
        matrix[first, second] = value
        matrix[second, first] = value
      }
    }
    return matrix
  }

  /// The leading eigenvectors of the covariance, as rows, and their eigenvalues, from those of the Gram matrix of the
  /// points, for fewer points than dimensions; `nil` when cancelled.
  func componentsOfProducts(count: Int) -> (values: [Double], rows: Matrix)? {
    var centred = Matrix(rowCount: rowCount, columnCount: columnCount)
    points.withUnsafeElements { elements in
      for row in 0..<rowCount {
        for column in 0..<columnCount {
          centred[row, column] = Double(elements[row * columnCount + column]) - mean[column]
        }
      }
    }
    if isCancelled() { return nil }
    let products = centred.timesTransposed(centred)
    if isCancelled() { return nil }
    let decomposition = SymmetricEigendecomposition(products, tolerance: 1e-13)
    let kept = min(count, rowCount)
    let weights = Matrix(
      rowCount: kept, columnCount: rowCount,
      elements: (0..<kept).flatMap { decomposition.vectors.column($0) })
    var rows = weights.times(centred)
    rows.orthonormalizeRows(from: 0)
    rows.makeLargestEntriesPositive()
    return (decomposition.values.prefix(kept).map { $0 / freedom }, rows)
  }

  /// The product of the covariance with the rows of a matrix, `[vectors, columns]`; `nil` when cancelled.
  func covarianceProduct(_ vectors: Matrix) -> Matrix? {
    let (count, columns) = (vectors.rowCount, columnCount)
    let elements = vectors.elements
    let sums = reduce(count: count * columns) { row, sums in
      for vector in 0..<count {
        var score = 0.0
        for column in 0..<columns { score += row[column] * elements[vector * columns + column] }
        let line = sums + vector * columns
        for column in 0..<columns { line[column] += score * row[column] }
      }
    }
    return sums.map { sums in
      Matrix(rowCount: count, columnCount: columns, elements: sums.map { $0 / freedom })
    }
  }

  /// Sums over all centred rows; the order of summation is fixed.
  private func reduce(
    count: Int,
    _ body: @Sendable (_ row: UnsafePointer<Double>, _ sums: UnsafeMutablePointer<Double>) -> Void
  ) -> [Double]? {
    let slots = min(chunkCount, 64)
    guard slots > 0 else { return Array(repeating: 0, count: count) }
    let sums = SharedBuffer<Double>(repeating: 0, count: slots * count)
    let slotCounter = WorkCounter(total: slots)
    let (columns, rows, chunks) = (columnCount, rowCount, chunkCount)
    points.withUnsafeElements { elements in
      let source = SharedAddress(elements.baseAddress)
      team.run { _ in
        guard let source = source.pointer else { return }
        let centered = SharedBuffer<Double>(uninitializedCount: columns)
        while !isCancelled(), let taken = slotCounter.take() {
          let slot = taken.lowerBound
          for chunk in stride(from: slot, to: chunks, by: slots) where !isCancelled() {
            for row in chunk * Self.chunk..<min((chunk + 1) * Self.chunk, rows) {
              for column in 0..<columns {
                centered[column] = Double(source[row * columns + column]) - mean[column]
              }
              body(centered.pointer, sums.pointer + slot * count)
            }
          }
        }
      }
    }
    if isCancelled() { return nil }
    return (0..<count).map { index in
      (0..<slots).reduce(0) { $0 + sums[$1 * count + index] }
    }
  }
}
