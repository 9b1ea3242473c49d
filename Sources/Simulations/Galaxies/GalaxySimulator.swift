/// Galaxy stamps over a Latin hypercube of flux, radius, both shears and PSF width.
package struct GalaxySimulator: Simulator {
  /// What draws the noiseless stamps.
  package let renderer: GalaxyRenderer
  /// The seed of the design and of the noise.
  package let seed: UInt64
  /// Whether the pixels are Poisson counts or their expectations.
  package let hasNoise: Bool

  private let design: LatinHypercube

  /// Creates a simulator.
  ///
  /// - Parameters:
  ///   - count: The number of galaxies.
  ///   - seed: The seed of the design and of the noise.
  ///   - ranges: The ranges of the factors; the renderer must be able to draw every corner.
  ///   - renderer: What draws the noiseless stamps.
  ///   - hasNoise: Whether the pixels are Poisson counts or their expectations.
  package init(
    count: Int, seed: UInt64, ranges: GalaxyRanges = GalaxyRanges(),
    renderer: GalaxyRenderer = GalaxyRenderer(), hasNoise: Bool = true
  ) {
    precondition(
      ranges.corners.allSatisfy(renderer.canDraw), "GalaxySimulator: \(ranges) cannot be drawn")
    self.renderer = renderer
    self.seed = seed
    self.hasNoise = hasNoise
    design = LatinHypercube(count: count, ranges: ranges.all, seed: seed)
  }

  /// The number of galaxies.
  package var count: Int { design.count }

  /// The shape of a stamp, `[stampSize, stampSize, 1]`.
  package var sampleShape: [Int] { [renderer.stampSize, renderer.stampSize, 1] }

  /// The number of factors: flux, radius, g1, g2, psf.
  package var factorCount: Int { design.ranges.count }

  /// The parameters of one galaxy.
  package func parameters(of index: Int) -> GalaxyParameters {
    GalaxyParameters(factors: design.point(index))
  }

  /// The factors of one galaxy in the order flux, radius, g1, g2, psf.
  package func factors(of index: Int) -> [Double] { design.point(index) }

  /// Allocates the scratch memory of one thread.
  package func makeWorkspace() -> GalaxyRenderer.Workspace { GalaxyRenderer.Workspace() }

  /// Draws one galaxy.
  ///
  /// - Parameters:
  ///   - index: The galaxy, in `0..<count`.
  ///   - sample: Receives the pixels in counts, `[stampSize, stampSize, 1]`.
  ///   - workspace: Scratch memory, of no meaning between calls.
  package func simulate(
    _ index: Int, into sample: UnsafeMutableBufferPointer<Float>,
    using workspace: GalaxyRenderer.Workspace
  ) {
    renderer.render(parameters(of: index), into: sample, using: workspace)
    if hasNoise {
      PoissonNoise.apply(to: sample, seed: seed, index: index)
    } else {
      // Far from the galaxy the rounding of the transform can give negative values.
      for pixel in sample.indices { sample[pixel] = max(sample[pixel], 0) }
    }
  }
}
