import Tensors

/// The leading eigenvectors of a covariance matrix that is too large to store.
///
/// Musco, Musco, "Randomized block Krylov methods for stronger and faster approximate singular value decomposition",
/// 2015: random vectors and their products with powers of the covariance span a space in which the projected
/// covariance is a small matrix. Blocks are added until the vectors wanted are eigenvectors to ``tolerance``; where
/// eigenvalues lie close to each other, as in noise, that takes many.
struct BlockKrylov {
  let seed: UInt64

  /// The vectors of a block beyond those wanted.
  private static let oversampling = 10
  /// The largest residual, the product with the covariance minus the eigenvalue times the vector, in units of the
  /// eigenvalue.
  static let tolerance = 1e-5
  /// The most vectors, and the most elements of them together.
  private static let vectorLimit = 400
  private static let elementLimit = 1 << 25

  /// Finds the leading eigenvectors, as rows, and their eigenvalues; `nil` when cancelled.
  func components(of points: CenteredPoints, count: Int) -> (values: [Double], rows: Matrix)? {
    let (columns, rank) = (points.columnCount, min(points.columnCount, points.rowCount))
    let width = min(count + Self.oversampling, rank)
    let most = max(2 * width, min(Self.vectorLimit, Self.elementLimit / columns))
    var block = Matrix(rowCount: width, columnCount: columns)
    for vector in 0..<width {
      var random = CounterRandom(seed: seed, stream: .embedding, step: -1, row: vector)
      for column in 0..<columns { block[vector, column] = random.nextGaussian() }
    }
    var basis = Matrix(rowCount: 0, columnCount: columns)
    var products = basis
    var next = 4 * width
    while true {
      let known = basis.rowCount
      basis.append(block)
      basis.orthonormalizeRows(from: known)
      block = basis.rows(known..<basis.rowCount)
      guard let product = points.covarianceProduct(block) else { return nil }
      products.append(product)
      block = product
      // Vectors beyond the rank depend linearly on those before, and become zero.
      let isLast = basis.rowCount >= rank || basis.rowCount + width > most
      guard isLast || basis.rowCount >= next else { continue }
      next *= 2
      let found = Self.eigenvectors(in: basis, products: products, count: count)
      if isLast || found.residual <= Self.tolerance { return (found.values, found.rows) }
    }
  }

  /// The eigenvectors within a space, and the largest residual of the requested ones in the whole space.
  private static func eigenvectors(
    in basis: Matrix, products: Matrix, count: Int
  ) -> (values: [Double], rows: Matrix, residual: Double) {
    let small = SymmetricEigendecomposition(basis.timesTransposed(products), tolerance: 1e-13)
    let kept = min(count, basis.rowCount)
    let weights = Matrix(
      rowCount: kept, columnCount: basis.rowCount,
      elements: (0..<kept).flatMap { small.vectors.column($0) })
    var rows = weights.times(basis)
    let images = weights.times(products)
    let residual = (0..<kept).map { vector -> Double in
      let value = small.values[vector]
      let square = zip(images.row(vector), rows.row(vector)).reduce(0) { sum, pair in
        let rest = pair.0 - value * pair.1
        return sum + rest * rest
      }
      return value > 0 ? square.squareRoot() / value : 0
    }.max()
    rows.makeLargestEntriesPositive()
    return (Array(small.values.prefix(kept)), rows, residual ?? 0)
  }
}
