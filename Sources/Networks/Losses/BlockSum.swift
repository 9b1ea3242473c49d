import Tensors

/// Applies an elementwise loss to a block, vector by vector, and sums it.
///
/// Partial sums are in Float over at most 64 vectors and then in Double, so that the sum over a batch of
/// images keeps the precision of its terms.
@inline(__always)
func blockSum(
  _ target: UnsafePointer<Float>, _ output: UnsafePointer<Float>,
  _ gradient: UnsafeMutablePointer<Float>, count: Int,
  _ body: (_ target: Vector, _ output: Vector) -> (loss: Vector, derivative: Vector)
) -> Double {
  let width = Vector.scalarCount
  let whole = count / width * width
  var total = 0.0
  var sum = Vector.zero
  for index in stride(from: 0, to: whole, by: width) {
    let (loss, derivative) = body(loadVector(target + index), loadVector(output + index))
    storeVector(derivative, gradient + index)
    sum += loss
    if index & (64 * width - 1) == 0 {
      total += Double(sum.sum())
      sum = .zero
    }
  }
  total += Double(sum.sum())
  if whole < count {
    let (loss, derivative) = body(loadVector(target + whole), loadVector(output + whole))
    storeVector(derivative, gradient + whole)
    for lane in 0..<count - whole { total += Double(loss[lane]) }
  }
  return total
}
