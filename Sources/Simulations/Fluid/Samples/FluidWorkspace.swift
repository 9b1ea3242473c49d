import Tensors

/// The scratch memory of one thread that samples fluids: the particles of eight chains.
package final class FluidWorkspace {
  private let particleCount: Int
  private let x: UnsafeMutablePointer<FluidChains.Lanes>
  private let y: UnsafeMutablePointer<FluidChains.Lanes>

  init(particleCount: Int) {
    self.particleCount = particleCount
    x = .allocate(capacity: particleCount)
    y = .allocate(capacity: particleCount)
  }

  deinit {
    x.deallocate()
    y.deallocate()
  }

  /// Runs up to eight chains to their samples.
  ///
  /// - Parameters:
  ///   - model: The particles and how they are sampled.
  ///   - gravities: Gamma of each chain.
  ///   - seed: The seed of the data set.
  ///   - firstIndex: The index of the first chain's sample in the data set.
  ///   - isBackward: Whether a sweep goes from the last particle to the first.
  func runChains(
    _ model: FluidModel, gravities: ArraySlice<Double>, seed: UInt64, firstIndex: Int,
    isBackward: Bool = false
  ) {
    precondition(
      model.particleCount == particleCount && (1...FluidChains.count).contains(gravities.count),
      "FluidWorkspace of \(particleCount) particles: \(gravities.count) chains of \(model)")
    var gravity = FluidChains.Lanes.zero
    var rows = SIMD8<UInt64>.zero
    // Lanes without a sample repeat an existing one, so that all lanes contain valid numbers.
    for lane in 0..<FluidChains.count {
      let sample = min(lane, gravities.count - 1)
      gravity[lane] = gravities[gravities.startIndex + sample]
      rows[lane] = UInt64(truncatingIfNeeded: firstIndex + sample)
    }
    FluidChains(model: model, isBackward: isBackward, x: x, y: y)
      .run(gravity: gravity, seed: seed, rows: rows)
  }

  /// The particles of one chain, in sigma.
  func positions(of lane: Int) -> [SIMD2<Double>] {
    (0..<particleCount).map { SIMD2(x[$0][lane], y[$0][lane]) }
  }
}
