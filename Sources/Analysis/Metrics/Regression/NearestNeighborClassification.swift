package import Tensors

/// How well the nearest neighbours of a sample in a latent space or on a map predict its class.
///
/// Each sample's class is predicted by the vote of its nearest other samples, by Euclidean distance in the columns'
/// own units; ties go to the class of the nearer sample. This is leave-one-out, so no split is needed.
package struct NearestNeighborClassification: Sendable, Equatable {
  /// The number of neighbours.
  package let neighborCount: Int
  /// The number of samples beyond which a random subset of that size is used.
  package let sampleLimit: Int

  /// The accuracy of the predictions.
  package struct Result: Sendable, Equatable {
    /// The fraction of samples whose class was predicted correctly, 0 to 1.
    package let accuracy: Double
    /// The fraction of the largest class, which is the accuracy of always predicting it.
    package let largestShare: Double
    /// The number of samples that were predicted.
    package let sampleCount: Int
  }

  /// Creates a classification.
  package init(neighborCount: Int = 10, sampleLimit: Int = 10_000) {
    precondition(
      neighborCount > 0 && sampleLimit > 0,
      "NearestNeighborClassification: \(neighborCount) neighbours, at most \(sampleLimit) samples")
    self.neighborCount = neighborCount
    self.sampleLimit = sampleLimit
  }

  /// The accuracy of predicting the class from the neighbours.
  ///
  /// - Parameters:
  ///   - classes: The class of every sample, from 0.
  ///   - codes: Posterior means or positions on a map, `[samples, latents]`.
  ///   - team: The workers.
  ///   - seed: The seed of the subset, where there are more samples than the limit.
  ///   - isCancelled: Whether to stop, called every few milliseconds.
  /// - Returns: `nil` for fewer than two samples and where no column varies. Meaningless once cancelled.
  /// - Complexity: O(*samples*^2 x *latents*).
  package func result(
    of classes: [Int], from codes: Tensor, team: WorkerTeam, seed: UInt64 = 0,
    isCancelled: @Sendable () -> Bool = { false }
  ) -> Result? {
    precondition(
      codes.rowCount == classes.count && classes.allSatisfy { $0 >= 0 },
      "NearestNeighborClassification: \(codes.rowCount) codes, classes of \(classes.count) samples")
    let subset = SampleSubset(of: codes.rowCount, limit: sampleLimit, seed: seed)
    let columns = SampleColumn.all(of: subset.rows.map { codes.rows($0) } ?? codes)
    let own = subset.rows.map { rows in rows.map { classes[$0] } } ?? classes
    guard own.count > 1, let last = own.max() else { return nil }
    let search = NeighborSearch(
      columns, count: own.count, neighborCount: min(neighborCount, own.count - 1))
    guard search.hasDistances else { return nil }
    let hits = DoubleBuffer(count: own.count)
    search.run(team, isCancelled: isCancelled) { sample, neighbors in
      hits.elements[sample] =
        Self.vote(neighbors.map { own[Int($0)] }) == own[sample] ? 1 : 0
    }
    var sizes = [Int](repeating: 0, count: last + 1)
    for index in own { sizes[index] += 1 }
    let count = Double(own.count)
    return Result(
      accuracy: (0..<own.count).reduce(0) { $0 + hits.elements[$1] } / count,
      largestShare: Double(sizes.max() ?? 0) / count, sampleCount: own.count)
  }

  /// The class with most votes, the nearer first.
  private static func vote(_ classes: [Int]) -> Int? {
    classes.enumerated().max { left, right in
      let votes = [left, right].map { entry in classes.count { $0 == entry.element } }
      return votes[0] == votes[1] ? left.offset > right.offset : votes[0] < votes[1]
    }?.element
  }
}
