package import Tensors

extension Dataset {
  /// The smallest and the largest element of some samples, after every sample of the data set was checked, so that
  /// an invalid one is found before hours are spent on the others.
  ///
  /// - Parameters:
  ///   - indices: The samples, at least one.
  ///   - domain: The domain of every element.
  ///   - team: The workers that share the samples.
  /// - Returns: The extremes in the unit of the data.
  /// - Throws: ``DatasetError/invalidElement(origin:sample:place:expected:value:)`` for the first sample with an
  ///   element outside the domain.
  package func extremes(
    over indices: [Int], domain: ElementDomain = .finite, team: WorkerTeam = WorkerTeam()
  ) throws(DatasetError) -> ClosedRange<Float> {
    precondition(!indices.isEmpty, "Dataset: extremes of no samples")
    let isMeasured = indices.reduce(into: [Bool](repeating: false, count: count)) {
      $0[$1] = true
    }
    let all = try scan(domain, team: team) { isMeasured[$0] }
    return all.lower...all.upper
  }

  /// Checks every element of every sample.
  ///
  /// - Parameters:
  ///   - domain: The domain of every element.
  ///   - team: The workers that share the samples.
  /// - Throws: ``DatasetError/invalidElement(origin:sample:place:expected:value:)`` for the first sample with an
  ///   element outside the domain.
  package func check(
    domain: ElementDomain = .finite, team: WorkerTeam = WorkerTeam()
  ) throws(DatasetError) {
    _ = try scan(domain, team: team) { _ in false }
  }

  /// Reads all samples once; the extremes are those of the measured ones.
  private func scan(
    _ domain: ElementDomain, team: WorkerTeam, isMeasured: @Sendable (Int) -> Bool
  ) throws(DatasetError) -> FloatExtremes {
    let parts = WorkerScans(team)
    team.run { worker in
      var part = Scan()
      for sample in team.rows(of: worker, in: count) where part.invalidSample == nil {
        var extremes = FloatExtremes()
        let isFinite = withUnsafeSample(sample) { extremes.include($0) }
        if !isFinite || !domain.contains(extremes.lower) || !domain.contains(extremes.upper) {
          part.invalidSample = sample
        } else if isMeasured(sample) {
          part.extremes.include(extremes)
        }
      }
      parts[worker] = part
    }
    let all = (0..<team.count).map { parts[$0] }
    if let sample = all.compactMap(\.invalidSample).min() {
      throw invalidElement(of: sample, domain)
    }
    return all.reduce(into: FloatExtremes()) { $0.include($1.extremes) }
  }

  private func invalidElement(of sample: Int, _ domain: ElementDomain) -> DatasetError {
    withUnsafeSample(sample) { elements in
      let element = elements.firstIndex { !domain.contains($0) } ?? 0
      return .invalidElement(
        origin: origin, sample: sample,
        place: description.kind.place(of: element, shape: description.shape),
        expected: domain.expected, value: elements[element])
    }
  }
}

/// The results of one worker.
private struct Scan {
  var extremes = FloatExtremes()
  var invalidSample: Int?
}

/// The results of every worker; no worker accesses another's.
private struct WorkerScans: Sendable {
  private let buffer: DoubleBuffer

  init(_ team: WorkerTeam) { buffer = DoubleBuffer(count: 3 * team.count) }

  subscript(worker: Int) -> Scan {
    get {
      let values = buffer.elements[3 * worker..<3 * worker + 3].map { $0 }
      return Scan(
        extremes: FloatExtremes(lower: Float(values[0]), upper: Float(values[1])),
        invalidSample: values[2] < 0 ? nil : Int(values[2]))
    }
    nonmutating set {
      let values = [
        Double(newValue.extremes.lower), Double(newValue.extremes.upper),
        newValue.invalidSample.map(Double.init) ?? -1,
      ]
      _ = buffer.elements[3 * worker..<3 * worker + 3].update(fromContentsOf: values)
    }
  }
}
