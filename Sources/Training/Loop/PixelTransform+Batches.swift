import Datasets
import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension PixelTransform {
  /// Turns the elements of a batch into network inputs and targets.
  ///
  /// The same map as `networkInput` and `target` element by element, to a few units in the last place,
  /// but by vectors: it runs on every sample of every epoch.
  ///
  /// - Parameters:
  ///   - elements: The samples; replaced by what the encoder reads.
  ///   - targets: Receives what the likelihood compares with.
  ///   - count: The number of elements.
  func prepareBatch(
    _ elements: UnsafeMutablePointer<Float>, targets: UnsafeMutablePointer<Float>, count: Int
  ) {
    switch mode {
    case .identity:
      targets.update(from: elements, count: count)
    case .paper:
      let scale = 1 / (maximum - minimum)
      for index in 0..<count { elements[index] = (elements[index] - minimum) * scale }
      targets.update(from: elements, count: count)
    case .asinh:
      compress(elements, count: count)
      targets.update(from: elements, count: count)
    case .poisson:
      targets.update(from: elements, count: count)
      compress(elements, count: count)
    }
  }

  /// `asinh(x / softening) / asinh(maximum / softening)` in place; the last elements, which fill no
  /// vector, go through libm.
  private func compress(_ elements: UnsafeMutablePointer<Float>, count: Int) {
    let inverse = Vector(repeating: 1 / softening)
    let scale = Vector(repeating: 1 / asinhf(maximum / softening))
    let whole = count - count % Vector.scalarCount
    for index in stride(from: 0, to: whole, by: Vector.scalarCount) {
      let x = loadVector(elements + index) * inverse
      let magnitude = x.replacing(with: -x, where: x .< 0)
      let root = Vector(repeating: 1).addingProduct(magnitude, magnitude).squareRoot()
      let value = VectorMath.logarithm(magnitude + root) * scale
      storeVector(value.replacing(with: -value, where: x .< 0), elements + index)
    }
    for index in whole..<count { elements[index] = networkInput(elements[index]) }
  }
}
