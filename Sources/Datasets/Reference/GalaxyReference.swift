import Simulations

/// Single galaxies with the renderer of a data set.
struct GalaxyReference: ReferenceSource {
  let renderer: GalaxyRenderer
  let hasNoise: Bool

  var sampleShape: [Int] { [renderer.stampSize, renderer.stampSize, 1] }

  func canSimulate(_ factors: [Double]) -> Bool {
    factors.count == 5 && renderer.canDraw(GalaxyParameters(factors: factors))
  }

  func writeNoiseless(_ factors: [Double], into sample: UnsafeMutableBufferPointer<Float>) {
    renderer.render(GalaxyParameters(factors: factors), into: sample)
    // Far from the galaxy the rounding of the transform can give negative values.
    for pixel in sample.indices { sample[pixel] = max(sample[pixel], 0) }
  }

  func writeNoisy(
    _ factors: ArraySlice<[Double]>, into samples: UnsafeMutableBufferPointer<Float>, seed: UInt64,
    firstIndex: Int
  ) {
    for (offset, factors) in factors.enumerated() {
      let sample = part(offset, of: samples)
      writeNoiseless(factors, into: sample)
      PoissonNoise.apply(to: sample, seed: seed, index: firstIndex + offset)
    }
  }
}
