import Tensors

extension ActivationKernel {
  /// Multiplies the output's gradient by the derivative, which is computed from the input and the output.
  func backward(_ pass: LayerPass) {
    guard let target = pass.inputGradient() else { return }
    let loop = DerivativeLoop(
      x: pass.input(), y: UnsafePointer(pass.output), gradient: UnsafePointer(pass.outputGradient),
      target: target, count: pass.rows * sampleCount)
    let (alpha, beta) = (activation.alpha, activation.beta)
    switch activation.function {
    case .rectifier: loop.map { x, _, g in g.replacing(with: g * 0, where: x .<= 0) }
    case .leakyRectifier: loop.map { x, _, g in g.replacing(with: g * alpha, where: x .<= 0) }
    case .sigmoid: loop.map { _, y, g in g * y * (1 - y) }
    case .tangent: loop.map { _, y, g in g * (1 - y * y) }
    // d softplus / dx is the logistic function of x, which is 1 - exp(-softplus(x)).
    case .softplus: loop.map { _, y, g in g * (1 - VectorMath.exponential(-y)) }
    case .elu: loop.map { x, y, g in g.replacing(with: g * (y + alpha), where: x .< 0) }
    case .selu:
      loop.map { x, y, g in (g * beta).replacing(with: g * (y + alpha * beta), where: x .< 0) }
    case .celu:
      loop.map { x, _, g in
        g.replacing(with: g * VectorMath.exponential(x / alpha), where: x .< 0)
      }
    case .gelu:
      loop.map { x, _, g in
        let density = 0.398_942_28 * VectorMath.exponential(-0.5 * x * x)
        return g * (VectorMath.normalDistribution(x) + x * density)
      }
    case .geluTangent:
      loop.map { x, _, g in
        let share = VectorMath.fullSigmoid(Self.geluArgument(x))
        let slope = 1.595_769_1 * (1 + 0.134_145 * x * x)
        return g * share * (1 + x * (1 - share) * slope)
      }
    case .swish:
      loop.map { x, _, g in
        let share = VectorMath.fullSigmoid(alpha * x)
        return g * share * (1 + alpha * x * (1 - share))
      }
    case .mish:
      loop.map { x, _, g in
        let factor = Self.mishFactor(x)
        return g * (factor + x * (1 - factor * factor) * VectorMath.sigmoid(x))
      }
    case .softsign:
      loop.map { x, _, g in
        let divisor = 1 + Self.magnitude(x)
        return g / (divisor * divisor)
      }
    case .hardSigmoid:
      loop.map { _, y, g in (g * alpha).replacing(with: 0, where: y .<= 0 .| y .>= 1) }
    case .hardSwish:
      loop.map { x, _, g in
        let inner = g.replacing(with: g * (x / 3 + 0.5), where: x .< 3)
        return inner.replacing(with: 0, where: x .<= -3)
      }
    case .clip: loop.map { x, _, g in g.replacing(with: 0, where: x .< alpha .| x .> beta) }
    case .threshold: loop.map { x, _, g in g.replacing(with: 0, where: x .<= alpha) }
    case .softShrink, .hardShrink:
      loop.map { x, _, g in g.replacing(with: 0, where: Self.magnitude(x) .<= alpha) }
    case .exponential: loop.map { _, y, g in g * y }
    case .logarithm: loop.map { x, _, g in g / x }
    case .squareRoot: loop.map { _, y, g in 0.5 * g / y }
    case .magnitude: loop.map { x, _, g in g * Self.sign(x) }
    case .negation: loop.map { _, _, g in -g }
    case .reciprocal: loop.map { _, y, g in -g * y * y }
    case .sine: loop.map { x, _, g in g * VectorMath.cosine(x) }
    case .cosine: loop.map { x, _, g in -g * VectorMath.sine(x) }
    case .errorFunction:
      loop.map { x, _, g in 1.128_379_2 * g * VectorMath.exponential(-x * x) }
    case .floor, .ceiling, .round, .sign: loop.map { _, _, _ in Vector.zero }
    }
  }
}

/// What the gradient of an activation is computed from, and where it goes, in whole vectors.
private struct DerivativeLoop {
  let x: UnsafePointer<Float>
  let y: UnsafePointer<Float>
  let gradient: UnsafePointer<Float>
  let target: UnsafeMutablePointer<Float>
  let count: Int

  @inline(__always)
  func map(_ body: (Vector, Vector, Vector) -> Vector) {
    for index in stride(from: 0, to: count, by: Vector.scalarCount) {
      let result = body(
        loadVector(x + index), loadVector(y + index), loadVector(gradient + index))
      storeVector(result, target + index)
    }
  }
}
