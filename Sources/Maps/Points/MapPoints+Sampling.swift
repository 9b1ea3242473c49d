import Tensors

extension MapPoints {
  /// Some of the points, drawn at random without replacement and in their order; all of them where there are no more.
  ///
  /// - Parameters:
  ///   - limit: How many, at least 1.
  ///   - seed: The seed of the draw, which the notes name.
  /// - Returns: The points that were drawn.
  package func sampled(limit: Int, seed: UInt64) -> MapPoints {
    precondition(limit > 0, "MapPoints: at most \(limit) points")
    guard count > limit else { return self }
    var random = CounterRandom(seed: seed, stream: .analysis, step: 3)
    let rows = random.nextPermutation(count).prefix(limit).sorted()
    return self.rows(
      rows, note: "a random subset of \(limit) of \(count) points was used, seed \(seed)")
  }

  private func rows(_ rows: [Int], note: String) -> MapPoints {
    let picked = columns.map { column -> MapColumn in
      var column = column
      switch column.values {
      case .continuous(let values): column.values = .continuous(rows.map { values[$0] })
      case .categories(let names, let indices):
        column.values = .categories(names: names, indices: rows.map { indices[$0] })
      }
      return column
    }
    return MapPoints(
      checkedLabel: label, features: features.rows(rows), origin: origin,
      featureNames: featureNames,
      auxiliaryCount: auxiliaryCount, columns: picked, notes: notes + [note])
  }
}
