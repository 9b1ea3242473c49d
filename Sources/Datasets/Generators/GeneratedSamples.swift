import Simulations
package import Tensors

/// The samples of a generator, made a few at a time and never all in memory.
package struct GeneratedSamples: Sendable {
  /// What the samples are.
  package let description: DataDescription
  /// The factors of every sample, `[samples, factors]`.
  package let factors: Tensor
  private let make: @Sendable (Range<Int>) -> Tensor

  /// Prepares the samples of some settings.
  ///
  /// - Parameter generator: The settings.
  /// - Throws: ``DatasetError/unusableSettings(generator:reason:)`` when the settings contradict one another.
  package init(_ generator: some DatasetGenerator) throws(DatasetError) {
    let source = try generator.makeSimulator()
    description = generator.description
    factors = source.factors(0..<generator.count)
    make = { source.samples($0, team: WorkerTeam(count: 1)) }
  }

  /// The number of samples.
  package var count: Int { factors.rowCount }

  /// A range of samples, `[samples, height, width, channels]`; the samples do not depend on how ranges are divided.
  ///
  /// - Parameter range: The samples, within `0..<count`.
  /// - Returns: The samples, made on the calling thread.
  package func samples(_ range: Range<Int>) -> Tensor { make(range) }
}

extension DatasetGenerator {
  /// Prepares the samples of these settings; see ``GeneratedSamples``.
  ///
  /// - Throws: ``DatasetError/unusableSettings(generator:reason:)`` when the settings contradict one another.
  package func makeSamples() throws(DatasetError) -> GeneratedSamples {
    try GeneratedSamples(self)
  }
}
