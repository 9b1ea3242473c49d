import Tensors

extension NeighborBlock {
  /// Compares up to four queries with the points of a leaf.
  func compare(_ leaf: Int, _ chosen: (Int, Int, Int, Int), _ chosenCount: Int) {
    let panel = tree.panels.pointer + leaf * dimensions * Self.size
    let norms = tree.halfNorms.pointer + leaf * Self.size
    let local = local.pointer
    let (left, right) = (loadVector(norms), loadVector(norms + 16))
    var a = (left, right)
    var b = (left, right)
    var c = (left, right)
    var d = (left, right)
    for dimension in 0..<dimensions {
      let row = local + dimension &* Self.size
      let points = panel + dimension &* Self.size
      let (near, far) = (loadVector(points), loadVector(points + 16))
      let (qa, qb) = (Vector(repeating: row[chosen.0]), Vector(repeating: row[chosen.1]))
      let (qc, qd) = (Vector(repeating: row[chosen.2]), Vector(repeating: row[chosen.3]))
      a = (a.0.addingProduct(near, qa), a.1.addingProduct(far, qa))
      b = (b.0.addingProduct(near, qb), b.1.addingProduct(far, qb))
      c = (c.0.addingProduct(near, qc), c.1.addingProduct(far, qc))
      d = (d.0.addingProduct(near, qd), d.1.addingProduct(far, qd))
    }
    accept(leaf, chosen.0, a)
    if chosenCount > 1 { accept(leaf, chosen.1, b) }
    if chosenCount > 2 { accept(leaf, chosen.2, c) }
    if chosenCount > 3 { accept(leaf, chosen.3, d) }
  }

  /// Measures the candidates whose scores, |b|^2/2 - a.b, lie within the bound plus the largest rounding error.
  @inline(__always)
  private func accept(_ leaf: Int, _ query: Int, _ scores: (Vector, Vector)) {
    let norm = localNorms.pointer[query]
    let reach = norm.squareRoot() + tree.bounds.radii[leaf]
    let slack = Float(dimensions + 8) * 0x1p-22 * reach * reach
    let threshold = (bounds.pointer[query] - norm) / 2 + slack
    let first = (scores.0 - threshold).signBytes
    let second = (scores.1 - threshold).signBytes
    guard (first.x | first.y | second.x | second.y) != 0 else { return }
    examine(first.x, leaf, 0, query)
    examine(first.y, leaf, 8, query)
    examine(second.x, leaf, 16, query)
    examine(second.y, leaf, 24, query)
  }

  private func examine(_ signs: UInt64, _ leaf: Int, _ lane: Int, _ query: Int) {
    var signs = signs
    while signs != 0 {
      let position = leaf * Self.size + lane + signs.trailingZeroBitCount / 8
      signs &= signs &- 1
      guard position < tree.pointCount else { return }
      let index = tree.order[position]
      if isExcluding && index == names[query] { continue }
      let candidate = NeighborCandidate(
        squaredDistance: squaredDistance(query, position), index: index)
      if lists.pointer[query].insert(candidate) {
        let worst = lists[query].worst.squaredDistance
        bounds.pointer[query] = worst == 0 ? 0 : Float(worst).nextUp
      }
    }
  }

  private func squaredDistance(_ query: Int, _ position: Int) -> Double {
    let point = UnsafeRawPointer(tree.rows.pointer + position * tree.rowStride)
    let row = UnsafeRawPointer(rows + query * tree.rowStride)
    var sum = SIMD8<Double>.zero
    for start in Swift.stride(from: 0, to: tree.rowStride * 4, by: 32) {
      let left = point.loadUnaligned(fromByteOffset: start, as: SIMD8<Float>.self)
      let right = row.loadUnaligned(fromByteOffset: start, as: SIMD8<Float>.self)
      let difference = SIMD8<Double>(left) - SIMD8<Double>(right)
      sum = sum.addingProduct(difference, difference)
    }
    return sum.sum()
  }
}

extension Vector {
  /// The sign bits of the elements, the top one of a byte each.
  @inline(__always)
  fileprivate var signBytes: SIMD2<UInt64> {
    let bytes = SIMD16<Int8>(truncatingIfNeeded: unsafeBitCast(self, to: SIMD16<Int32>.self) &>> 24)
    return unsafeBitCast(bytes, to: SIMD2<UInt64>.self) & SIMD2(repeating: 0x8080_8080_8080_8080)
  }
}
