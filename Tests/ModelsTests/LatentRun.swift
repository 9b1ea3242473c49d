import Models
import Tensors

extension LatentCodes {
  /// The log variances; NaN where there are none, so that whatever they are compared with differs.
  var logVariances: Tensor { logVariance ?? Tensor(repeating: .nan, shape: mean.shape) }
}

/// Runs a latent family on heads and noise in arrays.
struct LatentRun {
  private let heads: FloatBuffer
  private let noise: FloatBuffer
  private let centers: FloatBuffer?
  private let latents: Int

  init(_ heads: [Float], noise: [Float] = [], latents: Int, centers: [Float]? = nil) {
    self.heads = FloatBuffer(heads)
    self.noise = FloatBuffer(noise)
    self.centers = centers.map { FloatBuffer($0) }
    self.latents = latents
  }

  private func block(_ family: any LatentFamily) -> LatentBlock {
    LatentBlock(
      rows: heads.count / (type(of: family).heads.count * latents), latentCount: latents,
      heads: heads.pointer, noise: noise.pointer, centers: centers.map { UnsafePointer($0.pointer) }
    )
  }

  func divergence(
    by family: any LatentFamily, weight: Float = 1
  ) -> (sums: [Double], gradient: [Float]) {
    let gradient = FloatBuffer(count: heads.count)
    let sums = DoubleBuffer(count: latents * type(of: family).figures.count)
    family.addDivergence(
      of: block(family), gradient: gradient.pointer, weight: weight, to: sums.elements)
    return (Array(sums.elements), Array(gradient.elements))
  }

  func draw(by family: any LatentFamily) -> [Float] {
    let block = block(family)
    let points = FloatBuffer(count: block.rows * latents)
    family.draw(block, into: points.pointer)
    return Array(points.elements)
  }

  func propagate(_ gradient: [Float], by family: any LatentFamily) -> [Float] {
    let block = block(family)
    let result = FloatBuffer([Float](repeating: .nan, count: heads.count))
    let losses = DoubleBuffer(count: block.rows)
    family.propagate(
      gradient, losses: losses.pointer, weight: 1, block: block, into: result.pointer)
    return Array(result.elements)
  }
}
