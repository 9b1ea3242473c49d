import Analysis
import Platform
import Tensors

/// Computes a whole map.
struct MapBench {
  let points: Tensor
  /// What the points are, in words.
  let source: String
  let settings: TSNESettings
  let threads: Int

  /// The number of clusters; their centres have standard deviation 3, each cluster standard deviation 1.
  private static let blobCount = 5
  private static let separation = 3.0

  /// Points of five Gaussian clusters: standard deviation 3 of the centres, 1 within each cluster.
  static func blobs(count: Int, dimensions: Int, seed: UInt64) -> Tensor {
    var design = CounterRandom(seed: seed, stream: .design)
    let centers = (0..<blobCount * dimensions).map { _ in separation * design.nextGaussian() }
    return Tensor(shape: [count, dimensions]) { points in
      for row in 0..<count {
        var random = CounterRandom(seed: seed, stream: .measurement, row: row)
        let blob = Int.random(in: 0..<blobCount, using: &random)
        for column in 0..<dimensions {
          points[row * dimensions + column] = Float(
            centers[blob * dimensions + column] + random.nextGaussian())
        }
      }
    }
  }

  /// Measures.
  ///
  /// - Returns: The figures, and the map.
  /// - Throws: `PointsError` for points that are not finite; `BenchError` without `/proc`.
  func run() throws -> (report: MapReport, embedding: Tensor) {
    let clock = ContinuousClock()
    let start = clock.now
    let map = try TSNE(points: points, settings: settings, team: WorkerTeam(count: threads))
    let prepared = clock.now
    for _ in 0..<settings.iterations { map.step() }
    let end = clock.now
    let report = MapReport(
      points: points.rowCount, dimensions: points.shape[1], iterations: map.state.iteration,
      seconds: (end - start) / .seconds(1),
      preparationSeconds: (prepared - start) / .seconds(1), cost: map.exactCost() ?? 0,
      threads: threads, processorSeconds: Self.processorSeconds(),
      peakResidentKibibytes: try ProcessFacts(process: getpid()).peakResidentKibibytes,
      source: source, adjustments: map.adjustments)
    return (report, map.embedding)
  }

  /// The CPU time of this process so far.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
