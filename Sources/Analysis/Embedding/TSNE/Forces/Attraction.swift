import Tensors

/// The exact attraction between neighbours: a row of pairs at a time, sixteen pairs at once.
enum Attraction {
  /// The sum over j of p_ij w_ij (y_i - y_j) for one row.
  @inline(__always)
  static func force(
    of row: Int, _ affinities: Affinities, _ positions: UnsafePointer<Float>
  ) -> SIMD2<Float> {
    let own = UnsafeRawPointer(positions).loadUnaligned(
      fromByteOffset: 8 * row, as: SIMD2<Float>.self)
    var (x, y) = (Vector.zero, Vector.zero)
    var pair = affinities.rowStarts[row]
    let end = affinities.rowStarts[row + 1]
    let (columns, values) = (affinities.columns.pointer, affinities.values.pointer)
    while pair < end {
      let others = gather(positions, columns + pair)
      let (dx, dy) = (own.x - others.x, own.y - others.y)
      let square = Vector(repeating: 1).addingProduct(dx, dx).addingProduct(dy, dy)
      let pull = loadVector(values + pair) / square
      x = x.addingProduct(pull, dx)
      y = y.addingProduct(pull, dy)
      pair &+= Affinities.rowMultiple
    }
    return SIMD2(x.sum(), y.sum())
  }

  /// The sum over j of p_ij ln(1 + |y_i - y_j|^2) for one row.
  static func dispersion(
    of row: Int, _ affinities: Affinities, _ positions: UnsafePointer<Float>
  ) -> Double {
    let own = UnsafeRawPointer(positions).loadUnaligned(
      fromByteOffset: 8 * row, as: SIMD2<Float>.self)
    var sum = Vector.zero
    for pair in stride(
      from: affinities.rowStarts[row], to: affinities.rowStarts[row + 1],
      by: Affinities.rowMultiple)
    {
      let others = gather(positions, affinities.columns.pointer + pair)
      let (dx, dy) = (own.x - others.x, own.y - others.y)
      let square = Vector(repeating: 1).addingProduct(dx, dx).addingProduct(dy, dy)
      sum = sum.addingProduct(
        loadVector(affinities.values.pointer + pair), VectorMath.logarithm(square))
    }
    return SIMD16<Double>(sum).sum()
  }

  /// Gathers sixteen points, one load of both coordinates each.
  @inline(__always)
  private static func gather(
    _ positions: UnsafePointer<Float>, _ columns: UnsafePointer<Int32>
  ) -> (x: Vector, y: Vector) {
    let points = UnsafeRawPointer(positions)
    func load(_ lane: Int) -> UInt64 {
      points.loadUnaligned(fromByteOffset: 8 &* Int(columns[lane]), as: UInt64.self)
    }
    let first = SIMD8<UInt64>(
      load(0), load(1), load(2), load(3), load(4), load(5), load(6), load(7))
    let second = SIMD8<UInt64>(
      load(8), load(9), load(10), load(11), load(12), load(13), load(14), load(15))
    let low = unsafeBitCast(first, to: Vector.self)
    let high = unsafeBitCast(second, to: Vector.self)
    return (
      Vector(lowHalf: low.evenHalf, highHalf: high.evenHalf),
      Vector(lowHalf: low.oddHalf, highHalf: high.oddHalf)
    )
  }
}
