import Models
import Tensors

/// One sample with a hole, filled by every method.
struct FilledSample: Sendable {
  /// The mean squared error in the hole by every method.
  let errors: [InpaintingStudy.Method: Double]
  /// The mean squared error of the model after every iteration.
  let iterations: [Double]
  /// The mean squared change of the filled elements in the last iteration.
  let lastChange: Double

  /// Fills the hole of a sample.
  ///
  /// The model starts from the mean of the reference samples. In every iteration the sample is encoded and
  /// the posterior mean decoded; the decoded values replace those in the hole, the known elements stay. Where
  /// two elements belong to one pair both get their mean.
  ///
  /// - Parameters:
  ///   - truth: The elements of the sample.
  ///   - mask: The hole.
  ///   - reference: Complete samples.
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
    var present = truth
    for place in mask.missing { present[place] = reference.mean[place] }
    var iterations: [Double] = []
    var change = 0.0
    for _ in 0..<settings.iterationCount {
      let samples = Tensor(shape: [1] + model.sampleShape, elements: present)
      var decoded = model.decode(model.encode(samples).mean).elements
      if let side = mask.pairCount { Self.symmetrize(&decoded, side: side) }
      change = error { decoded[$0] - present[$0] + truth[$0] }
      for place in mask.missing { present[place] = decoded[place] }
      iterations.append(error { present[$0] })
    }
    errors[.model] = iterations.last
    self.errors = errors
    self.iterations = iterations
    lastChange = change
  }

  private static func symmetrize(_ matrix: inout [Float], side: Int) {
    for row in 0..<side {
      for column in 0..<row {
        let mean = (matrix[row * side + column] + matrix[column * side + row]) / 2
        matrix[row * side + column] = mean
        matrix[column * side + row] = mean
      }
    }
  }

  /// Whether every number is finite; a diverged model's may not be.
  var isFinite: Bool { (iterations + errors.values + [lastChange]).allSatisfy(\.isFinite) }
}
