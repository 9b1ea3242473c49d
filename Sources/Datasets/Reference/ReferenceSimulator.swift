package import Tensors

/// The simulator behind a data set, for samples of any factors.
///
/// It needs only the description of a data set, so a checkpoint is sufficient.
package struct ReferenceSimulator: Sendable {
  private let source: any ReferenceSource

  /// Creates the simulator of a data set; `nil` when no generator of this program made the data, or
  /// when its settings or factors are not those that the generator writes.
  ///
  /// - Parameter description: Any description, also of data by other programs.
  package init?(_ description: DataDescription) {
    guard let generator = DatasetGenerators.all.first(where: { $0.name == description.name })
    else { return nil }
    let own = generator.init().description
    guard own.kind == description.kind, Set(own.settings.keys) == Set(description.settings.keys),
      own.factors.map(\.name) == description.factors.map(\.name),
      let source = generator.referenceSource(for: description),
      source.sampleShape == description.shape
    else { return nil }
    self.source = source
  }

  /// The shape of one sample, `[height, width, channels]`.
  package var sampleShape: [Int] { source.sampleShape }

  /// The noiseless sample: the expectation of every element, and for sorted events their quantiles.
  ///
  /// - Parameter factors: In the order and units of the description.
  /// - Returns: ``sampleShape``, in the unit of the data; `nil` when the factors cannot be simulated.
  package func sample(factors: [Double]) -> Tensor? {
    guard source.canSimulate(factors) else { return nil }
    return Tensor(shape: source.sampleShape) { source.writeNoiseless(factors, into: $0) }
  }

  /// Fresh samples with the noise of the data; without noise where the data has none.
  ///
  /// - Parameters:
  ///   - factors: One row per sample, in the order and units of the description.
  ///   - seed: The seed of the noise; that of the data set reproduces the noise of its samples.
  ///   - team: The workers; the samples do not depend on their number.
  /// - Returns: `[rows] +` ``sampleShape``; `nil` when a row cannot be simulated.
  package func noisySamples(
    factors: [[Double]], seed: UInt64, team: WorkerTeam = WorkerTeam()
  ) -> Tensor? {
    guard factors.allSatisfy(source.canSimulate) else { return nil }
    let length = source.sampleShape.reduce(1, *)
    return Tensor(shape: [factors.count] + source.sampleShape) { elements in
      let rows = DisjointRows(elements, length: length)
      team.run { worker in
        let own = team.rows(of: worker, in: factors.count)
        if source.hasNoise {
          source.writeNoisy(
            factors[own], into: rows[own], seed: seed, firstIndex: own.lowerBound)
        } else {
          for row in own { source.writeNoiseless(factors[row], into: rows[row]) }
        }
      }
    }
  }

  /// The density of the events, for data that consists of events.
  ///
  /// - Parameters:
  ///   - factors: In the order of the description.
  ///   - positions: Values of an event.
  /// - Returns: One density per position, infinite where it has a pole; `nil` for other data and for
  ///   factors that cannot be simulated.
  package func density(factors: [Double], at positions: [Double]) -> [Double]? {
    source.canSimulate(factors) ? source.density(factors, at: positions) : nil
  }
}
