/// Samples of a fluid under gravity, each the end of its own Markov chain from a random start.
package struct FluidSimulator: Simulator {
  /// How gravities become samples.
  package let sampling: FluidSampling
  /// The number of samples.
  package let count: Int
  /// The seed of everything random.
  package let seed: UInt64
  /// The gravities, assigned to the samples cyclically.
  package let gravities: [Double]
  /// Whether the samples are configurations or the mean of some of their gravity.
  package let hasNoise: Bool

  /// Creates a simulator.
  ///
  /// - Parameters:
  ///   - count: The number of samples.
  ///   - seed: The seed of everything random.
  ///   - gravities: The gravities in epsilon per sigma, assigned cyclically: sample `i` has the one with
  ///     index `i` modulo their number.
  ///   - sampling: How gravities become samples, without a ``FluidSampling/problem``.
  ///   - hasNoise: Whether the samples are configurations or the mean of some of their gravity.
  package init(
    count: Int, seed: UInt64, gravities: [Double] = [0.1, 0.4, 0.7, 1],
    sampling: FluidSampling = FluidSampling(), hasNoise: Bool = true
  ) {
    precondition(
      !gravities.isEmpty && gravities.allSatisfy(FluidModel.gravities.contains)
        && sampling.problem == nil,
      "FluidSimulator: gravities \(gravities), \(sampling.problem ?? "no problem")")
    self.sampling = sampling
    self.count = count
    self.seed = seed
    self.gravities = gravities
    self.hasNoise = hasNoise
  }

  /// The shape of a sample, `[height, width, 1]`.
  package var sampleShape: [Int] { sampling.sampleShape }

  /// The number of factors: gamma.
  package var factorCount: Int { 1 }

  /// Gamma of one sample.
  package func factors(of index: Int) -> [Double] { [gravities[index % gravities.count]] }

  /// Allocates the scratch memory of one thread.
  package func makeWorkspace() -> FluidWorkspace { sampling.makeWorkspace() }

  /// Makes one sample, at the cost of eight.
  ///
  /// - Parameters:
  ///   - index: The sample, in `0..<count`.
  ///   - sample: Receives the elements of ``sampleShape``.
  ///   - workspace: Scratch memory, of no meaning between calls.
  package func simulate(
    _ index: Int, into sample: UnsafeMutableBufferPointer<Float>, using workspace: FluidWorkspace
  ) {
    simulate(index..<index + 1, into: sample, using: workspace)
  }

  /// Makes a range of samples, eight at a time.
  ///
  /// - Parameters:
  ///   - indices: The samples, within `0..<count`.
  ///   - samples: Receives the samples one after another.
  ///   - workspace: Scratch memory, of no meaning between calls.
  package func simulate(
    _ indices: Range<Int>, into samples: UnsafeMutableBufferPointer<Float>,
    using workspace: FluidWorkspace
  ) {
    let gravities = indices.flatMap(factors(of:))
    if hasNoise {
      sampling.draw(
        gravities[...], into: samples, seed: seed, firstIndex: indices.lowerBound,
        using: workspace)
    } else {
      writeMeans(gravities, into: samples)
    }
  }

  private func writeMeans(_ gravities: [Double], into samples: UnsafeMutableBufferPointer<Float>) {
    for (row, gravity) in gravities.enumerated() {
      let range = row * elementCount..<(row + 1) * elementCount
      sampling.writeMean(
        gravity: gravity, into: UnsafeMutableBufferPointer(rebasing: samples[range]))
    }
  }

  /// The configurations of a range of samples before they are sorted and disturbed.
  ///
  /// - Parameter indices: The samples, within `0..<count`.
  /// - Returns: The particles of every sample, in sigma.
  package func configurations(_ indices: Range<Int>) -> [[SIMD2<Double>]] {
    let workspace = makeWorkspace()
    return stride(from: indices.lowerBound, to: indices.upperBound, by: FluidChains.count)
      .flatMap { first in
        let chains = first..<min(first + FluidChains.count, indices.upperBound)
        workspace.runChains(
          sampling.model, gravities: chains.flatMap(factors(of:))[...], seed: seed,
          firstIndex: first)
        return (0..<chains.count).map(workspace.positions(of:))
      }
  }
}
