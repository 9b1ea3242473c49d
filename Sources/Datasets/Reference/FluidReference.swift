import Simulations

/// Single configurations of the fluid of a data set.
struct FluidReference: ReferenceSource {
  let sampling: FluidSampling
  let hasNoise: Bool

  var sampleShape: [Int] { sampling.sampleShape }

  func canSimulate(_ factors: [Double]) -> Bool {
    factors.count == 1 && FluidModel.gravities.contains(factors[0])
  }

  func writeNoiseless(_ factors: [Double], into sample: UnsafeMutableBufferPointer<Float>) {
    sampling.writeMean(gravity: factors[0], into: sample)
  }

  func writeNoisy(
    _ factors: [Double], into sample: UnsafeMutableBufferPointer<Float>, seed: UInt64, index: Int
  ) {
    sampling.draw(
      factors[...], into: sample, seed: seed, firstIndex: index, using: sampling.makeWorkspace())
  }
}
