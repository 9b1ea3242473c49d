import Tensors

/// How gravities become samples: the model, the order of the particles, the representation and the
/// disturbance for tests.
package struct FluidSampling: Sendable, Equatable {
  /// The rows and columns that a grid of cells can have.
  package static let gridSizes = 1...256

  /// The samples of a mean, a multiple of the chains that run in parallel.
  package static let meanSampleCount = 64

  /// The particles and how their equilibrium is sampled.
  package var model = FluidModel()
  /// The order of the particles.
  package var order = ParticleOrder.horizontal
  /// How particles become a sample.
  package var representation = FluidRepresentation.distances
  /// The rows and columns of a grid of cells.
  package var gridSize = 32
  /// The modification of a sample after its chain.
  package var disturbance = FluidDisturbance()

  /// Creates the sampling of the default data set.
  package init() {}

  /// The shape of a sample, `[height, width, 1]`.
  package var sampleShape: [Int] {
    representation.shape(particleCount: model.particleCount, gridSize: gridSize)
  }

  /// Why these settings are invalid; `nil` when they are valid.
  package var problem: String? {
    let count = model.particleCount
    if !model.isValid || !Self.gridSizes.contains(gridSize) { return "\(self)" }
    switch disturbance.form {
    case .none: return nil
    case .corrupted:
      return (0...count).contains(disturbance.particleCount)
        ? nil : "\(disturbance.particleCount) corrupted particles of \(count)"
    case .missing:
      guard representation == .distances else {
        return "missing rows and columns need distances, found \(representation.rawValue)"
      }
      return (1...count).contains(disturbance.holeSize)
        ? nil : "\(disturbance.holeSize) missing rows of \(count)"
    }
  }

  /// Allocates the scratch memory of one thread.
  package func makeWorkspace() -> FluidWorkspace {
    FluidWorkspace(particleCount: model.particleCount)
  }

  /// Runs one chain for each sample, eight at a time, and writes the samples.
  ///
  /// - Parameters:
  ///   - gravities: Gamma of each sample.
  ///   - samples: Receives as many samples, one after another.
  ///   - seed: The seed of the data set.
  ///   - firstIndex: The index of the first sample in the data set.
  ///   - workspace: Scratch memory, of no meaning between calls.
  package func draw(
    _ gravities: ArraySlice<Double>, into samples: UnsafeMutableBufferPointer<Float>, seed: UInt64,
    firstIndex: Int, using workspace: FluidWorkspace
  ) {
    let length = sampleShape.reduce(1, *)
    for start in stride(from: 0, to: gravities.count, by: FluidChains.count) {
      let chains = gravities.dropFirst(start).prefix(FluidChains.count)
      workspace.runChains(model, gravities: chains, seed: seed, firstIndex: firstIndex + start)
      for lane in 0..<chains.count {
        let range = (start + lane) * length..<(start + lane + 1) * length
        write(
          workspace.positions(of: lane),
          into: UnsafeMutableBufferPointer(rebasing: samples[range]), seed: seed,
          index: firstIndex + start + lane)
      }
    }
  }

  /// Writes the mean of ``meanSampleCount`` samples of one gravity.
  ///
  /// There is no closed form. The mean is that of the first samples of seed 0, so it is always the same; its
  /// standard error is about an eighth of the standard deviation over samples.
  ///
  /// - Parameters:
  ///   - gravity: Gamma.
  ///   - sample: Receives the elements of ``sampleShape``.
  package func writeMean(gravity: Double, into sample: UnsafeMutableBufferPointer<Float>) {
    let workspace = makeWorkspace()
    let drawn = FloatBuffer(count: FluidChains.count * sample.count)
    sample.update(repeating: 0)
    let gravities = Array(repeating: gravity, count: FluidChains.count)
    for first in stride(from: 0, to: Self.meanSampleCount, by: FluidChains.count) {
      draw(
        gravities[...], into: drawn.elements, seed: 0, firstIndex: first, using: workspace)
      for (place, element) in drawn.elements.enumerated() {
        sample[place % sample.count] += element / Float(Self.meanSampleCount)
      }
    }
  }

  /// Orders, disturbs and represents one configuration.
  private func write(
    _ positions: [SIMD2<Double>], into sample: UnsafeMutableBufferPointer<Float>, seed: UInt64,
    index: Int
  ) {
    func random(_ draw: FluidChains.Draw) -> CounterRandom {
      CounterRandom(seed: seed, stream: FluidChains.stream, step: draw.rawValue, row: index)
    }
    var positions = positions
    var permutation = random(.order)
    order.sort(&positions, using: &permutation)
    if disturbance.form == .corrupted {
      var moves = random(.corruption)
      disturbance.move(&positions, using: &moves)
      if disturbance.isOrderedAfter { order.sort(&positions, using: &permutation) }
    }
    representation.write(
      positions, into: sample, boxLength: model.boxLength, gridSize: gridSize)
    if disturbance.form == .missing {
      var place = random(.hole)
      disturbance.cutHole(in: sample, rowCount: positions.count, using: &place)
    }
  }
}
