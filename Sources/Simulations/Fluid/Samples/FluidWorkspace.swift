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
    let lanes = lanes(model, gravities, firstIndex)
    FluidChains(model: model, isBackward: isBackward, x: x, y: y)
      .run(gravity: lanes.gravity, seed: seed, rows: lanes.rows)
  }

  /// Places the particles of up to eight chains.
  ///
  /// - Parameter configurations: The particles of every chain, in sigma.
  func place(_ configurations: ArraySlice<[SIMD2<Double>]>) {
    precondition(
      (1...FluidChains.count).contains(configurations.count)
        && configurations.allSatisfy { $0.count == particleCount },
      "FluidWorkspace of \(particleCount) particles: \(configurations.map(\.count))")
    for lane in 0..<FluidChains.count {
      let chain = configurations[configurations.startIndex + min(lane, configurations.count - 1)]
      for (particle, position) in chain.enumerated() {
        x[particle][lane] = position.x
        y[particle][lane] = position.y
      }
    }
  }

  /// Continues the chains from where their particles are.
  ///
  /// - Parameters:
  ///   - model: The particles and how they are sampled.
  ///   - sweeps: The numbers of the sweeps, which choose their random numbers.
  ///   - gravities: Gamma of each chain.
  ///   - seed: The seed of the moves.
  ///   - firstIndex: The index of the first chain.
  func continueChains(
    _ model: FluidModel, sweeps: Range<Int>, gravities: ArraySlice<Double>, seed: UInt64,
    firstIndex: Int
  ) {
    let lanes = lanes(model, gravities, firstIndex)
    FluidChains(model: model, x: x, y: y).move(
      sweeps, gravity: lanes.gravity,
      RandomLanes(seed: seed, stream: .thermalization, rows: lanes.rows))
  }

  /// Gamma and row of every lane.
  ///
  /// Lanes without a chain repeat an existing one, so that all lanes contain valid numbers.
  private func lanes(
    _ model: FluidModel, _ gravities: ArraySlice<Double>, _ firstIndex: Int
  ) -> (gravity: FluidChains.Lanes, rows: SIMD8<UInt64>) {
    precondition(
      model.particleCount == particleCount && (1...FluidChains.count).contains(gravities.count),
      "FluidWorkspace of \(particleCount) particles: \(gravities.count) chains of \(model)")
    var gravity = FluidChains.Lanes.zero
    var rows = SIMD8<UInt64>.zero
    for lane in 0..<FluidChains.count {
      let chain = min(lane, gravities.count - 1)
      gravity[lane] = gravities[gravities.startIndex + chain]
      rows[lane] = UInt64(truncatingIfNeeded: firstIndex + chain)
    }
    return (gravity, rows)
  }

  /// The particles of one chain, in sigma.
  func positions(of lane: Int) -> [SIMD2<Double>] {
    (0..<particleCount).map { SIMD2(x[$0][lane], y[$0][lane]) }
  }
}
