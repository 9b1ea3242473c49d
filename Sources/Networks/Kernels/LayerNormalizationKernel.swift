import Tensors

/// Normalizes blocks of neighbouring elements.
struct LayerNormalizationKernel: DifferentiableKernel {
  private let blocks: Int
  private let count: Int
  private let epsilon: Double

  init(blocks: Int, count: Int, epsilon: Float) {
    self.blocks = blocks
    self.count = count
    self.epsilon = Double(epsilon)
  }

  /// The addends are stored behind the factors, at the next multiple of a vector.
  private var shiftOffset: Int { wholeVectors(count) }

  var sharedWork: Int { 4 * blocks * count }

  func forward(_ pass: LayerPass) { forward(pass, share: .whole) }

  func forward(_ pass: LayerPass, share: WorkShare) {
    let (scale, shift) = (pass.parameters, pass.parameters + shiftOffset)
    for block in share.range(in: pass.rows * blocks) {
      let x = pass.input() + block * count
      let (mean, inverse) = moments(x)
      storeVectors(count, to: pass.output + block * count) {
        let normalized = (loadVector(x + $0) - mean) * inverse
        return loadVector(shift + $0).addingProduct(loadVector(scale + $0), normalized)
      }
    }
  }

  /// The mean, and the inverse of the standard deviation.
  private func moments(_ x: UnsafePointer<Float>) -> (mean: Float, inverse: Float) {
    let mean = Float(sum(count) { loadVector(x + $0) } / Double(count))
    let squares = sum(count) {
      let deviation = loadVector(x + $0) - mean
      return deviation * deviation
    }
    return (mean, Float(1 / (squares / Double(count) + epsilon).squareRoot()))
  }

  func backward(_ pass: LayerPass) {
    let (scale, shift) = (pass.parameterGradient, pass.parameterGradient + shiftOffset)
    scale.update(repeating: 0, count: count)
    shift.update(repeating: 0, count: count)
    for block in 0..<pass.rows * blocks {
      let (x, g) = (pass.input() + block * count, pass.outputGradient + block * count)
      let (mean, inverse) = moments(x)
      for index in 0..<count {
        scale[index] += g[index] * (x[index] - mean) * inverse
        shift[index] += g[index]
      }
      guard let target = pass.inputGradient() else { continue }
      backpropagate(
        x, g, scale: pass.parameters, mean, inverse, into: target + block * count)
    }
  }

  private func backpropagate(
    _ x: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>, scale: UnsafePointer<Float>,
    _ mean: Float, _ inverse: Float, into target: UnsafeMutablePointer<Float>
  ) {
    let (total, product) = (
      Float(sum(count) { loadVector(gradient + $0) * loadVector(scale + $0) } / Double(count)),
      Float(
        sum(count) {
          let normalized = (loadVector(x + $0) - mean) * inverse
          return loadVector(gradient + $0) * loadVector(scale + $0) * normalized
        } / Double(count))
    )
    for index in 0..<count {
      let normalized = (x[index] - mean) * inverse
      target[index] = inverse * (gradient[index] * scale[index] - total - normalized * product)
    }
  }
}
