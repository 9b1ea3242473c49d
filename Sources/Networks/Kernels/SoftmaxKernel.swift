import Platform
import Tensors

/// Runs a softmax: along the last axis vector by vector, along any other for sixteen neighbours at once.
struct SoftmaxKernel: AlongAxisKernel {
  let view: AxisView
  private let isLogarithmic: Bool

  init(_ view: AxisView, isLogarithmic: Bool) {
    self.view = view
    self.isLogarithmic = isLogarithmic
  }

  var sharedWork: Int { 60 * view.elements }

  /// One row of neighbouring elements.
  func row(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
    let count = view.count
    var largest = Vector(repeating: -.infinity)
    for index in stride(from: 0, to: count, by: Vector.scalarCount) {
      let values = masked(loadVector(x + index), count: count - index, with: -.infinity)
      largest.replace(with: values, where: values .> largest)
    }
    let highest = Vector(repeating: largest.max())
    var sums = Vector.zero
    for index in stride(from: 0, to: count, by: Vector.scalarCount) {
      let growth = VectorMath.exponential(loadVector(x + index) - highest)
      sums += masked(growth, count: count - index, with: 0)
    }
    let sum = sums.sum()
    if isLogarithmic {
      let logarithm = highest + Vector(repeating: log(sum))
      storeVectors(count, to: y) { loadVector(x + $0) - logarithm }
    } else {
      let factor = Vector(repeating: 1 / sum)
      storeVectors(count, to: y) {
        VectorMath.exponential(loadVector(x + $0) - highest) * factor
      }
    }
  }

  /// Up to sixteen neighbouring columns.
  func columns(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, width: Int) {
    let (count, step) = (view.count, view.inner)
    var largest = loadVector(x)
    for index in 1..<max(1, count) {
      let values = loadVector(x + index * step)
      largest.replace(with: values, where: values .> largest)
    }
    var sum = Vector.zero
    for index in 0..<count { sum += VectorMath.exponential(loadVector(x + index * step) - largest) }
    let factor = isLogarithmic ? largest + VectorMath.fullLogarithm(sum) : 1 / sum
    for index in 0..<count {
      let values = loadVector(x + index * step)
      let result =
        isLogarithmic ? values - factor : VectorMath.exponential(values - largest) * factor
      store(result, y + index * step, width)
    }
  }

  @inline(__always)
  private func store(_ vector: Vector, _ target: UnsafeMutablePointer<Float>, _ width: Int) {
    if width == Vector.scalarCount {
      storeVector(vector, target)
    } else {
      storeVector(vector, target, count: width)
    }
  }

  func backward(_ pass: LayerPass) {
    guard let target = pass.inputGradient() else { return }
    for block in 0..<pass.rows * view.outer {
      for column in 0..<view.inner {
        let start = block * view.block + column
        backpropagate(
          pass.output + start, pass.outputGradient + start, into: target + start)
      }
    }
  }

  private func backpropagate(
    _ y: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>,
    into target: UnsafeMutablePointer<Float>
  ) {
    let places = stride(from: 0, to: view.block, by: view.inner)
    var sum: Float = 0
    for place in places { sum += isLogarithmic ? gradient[place] : gradient[place] * y[place] }
    for place in places {
      target[place] =
        isLogarithmic
        ? gradient[place] - exp(y[place]) * sum : y[place] * (gradient[place] - sum)
    }
  }
}
