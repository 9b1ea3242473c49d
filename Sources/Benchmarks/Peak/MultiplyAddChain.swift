import Tensors

/// Fused multiply-adds that depend only on each other.
///
/// Eight chains hide the latency of processors that issue two multiply-adds per cycle with a latency of
/// four cycles. A chain needs no other register than its own, so that they fit without AVX-512 too.
enum MultiplyAddChain {
  /// The floating-point operations of one iteration.
  static let operationsPerIteration = 8 * 2 * Vector.scalarCount

  /// Runs all chains and returns their sum, so that the compiler removes none of them.
  ///
  /// - Parameters:
  ///   - iterations: The length of the chains.
  ///   - start: A small number; `x - x * x` takes it towards zero, slowly enough to stay normal.
  /// - Returns: A number without meaning.
  @inline(never)
  static func run(iterations: Int, from start: Float) -> Float {
    let lanes = Vector((0..<Vector.scalarCount).map { -start / Float($0 + 1) })
    var (a, b, c, d) = (lanes, lanes * 0.9, lanes * 0.8, lanes * 0.7)
    var (e, f, g, h) = (lanes * 0.6, lanes * 0.5, lanes * 0.4, lanes * 0.3)
    for _ in 0..<iterations {
      a.addProduct(a, a)
      b.addProduct(b, b)
      c.addProduct(c, c)
      d.addProduct(d, d)
      e.addProduct(e, e)
      f.addProduct(f, f)
      g.addProduct(g, g)
      h.addProduct(h, h)
    }
    return ((a + b) + (c + d) + ((e + f) + (g + h))).sum()
  }
}
