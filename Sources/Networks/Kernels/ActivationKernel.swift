import Tensors

/// Runs an activation.
struct ActivationKernel: DifferentiableKernel {
  let activation: Activation
  let sampleCount: Int

  init(_ activation: Activation, sampleCount: Int) {
    self.activation = activation
    self.sampleCount = sampleCount
  }

  /// An exponential takes about as long as fifty multiply-adds of a product.
  var sharedWork: Int { 50 * sampleCount }

  func forward(_ pass: LayerPass) { forward(pass, share: .whole) }

  func forward(_ pass: LayerPass, share: WorkShare) {
    let range = share.range(in: pass.rows * sampleCount, grain: Vector.scalarCount)
    let loop = ElementLoop(
      x: pass.input() + range.lowerBound, y: pass.output + range.lowerBound, count: range.count)
    let (alpha, beta) = (activation.alpha, activation.beta)
    switch activation.function {
    case .rectifier: loop.map { $0.replacing(with: $0 * 0, where: $0 .< 0) }
    case .leakyRectifier: loop.map { $0.replacing(with: $0 * alpha, where: $0 .< 0) }
    case .sigmoid: loop.map(VectorMath.sigmoid)
    case .tangent: loop.map(VectorMath.tangent)
    case .softplus: loop.map(VectorMath.softplus)
    case .elu:
      loop.map {
        $0.replacing(with: alpha * VectorMath.exponentialMinusOne($0), where: $0 .< 0)
      }
    case .selu:
      loop.map {
        beta * $0.replacing(with: alpha * VectorMath.exponentialMinusOne($0), where: $0 .< 0)
      }
    case .celu:
      loop.map {
        $0.replacing(with: alpha * VectorMath.exponentialMinusOne($0 / alpha), where: $0 .< 0)
      }
    case .gelu: loop.map { $0 * VectorMath.normalDistribution($0) }
    case .geluTangent: loop.map { $0 * VectorMath.fullSigmoid(Self.geluArgument($0)) }
    case .swish: loop.map { $0 * VectorMath.fullSigmoid(alpha * $0) }
    case .mish: loop.map { $0 * Self.mishFactor($0) }
    case .softsign: loop.map { $0 / (1 + Self.magnitude($0)) }
    case .hardSigmoid: loop.map { Self.clamp(alpha * $0 + beta, 0, 1) }
    case .hardSwish: loop.map { $0 * Self.clamp($0 / 6 + 0.5, 0, 1) }
    case .clip: loop.map { Self.clamp($0, alpha, beta) }
    case .threshold: loop.map { $0.replacing(with: 0, where: $0 .<= alpha) }
    case .softShrink: loop.map { $0 - Self.clamp($0, -alpha, alpha) }
    case .hardShrink: loop.map { $0.replacing(with: 0, where: Self.magnitude($0) .<= alpha) }
    case .exponential: loop.map(VectorMath.fullExponential)
    case .logarithm: loop.map(VectorMath.fullLogarithm)
    case .squareRoot: loop.map { $0.squareRoot() }
    case .magnitude: loop.map(Self.magnitude)
    case .negation: loop.map { -$0 }
    case .reciprocal: loop.map { 1 / $0 }
    case .sine: loop.map(VectorMath.sine)
    case .cosine: loop.map(VectorMath.cosine)
    case .errorFunction: loop.map(VectorMath.errorFunction)
    case .floor: loop.map { $0.rounded(.down) }
    case .ceiling: loop.map { $0.rounded(.up) }
    case .round: loop.map { $0.rounded(.toNearestOrEven) }
    case .sign: loop.map(Self.sign)
    }
  }
  /// Twice the argument of the hyperbolic tangent in the approximation of GELU.
  @inline(__always)
  static func geluArgument(_ x: Vector) -> Vector { 1.595_769_1 * x * (1 + 0.044_715 * x * x) }

  /// `tanh(ln(1 + exp(x)))`.
  @inline(__always)
  static func mishFactor(_ x: Vector) -> Vector {
    let growth = VectorMath.fullExponential(x.replacing(with: 30, where: x .> 30))
    let square = growth * (growth + 2)
    return square / (square + 2)
  }

  @inline(__always)
  static func magnitude(_ x: Vector) -> Vector { x.replacing(with: -x, where: x .< 0) }

  @inline(__always)
  static func sign(_ x: Vector) -> Vector {
    x.replacing(with: 1, where: x .> 0).replacing(with: -1, where: x .< 0)
  }

  @inline(__always)
  static func clamp(_ x: Vector, _ lower: Float, _ upper: Float) -> Vector {
    let raised = x.replacing(with: Vector(repeating: lower), where: x .< lower)
    return raised.replacing(with: Vector(repeating: upper), where: raised .> upper)
  }
}

/// The elements that an activation reads and writes.
///
/// Whole vectors only: values are padded to one, and what is computed in the padding is never read.
struct ElementLoop {
  let x: UnsafePointer<Float>
  let y: UnsafeMutablePointer<Float>
  let count: Int

  /// Computes every element of the output.
  @inline(__always)
  func map(_ body: (Vector) -> Vector) {
    for index in stride(from: 0, to: count, by: Vector.scalarCount) {
      storeVector(body(loadVector(x + index)), y + index)
    }
  }
}
