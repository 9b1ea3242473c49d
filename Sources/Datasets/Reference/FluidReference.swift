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
    _ factors: ArraySlice<[Double]>, into samples: UnsafeMutableBufferPointer<Float>, seed: UInt64,
    firstIndex: Int
  ) {
    sampling.draw(
      factors.map { $0[0] }[...], into: samples, seed: seed, firstIndex: firstIndex,
      using: sampling.makeWorkspace())
  }
}
