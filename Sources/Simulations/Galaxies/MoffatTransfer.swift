import Platform

// A Moffat profile is a Gamma mixture of Gaussians, so with nu = beta - 1 its transform is
//   T(t) = 1 / Gamma(nu) * integral of s^(nu - 1) exp(-s - t^2 / (4 s)) ds over s > 0,
// the integral representation of 2 (t / 2)^nu K_nu(t) / Gamma(nu) with the modified Bessel function K.
// In v = ln s the integrand is smooth and decays on both sides, so the trapezoid rule converges
// geometrically; there is no cancellation, and T(0) = 1 by dividing by the same sum at t = 0.

/// The Fourier transform of a Moffat profile of unit flux as a function of `wavenumber * scale radius`.
struct MoffatTransfer: Sendable {
  /// Nodes per unit of the argument; the error of the cubic around the nearest node is below 1e-8.
  private static let density: Float = 32
  /// Where the table ends; the transform is below 1e-9 of its peak from here on.
  private static let end = 64

  /// Taylor coefficients around every node, in powers of the distance in nodes.
  private let nodes: [SIMD4<Float>]

  init(beta: Double) {
    precondition(PointSpread.betaRange.contains(beta), "MoffatTransfer: beta \(beta)")
    let count = Self.end * Int(Self.density)
    let step = 1 / Double(Self.density)
    let norm = Self.mixture(0, order: beta - 1)
    let values = (0..<count + 2).map { Self.mixture(Double($0) * step, order: beta - 1) / norm }
    nodes = (0..<count).map { Self.expansion(of: values, at: $0) } + [SIMD4.zero]
  }

  /// Calls `body` with the table.
  func withTable(_ body: (Table) -> Void) {
    nodes.withUnsafeBufferPointer { nodes in
      guard let start = nodes.baseAddress else { return }
      body(Table(nodes: start, last: Float(nodes.count - 1)))
    }
  }

  /// A pointer to the table; valid while ``withTable(_:)`` runs.
  struct Table {
    let nodes: UnsafePointer<SIMD4<Float>>
    let last: Float

    /// The transform at sixteen arguments, none negative.
    @inline(__always)
    func callAsFunction(_ arguments: SIMD16<Float>) -> SIMD16<Float> {
      var position = arguments * MoffatTransfer.density
      position.replace(with: last, where: position .> last)
      // Adding 2^23 leaves the nearest integer in the low bits of the mantissa.
      let shifted = position + 0x1p23
      let indices = unsafeBitCast(shifted, to: SIMD16<Int32>.self) & 0x007F_FFFF
      let offset = position - (shifted - 0x1p23)
      var rows = (SIMD16<Float>.zero, SIMD16<Float>.zero, SIMD16<Float>.zero, SIMD16<Float>.zero)
      for lane in 0..<16 {
        let node = nodes[Int(indices[lane])]
        rows.0[lane] = node.x
        rows.1[lane] = node.y
        rows.2[lane] = node.z
        rows.3[lane] = node.w
      }
      let cubic = rows.2.addingProduct(rows.3, offset)
      return rows.0.addingProduct(rows.1.addingProduct(cubic, offset), offset)
    }
  }

  /// The unnormalised mixture integral of the given order, `nu`, at one argument.
  private static func mixture(_ argument: Double, order: Double) -> Double {
    let step = 0.05
    let quarter = argument * argument / 4
    var sum = 0.0
    for index in Int(-40 / (order * step))...Int(6 / step) {
      let logarithm = Double(index) * step
      let scale = exp(logarithm)
      sum += exp(order * logarithm - scale - quarter / scale)
    }
    return sum * step
  }

  /// The cubic around node `index` by central differences; the transform is even in its argument.
  private static func expansion(of values: [Double], at index: Int) -> SIMD4<Float> {
    func value(_ offset: Int) -> Double { values[min(abs(index + offset), values.count - 1)] }
    let first = (value(-2) - 8 * value(-1) + 8 * value(1) - value(2)) / 12
    let second = (-value(-2) + 16 * value(-1) - 30 * value(0) + 16 * value(1) - value(2)) / 24
    let third = (-value(-2) + 2 * value(-1) - 2 * value(1) + value(2)) / 12
    return SIMD4(Float(value(0)), Float(first), Float(second), Float(third))
  }
}
