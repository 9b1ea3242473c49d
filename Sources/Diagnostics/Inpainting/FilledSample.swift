import Models

/// One sample with a hole, filled by every method.
struct FilledSample: Sendable {
  /// The mean squared error in the hole by every method.
  let errors: [InpaintingStudy.Method: Double]
  /// The iterations of the model.
  let filling: IteratedFilling

  /// Fills the hole of a sample.
  ///
  /// - Parameters:
  ///   - truth: The elements of the sample.
  ///   - mask: The hole.
  ///   - reference: Complete samples; the model starts from their mean.
  ///   - model: The model.
  ///   - settings: Iterations and neighbours.
  init(
    _ truth: [Float], mask: HoleMask, reference: ReferenceSet, model: Model,
    settings: InpaintingSettings
  ) {
    func error(_ filled: (Int) -> Float) -> Double {
      let sum = mask.missing.reduce(0.0) { sum, place in
        let difference = Double(filled(place)) - Double(truth[place])
        return sum + difference * difference
      }
      return sum / Double(max(mask.missing.count, 1))
    }
    let nearest = reference.nearest(
      to: truth, knownBy: mask, count: settings.neighborCount)
    var errors: [InpaintingStudy.Method: Double] = [
      .zeros: error { _ in 0 }, .mean: error { reference.mean[$0] },
      .nearestSample: error { reference.element($0, of: nearest[0]) },
      .nearestSamples: error { place in
        nearest.reduce(0) { $0 + reference.element(place, of: $1) } / Float(nearest.count)
      },
    ]
    if let side = mask.pairCount {
      let rows = NearestRows(truth, side: side, mask: mask)
      errors[.nearestRow] = error { rows.element($0) }
    }
    filling = IteratedFilling(
      truth, mask: mask, start: reference.mean, model: model,
      iterationCount: settings.iterationCount)
    errors[.model] = filling.errors[filling.chosen]
    self.errors = errors
  }

  /// Whether every number is finite; a diverged model's may not be.
  var isFinite: Bool {
    (filling.errors + filling.misfits + errors.values + [filling.lastChange]).allSatisfy(\.isFinite)
  }
}
