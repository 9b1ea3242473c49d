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
    let parts = WorkerExtremes(team)
    team.run { worker in
      var part = Extremes()
      for place in team.rows(of: worker, in: indices.count) where part.invalidPlace == nil {
        let isFinite = withUnsafeSample(indices[place]) { part.include($0) }
        if !isFinite { part.invalidPlace = place }
      }
      parts[worker] = part
    }
    let all = (0..<team.count).map { parts[$0] }
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
      low.replace(with: vector, where: vector .< low)
      high.replace(with: vector, where: vector .> high)
      check.addProduct(vector, SIMD16.zero)
    }
    guard check == .zero else { return false }
    lower = min(lower, low.min())
    upper = max(upper, high.max())
    return true
  }
}

/// A place for every worker's extremes; no worker touches another's.
private struct WorkerExtremes: Sendable {
  private let buffer: DoubleBuffer

  init(_ team: WorkerTeam) { buffer = DoubleBuffer(count: 3 * team.count) }

  subscript(worker: Int) -> Extremes {
    get {
      let values = buffer.elements[3 * worker..<3 * worker + 3].map { $0 }
      return Extremes(
        lower: Float(values[0]), upper: Float(values[1]),
        invalidPlace: values[2] < 0 ? nil : Int(values[2]))
    }
    nonmutating set {
      let place = newValue.invalidPlace.map(Double.init) ?? -1
      let values = [Double(newValue.lower), Double(newValue.upper), place]
      _ = buffer.elements[3 * worker..<3 * worker + 3].update(fromContentsOf: values)
    }
  }
}
