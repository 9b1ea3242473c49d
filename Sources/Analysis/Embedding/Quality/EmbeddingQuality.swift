package import Tensors

/// How faithfully a map preserves the neighbourhoods of the points.
///
/// Venna and Kaski, "Neighborhood preservation in nonlinear projection methods", 2001, for trustworthiness and
/// continuity. With more points than the limit, a seeded sample of them is examined, each compared with all points.
package struct EmbeddingQuality: Sendable, Equatable {
  /// 1 when no neighbour on the map is far away in the points' space; 0.5 is about chance.
  package let trustworthiness: Double
  /// 1 when no neighbour in the points' space is far away on the map.
  package let continuity: Double
  /// The share of the nearest neighbours that are among the nearest on the map too.
  package let neighborRecall: Double
  /// The points examined.
  package let examinedCount: Int

  /// Compares a map with the points.
  ///
  /// - Parameters:
  ///   - points: `[points, dimensions]`.
  ///   - embedding: `[points, 2]`, or any other number of dimensions.
  ///   - neighborCount: The number of neighbours for trustworthiness and continuity; lowered below half
  ///     the number of points, where their formula ends.
  ///   - recallCount: The number of neighbours for the recall.
  ///   - sampleLimit: The most points to examine.
  ///   - seed: The seed of the sample.
  ///   - team: The workers.
  ///   - monitor: Stops the work.
  /// - Throws: ``PointsError``.
  /// - Complexity: O(*examined* x *n* x *dimensions*). Below three points all figures are 1.
  package init(
    points: Tensor, embedding: Tensor, neighborCount: Int = 5, recallCount: Int = 10,
    sampleLimit: Int = 10_000, seed: UInt64 = 0, team: WorkerTeam = WorkerTeam(),
    monitor: WorkMonitor = WorkMonitor()
  ) throws(PointsError) {
    precondition(
      neighborCount > 0 && recallCount > 0 && sampleLimit > 0,
      "EmbeddingQuality: \(neighborCount), \(recallCount) neighbours of \(sampleLimit) points")
    try PointsError.check(points)
    try PointsError.check(embedding)
    guard points.rowCount == embedding.rowCount else {
      throw .mismatch(
        what: "points on the map", expected: points.rowCount, found: embedding.rowCount)
    }
    let count = points.rowCount
    guard count > 2 else {
      (trustworthiness, continuity, neighborRecall, examinedCount) = (1, 1, 1, count)
      return
    }
    let sample = Self.sample(count, limit: sampleLimit, seed: seed)
    let (near, wide) = (min(neighborCount, (count - 1) / 2), min(recallCount, count - 1))
    let spaces = [PointScale(points).apply(to: points), PointScale(embedding).apply(to: embedding)]
    var tables: [NeighborTable] = []
    for space in spaces {
      let index = try NeighborIndex(space, team: team, monitor: monitor)
      tables.append(
        try index.neighbors(count: max(near, wide), team: team, monitor: monitor))
    }
    var penalties: [Double] = []
    for (space, table) in zip(spaces, tables.reversed()) {
      let ranks = NeighborRanks(space, team: team)
      guard
        let penalty = ranks.penalty(
          of: table, neighborCount: near, rows: sample, isCancelled: monitor.isCancelled)
      else { throw .cancelled }
      penalties.append(penalty)
    }
    let scale = 2 / Double(sample.count * near * (2 * count - 3 * near - 1))
    trustworthiness = 1 - scale * penalties[0]
    continuity = 1 - scale * penalties[1]
    let shared = sample.reduce(0) { sum, row in
      sum
        + Set(tables[0].neighbors(of: row).prefix(wide))
        .intersection(tables[1].neighbors(of: row).prefix(wide)).count
    }
    neighborRecall = Double(shared) / Double(sample.count * wide)
    examinedCount = sample.count
  }

  private static func sample(_ count: Int, limit: Int, seed: UInt64) -> [Int] {
    guard count > limit else { return Array(0..<count) }
    var random = CounterRandom(seed: seed, stream: .analysis, step: 2)
    return random.nextPermutation(count).prefix(limit).sorted()
  }
}
