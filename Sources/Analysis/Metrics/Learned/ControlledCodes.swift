import Tensors

/// Draws groups of samples for votes and encodes many groups in one call.
struct ControlledCodes<Encoder: ControlledEncoder> {
  /// Rows of factors that belong together, and the factor that they share.
  struct Group {
    var sharedFactor: Int
    var rows: [[Double]]
  }

  /// The fewest samples that a call should encode, so that its overhead is negligible.
  static var callSize: Int { 1024 }

  let encoder: Encoder
  let seed: UInt64

  /// One row of factors, each uniform in its range.
  func row(_ random: inout CounterRandom) -> [Double] {
    encoder.factorRanges.map {
      $0.lowerBound + ($0.upperBound - $0.lowerBound) * random.nextUniform()
    }
  }

  /// Draws and encodes groups, and passes them on in order.
  ///
  /// - Parameters:
  ///   - count: The number of groups.
  ///   - groupSize: The number of rows of each.
  ///   - draw: The purpose of the groups.
  ///   - isCancelled: Called before every call of the encoder.
  ///   - makeGroup: Draws a group from its own generator.
  ///   - body: Receives the number of groups before it, the shared factor, and the codes `[rows, latents]`.
  /// - Returns: Whether all were passed on; `false` when cancelled.
  func forEach(
    _ count: Int, groupSize: Int, for draw: EvaluationDraw, isCancelled: () -> Bool,
    makeGroup: (inout CounterRandom) -> Group,
    _ body: (_ index: Int, _ sharedFactor: Int, _ codes: SampleTable) -> Void
  ) -> Bool {
    let callGroups = max(1, Self.callSize / max(groupSize, 1))
    for (call, start) in stride(from: 0, to: count, by: callGroups).enumerated() {
      guard !isCancelled() else { return false }
      let groups = (start..<min(start + callGroups, count)).map { index in
        var random = draw.random(seed: seed, row: index)
        return makeGroup(&random)
      }
      let rows = groups.flatMap(\.rows)
      let codes = encoder.codes(factors: rows, seed: noiseSeed(draw, call))
      precondition(
        codes.shape.count == 2 && codes.shape[0] == rows.count,
        "ControlledEncoder: codes \(codes.shape) for \(rows.count) samples")
      var first = 0
      for (offset, group) in groups.enumerated() {
        let places = Array(first..<first + group.rows.count)
        body(start + offset, group.sharedFactor, SampleTable(codes.rows(places)))
        first += group.rows.count
      }
    }
    return !isCancelled()
  }

  private func noiseSeed(_ draw: EvaluationDraw, _ call: Int) -> UInt64 {
    var random = EvaluationDraw.noise.random(seed: seed, row: call << 5 | draw.rawValue)
    return random.next()
  }
}
