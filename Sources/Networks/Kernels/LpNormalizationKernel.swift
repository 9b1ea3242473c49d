import Tensors

/// Divides elements along an axis by their norm.
struct LpNormalizationKernel: AlongAxisKernel {
  let view: AxisView
  private let order: Int
  private let epsilon: Float

  init(_ view: AxisView, order: Int, epsilon: Float) {
    self.view = view
    self.order = order
    self.epsilon = epsilon
  }

  var sharedWork: Int { 4 * view.elements }

  /// One row of neighbouring elements.
  func row(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
    let total = sum(view.count) { term(loadVector(x + $0)) }
    let divisor = divisor(order == 1 ? total : total.squareRoot())
    storeVectors(view.count, to: y) { loadVector(x + $0) / divisor }
  }

  /// Up to sixteen neighbouring columns.
  func columns(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, width: Int) {
    let totals = sums(view.count) { term(loadVector(x + $0 * view.inner)) }
    var divisors = Vector(repeating: 1)
    for lane in 0..<width {
      divisors[lane] = divisor(order == 1 ? totals[lane] : totals[lane].squareRoot())
    }
    for index in 0..<view.count {
      let place = index * view.inner
      storeSpilling(loadVector(x + place) / divisors, y + place, remaining: width)
    }
  }

  /// What is added up for the norm.
  @inline(__always)
  private func term(_ x: Vector) -> Vector { order == 1 ? ActivationKernel.magnitude(x) : x * x }

  private func norm(_ x: UnsafePointer<Float>) -> Double {
    var sum = 0.0
    for place in stride(from: 0, to: view.block, by: view.inner) {
      let value = Double(x[place])
      sum += order == 1 ? value.magnitude : value * value
    }
    return order == 1 ? sum : sum.squareRoot()
  }

  /// What elements of a norm are divided by.
  private func divisor(_ norm: Double) -> Float {
    let divisor = Float(norm)
    return divisor == 0 && epsilon <= 0 ? 1 : max(divisor, epsilon)
  }

  func backward(_ pass: LayerPass) {
    guard let target = pass.inputGradient() else { return }
    for block in 0..<pass.rows * view.outer {
      for column in 0..<view.inner {
        let start = block * view.block + column
        backpropagate(
          pass.input() + start, pass.output + start, pass.outputGradient + start,
          into: target + start)
      }
    }
  }

  /// `(g - u (g . y)) / norm`, where `u` is the derivative of the norm; below `epsilon` the divisor is constant.
  private func backpropagate(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>,
    into target: UnsafeMutablePointer<Float>
  ) {
    let norm = Float(norm(x))
    let divisor = divisor(Double(norm))
    let places = stride(from: 0, to: view.block, by: view.inner)
    var product: Float = 0
    if norm >= epsilon { for place in places { product += gradient[place] * y[place] } }
    for place in places {
      let slope = order == 2 ? y[place] : x[place] < 0 ? -1 : x[place] > 0 ? 1 : 0
      target[place] = (gradient[place] - slope * product) / divisor
    }
  }
}
