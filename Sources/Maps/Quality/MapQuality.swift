package import Analysis
package import Tensors

/// How faithful a map is to its features, and how well positions on it predict the factors.
package struct MapQuality: Sendable, Equatable {
  /// How well the ten nearest points on the map predict a factor.
  package struct Prediction: Sendable, Equatable {
    /// The factor.
    package let name: String
    /// The coefficient of determination: 1 is perfect, 0 as good as the mean; `nil` where a value
    /// is unknown, and for fewer than two points.
    package let determination: Double?
  }

  /// How often the vote of the ten nearest points on the map is a point's own class.
  package struct Classification: Sendable, Equatable {
    /// The label.
    package let name: String
    /// The accuracy, and that of always predicting the largest class.
    package let result: NearestNeighborClassification.Result
  }

  /// Trustworthiness and recall of neighbours; `nil` for a map of no features or of fewer than three points.
  package let neighborhoods: EmbeddingQuality?
  /// One per factor.
  package let predictions: [Prediction]
  /// One per class label, for the first sixteen.
  package let classifications: [Classification]
  /// The number of further class labels.
  package let unclassifiedCount: Int
  /// The points that predictions are taken over.
  package let predictedCount: Int

  /// The most points whose neighbourhoods are examined, each compared with all points; a seeded sample
  /// where there are more.
  ///
  /// 5,000, and fewer for large sets, so that the work grows no further: from 10,000 points on 50 million pairs, but
  /// at least 500 points, for which the standard error of the recall is still below 0.01.
  package static func examinedLimit(pointCount: Int) -> Int {
    min(5_000, max(500, 50_000_000 / max(pointCount, 1)))
  }

  /// The most points to predict; a seeded sample where there are more.
  package static let predictedLimit = 10_000

  /// The most labels whose classes are predicted from neighbours.
  package static let classifiedLimit = 16

  /// Measures a map.
  ///
  /// Trustworthiness uses five neighbours, recall and prediction ten: the numbers of scikit-learn and of the
  /// published panels of the Aux-VAE.
  ///
  /// - Parameters:
  ///   - positions: The map, `[points, 2]`.
  ///   - points: Its points.
  ///   - features: The mapped features; none for axes.
  ///   - seed: The seed of the draws.
  ///   - team: The workers.
  ///   - monitor: Stops the work.
  /// - Throws: ``MapError/cancelled``.
  package init(
    of positions: Tensor, points: MapPoints, features: [Int], seed: UInt64 = 0,
    team: WorkerTeam = WorkerTeam(), monitor: WorkMonitor = WorkMonitor()
  ) throws(MapError) {
    precondition(
      positions.shape == [points.count, 2],
      "MapQuality: \(positions.shape) for \(points.count) points")
    do throws(PointsError) {
      neighborhoods =
        features.isEmpty || points.count < 3
        ? nil
        : try EmbeddingQuality(
          points: points.features(features), embedding: positions,
          sampleLimit: Self.examinedLimit(pointCount: points.count), seed: seed, team: team,
          monitor: monitor)
    } catch { throw MapError(error) }
    predictedCount = min(points.count, Self.predictedLimit)
    predictions = try Self.predictions(
      of: points, from: positions, seed: seed, team: team, monitor: monitor)
    let labels = points.columns.filter(\.isClassLabel)
    unclassifiedCount = max(0, labels.count - Self.classifiedLimit)
    classifications = try Self.classifications(
      of: labels.prefix(Self.classifiedLimit), from: positions, seed: seed, team: team,
      monitor: monitor)
  }

  private static func classifications(
    of labels: ArraySlice<MapColumn>, from positions: Tensor, seed: UInt64, team: WorkerTeam,
    monitor: WorkMonitor
  ) throws(MapError) -> [Classification] {
    let vote = NearestNeighborClassification(sampleLimit: predictedLimit)
    let classifications = labels.compactMap { column -> Classification? in
      guard case .categories(_, let indices) = column.values else { return nil }
      // Points without a label neither vote nor are counted.
      let known = column.missing.map { missing in indices.indices.filter { indices[$0] != missing }
      }
      return vote.result(
        of: known.map { rows in rows.map { indices[$0] } } ?? indices,
        from: known.map { positions.rows($0) } ?? positions, team: team, seed: seed,
        isCancelled: monitor.isCancelled
      ).map { Classification(name: column.name, result: $0) }
    }
    guard !monitor.isCancelled() else { throw .cancelled }
    return classifications
  }

  /// How well the ten nearest points on a map predict every factor.
  ///
  /// - Parameters:
  ///   - points: The points.
  ///   - positions: Their positions, `[points, 2]`.
  ///   - seed: The seed of the draw where there are more than ``predictedLimit`` points.
  ///   - team: The workers.
  ///   - monitor: Stops the work.
  /// - Returns: One per factor.
  /// - Throws: ``MapError/cancelled``.
  package static func predictions(
    of points: MapPoints, from positions: Tensor, seed: UInt64 = 0, team: WorkerTeam,
    monitor: WorkMonitor = WorkMonitor()
  ) throws(MapError) -> [Prediction] {
    let factors = points.columns.filter { $0.role == .factor }
    let values = factors.map(\.values.numbers)
    let known = values.indices.filter { values[$0].allSatisfy(\.isFinite) }
    let width = known.count
    guard !known.isEmpty, points.count > 1 else {
      return factors.map { Prediction(name: $0.name, determination: nil) }
    }
    let determinations = NearestNeighborRegression(sampleLimit: predictedLimit).determinations(
      of: CentredFeatures(
        (0..<points.count).flatMap { row in known.map { values[$0][row] } }, width: width
      ).features,
      from: positions, team: team, seed: seed, isCancelled: monitor.isCancelled)
    guard !monitor.isCancelled() else { throw .cancelled }
    return factors.enumerated().map { index, factor in
      let place = known.firstIndex(of: index)
      return Prediction(name: factor.name, determination: place.map { determinations[$0] })
    }
  }
}

extension MapColumn {
  /// Whether it is a label of classes.
  fileprivate var isClassLabel: Bool {
    guard role == .label, case .categories = values else { return false }
    return true
  }
}
