import Synchronization
public import Tensors

extension Dataset {
  /// The smallest and the largest element of some samples.
  ///
  /// - Parameters:
  ///   - indices: The samples, at least one.
  ///   - team: The workers that share the samples.
  /// - Returns: The extremes in the unit of the data.
  /// - Throws: ``DatasetError/notFinite(dataset:sample:value:)`` for the first of these samples that
  ///   holds a value that is no number.
  public func extremes(
    over indices: [Int], team: WorkerTeam = WorkerTeam()
  ) throws(DatasetError) -> ClosedRange<Float> {
    precondition(!indices.isEmpty, "Dataset: extremes of no samples")
    let parts = Mutex([Int: Extremes]())
    team.run { worker in
      var part = Extremes()
      for place in team.rows(of: worker, in: indices.count) where part.invalidPlace == nil {
        let isFinite = withUnsafeSample(indices[place]) { part.include($0) }
        if !isFinite { part.invalidPlace = place }
      }
      let result = part
      parts.withLock { $0[worker] = result }
    }
    let all = parts.withLock { Array($0.values) }
    if let place = all.compactMap(\.invalidPlace).min() {
      throw notFinite(sample: indices[place])
    }
    return all.reduce(Float.infinity) {
      min($0, $1.lower)
    }...all.reduce(-.infinity) {
      max($0, $1.upper)
    }
  }

  private func notFinite(sample: Int) -> DatasetError {
    let value = withUnsafeSample(sample) { $0.first { !$0.isFinite } }
    return .notFinite(dataset: description.name, sample: sample, value: value ?? .nan)
  }
}

/// The extremes of the samples that one worker has seen.
private struct Extremes {
  var lower = Float.infinity
  var upper = -Float.infinity
  var invalidPlace: Int?

  /// Includes a sample; `false` when it holds a value that is no number.
  mutating func include(_ elements: UnsafeBufferPointer<Float>) -> Bool {
    var low = SIMD16<Float>(repeating: .infinity)
    var high = -low
    // A product with zero is zero for every finite value and stays no number for all others.
    var check = SIMD16<Float>.zero
    for start in stride(from: 0, to: elements.count, by: 16) {
      let vector = loadVector(elements, at: start, padding: elements[start])
      low = pointwiseMin(low, vector)
      high = pointwiseMax(high, vector)
      check.addProduct(vector, SIMD16.zero)
    }
    guard check == .zero else { return false }
    lower = min(lower, low.min())
    upper = max(upper, high.max())
    return true
  }
}
