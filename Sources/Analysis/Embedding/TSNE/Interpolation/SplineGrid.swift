import Platform

/// The grid over a map, and the weights of a point on its nodes.
///
/// A point's unit charge is spread onto 4 x 4 nodes by cubic B-splines. Together with the division in
/// ``KernelSpectrum`` this interpolates the kernel between any two points by cubic splines: with the node
/// spacing of three nodes per unit box, an error nine times smaller than that of quadratic polynomials in
/// each box (measured for 1200 points over 80 and 140 units: 0.3-0.5% against 3-5% of the force).
struct SplineGrid: Equatable {
  /// The distance between nodes.
  let spacing: Float
  /// The length of the transforms: at least twice the nodes and a margin.
  let length: Int
  /// The nodes per axis that points can contribute to.
  let nodeCount: Int
  /// The smallest coordinates.
  let origin: SIMD2<Float>

  /// The spacing is never wider than this, the kernel's width being 1.
  private static let widestSpacing = 1.0 / 3
  /// A map has at least this many nodes, however small it is.
  private static let fewestNodes = 60.0
  /// Nodes left empty at the periodic boundary, where a periodic kernel is not smooth: the error that
  /// the division by the splines spreads from there decreases to a quarter with every node.
  private static let margin = 10
  /// Beyond this length the spacing of the nodes increases instead.
  private static let lengthLimit = 4096

  /// The number of columns in memory, whole pairs of vectors.
  var columnCount: Int { (nodeCount + 31) / 32 * 32 }

  /// Lays a grid under a map.
  ///
  /// Spacings and lengths are from fixed lists, so that a kernel can be reused for many iterations.
  init(low: SIMD2<Float>, high: SIMD2<Float>) {
    let extent = max(Double((high - low).max()), 1e-30)
    var spacing = Self.widestSpacing
    let finest = extent / Self.fewestNodes
    if finest < spacing { spacing *= exp2(-((2 * log2(spacing / finest)).rounded(.up)) / 2) }
    let mostNodes = Double(Self.lengthLimit / 2 - Self.margin - 4)
    if extent / spacing > mostNodes {
      spacing *= exp2((4 * log2(extent / spacing / mostNodes)).rounded(.up) / 4)
    }
    nodeCount = Int(extent / spacing) + 5
    self.spacing = Float(spacing)
    // A sixteenth more than needed, so that a growing map does not change its kernel in every iteration.
    let needed = 2 * (nodeCount + Self.margin)
    length = FourierPlan.length(atLeast: (needed + needed / 16 + 31) / 32 * 32)
    origin = low
  }

  /// A point's first node per axis and the weights of four nodes from there.
  @inline(__always)
  func weights(_ point: SIMD2<Float>) -> (column: Int, row: Int, x: SIMD4<Float>, y: SIMD4<Float>) {
    let place = (point - origin) / spacing
    let node = place.rounded(.down)
    let fraction = place - node
    return (Int(node.x), Int(node.y), Self.spline(fraction.x), Self.spline(fraction.y))
  }

  @inline(__always)
  private static func spline(_ t: Float) -> SIMD4<Float> {
    var weights = SIMD4<Float>(-1, 3, -3, 1) / 6
    weights = (SIMD4<Float>(3, -6, 3, 0) / 6).addingProduct(weights, SIMD4(repeating: t))
    weights = (SIMD4<Float>(-3, 0, 3, 0) / 6).addingProduct(weights, SIMD4(repeating: t))
    return (SIMD4<Float>(1, 4, 1, 0) / 6).addingProduct(weights, SIMD4(repeating: t))
  }
}
