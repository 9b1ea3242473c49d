import Tensors

/// Samples of events over exponents that are drawn independently and uniformly.
package struct QCFSimulator: Simulator {
  /// The model that turns exponents into a sample.
  package let model: QCFModel
  /// The number of samples.
  package let count: Int
  /// The seed of the exponents and of the events.
  package let seed: UInt64
  /// The ranges of the exponents.
  package let ranges: QCFRanges
  /// Whether the samples are drawn events or what those scatter around.
  package let hasNoise: Bool

  /// Creates a simulator.
  ///
  /// - Parameters:
  ///   - count: The number of samples.
  ///   - seed: The seed of the exponents and of the events.
  ///   - ranges: The ranges of the exponents, within ``QCFParameters/exponents``.
  ///   - model: The model that turns exponents into a sample.
  ///   - hasNoise: Whether the samples are drawn events or what those scatter around.
  package init(
    count: Int, seed: UInt64, ranges: QCFRanges = QCFRanges(), model: QCFModel = QCFModel(),
    hasNoise: Bool = true
  ) {
    precondition(
      QCFParameters.areValid(ranges.all.map(\.lowerBound))
        && QCFParameters.areValid(ranges.all.map(\.upperBound)), "QCFSimulator: \(ranges)")
    self.model = model
    self.count = count
    self.seed = seed
    self.ranges = ranges
    self.hasNoise = hasNoise
  }

  /// The shape of a sample, `[1, elements, 1]`.
  package var sampleShape: [Int] { model.sampleShape }

  /// The number of factors: a_u, b_u, a_d, b_d.
  package var factorCount: Int { 4 }

  /// The factors of one sample in the order a_u, b_u, a_d, b_d.
  package func factors(of index: Int) -> [Double] {
    ranges.all.enumerated().map { factor, range in
      var random = CounterRandom(seed: seed, stream: .design, step: factor, row: index)
      // Rounding could move a value past the end.
      return min(
        range.lowerBound + (range.upperBound - range.lowerBound) * random.nextUniform(),
        range.upperBound)
    }
  }

  /// The exponents of one sample.
  package func parameters(of index: Int) -> QCFParameters {
    QCFParameters(factors: factors(of: index))
  }

  /// Allocates the scratch memory of one thread.
  package func makeWorkspace() -> QCFWorkspace { model.makeWorkspace() }

  /// Makes one sample.
  ///
  /// - Parameters:
  ///   - index: The sample, in `0..<count`.
  ///   - sample: Receives the elements of ``sampleShape``.
  ///   - workspace: Scratch memory, of no meaning between calls.
  package func simulate(
    _ index: Int, into sample: UnsafeMutableBufferPointer<Float>, using workspace: QCFWorkspace
  ) {
    if hasNoise {
      model.draw(parameters(of: index), into: sample, seed: seed, index: index, using: workspace)
    } else {
      model.writeExpectation(parameters(of: index), into: sample)
    }
  }
}
