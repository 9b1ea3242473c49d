package import Tensors

/// How well the nearest neighbours of a sample in a latent space or on a map predict its factors.
///
/// Each sample's factors are predicted by the mean of those of its nearest other samples, by
/// Euclidean distance in the latents' own units, and the coefficient of determination is computed over all
/// samples: leave-one-out, so no split is needed. Distances are exact and in single precision, which orders
/// them; for equal ones the earlier sample counts as nearer. A latent that is not finite is left out.
package struct NearestNeighborRegression: Sendable, Equatable {
  /// The number of neighbours.
  package let neighborCount: Int
  /// The number of samples beyond which a random subset of that size is used: the work grows quadratically.
  package let sampleLimit: Int

  /// Creates a regression.
  package init(neighborCount: Int = 10, sampleLimit: Int = 10_000) {
    precondition(
      neighborCount > 0 && sampleLimit > 0,
      "NearestNeighborRegression: \(neighborCount) neighbours, at most \(sampleLimit) samples")
    self.neighborCount = neighborCount
    self.sampleLimit = sampleLimit
  }

  /// The coefficient of determination of every factor: 1 is perfect, 0 as good as the mean, below 0
  /// worse than the mean.
  ///
  /// - Parameters:
  ///   - factors: The targets, `[samples, factors]`.
  ///   - codes: Posterior means or positions on a map, `[samples, latents]`.
  ///   - latents: The columns of the codes used for distances; all when `nil`.
  ///   - team: The workers.
  ///   - seed: The seed of the subset, where there are more samples than the limit.
  ///   - isCancelled: Whether to stop, called every few milliseconds.
  /// - Returns: One per factor; 0 for a constant one, for fewer than two samples, and where no latent
  ///   varies. Meaningless once cancelled.
  /// - Complexity: O(*samples*^2 x *latents*).
  package func determinations(
    of factors: Tensor, from codes: Tensor, latents: [Int]? = nil, team: WorkerTeam,
    seed: UInt64 = 0, isCancelled: @Sendable () -> Bool = { false }
  ) -> [Double] {
    precondition(
      codes.rowCount == factors.rowCount,
      "NearestNeighborRegression: \(codes.rowCount) codes, factors of \(factors.rowCount) samples")
    let subset = SampleSubset(of: codes.rowCount, limit: sampleLimit, seed: seed).rows
    let columns = SampleColumn.all(of: subset.map { codes.rows($0) } ?? codes)
    let targets = SampleColumn.all(of: subset.map { factors.rows($0) } ?? factors)
    let sampleCount = subset?.count ?? codes.rowCount
    guard sampleCount > 1 else { return targets.map { _ in 0 } }
    let search = NeighborSearch(
      (latents ?? Array(columns.indices)).map { columns[$0] }, count: sampleCount,
      neighborCount: min(neighborCount, sampleCount - 1))
    guard search.hasDistances else { return targets.map { _ in 0 } }
    let predictions = DoubleBuffer(count: max(targets.count * sampleCount, 1))
    search.run(team, isCancelled: isCancelled) { sample, neighbors in
      for (index, target) in targets.enumerated() {
        let sum = neighbors.reduce(0) { $0 + target.values[Int($1)] }
        predictions.elements[index * sampleCount + sample] = sum / Double(neighbors.count)
      }
    }
    return targets.enumerated().map { index, target in
      let own = predictions.elements[index * sampleCount..<(index + 1) * sampleCount]
      return coefficientOfDetermination(of: Array(own), for: target.values)
    }
  }
}
