import Datasets
import Models
import Tensors

/// A hole filled by a model in iterations, of which one is chosen by the known elements.
///
/// The model starts from given values in the hole. In every iteration the sample is encoded and the posterior mean
/// decoded; the decoded values replace those in the hole, the known elements stay. Where two elements belong to one
/// pair both get their mean.
///
/// The iterations converge to a fixed point of the model, which need not be a good filling. What the decoder says about
/// the known elements before they are restored can be compared with them, without the truth: the iteration with the
/// least misfit is chosen. The misfit is measured in the values that the network sees, as the model was trained, so that
/// a few bright elements do not decide alone.
struct IteratedFilling: Sendable {
  /// The mean squared error in the hole after every iteration, in the squared unit of the data.
  let errors: [Double]
  /// The mean squared misfit of the decoded sample at the known elements in every iteration, in the network's values.
  let misfits: [Double]
  /// The index of the first iteration with the least misfit.
  let chosen: Int
  /// The mean squared change of the filled elements in the last iteration.
  let lastChange: Double

  /// Fills the hole of a sample.
  ///
  /// - Parameters:
  ///   - truth: The elements of the sample; those in the hole are used only to measure errors.
  ///   - mask: The hole.
  ///   - start: The elements that the hole is filled with initially.
  ///   - model: The model.
  ///   - iterationCount: The number of iterations, at least 1.
  init(_ truth: [Float], mask: HoleMask, start: [Float], model: Model, iterationCount: Int) {
    let known = truth.indices.filter { !mask.isMissing[$0] }
    let seen = Self.networkInputs(truth, of: model)
    var present = truth
    for place in mask.missing { present[place] = start[place] }
    var errors: [Double] = []
    var misfits: [Double] = []
    var change = 0.0
    for _ in 0..<iterationCount {
      let samples = Tensor(shape: [1] + model.sampleShape, elements: present)
      var decoded = model.decode(model.encode(samples).mean).elements
      if let side = mask.pairCount { Self.symmetrize(&decoded, side: side) }
      misfits.append(Self.error(Self.networkInputs(decoded, of: model), seen, at: known))
      change = Self.error(decoded, present, at: mask.missing)
      for place in mask.missing { present[place] = decoded[place] }
      errors.append(Self.error(present, truth, at: mask.missing))
    }
    self.errors = errors
    self.misfits = misfits
    chosen = misfits.indices.min { misfits[$0] < misfits[$1] } ?? 0
    lastChange = change
  }

  private static func error(_ found: [Float], _ expected: [Float], at places: [Int]) -> Double {
    let sum = places.reduce(0.0) { sum, place in
      let difference = Double(found[place]) - Double(expected[place])
      return sum + difference * difference
    }
    return sum / Double(max(places.count, 1))
  }

  private static func networkInputs(_ elements: [Float], of model: Model) -> [Float] {
    elements.withUnsafeBufferPointer { elements in
      [Float](unsafeUninitializedCapacity: elements.count) { inputs, count in
        inputs.initialize(repeating: 0)
        model.transform.writeNetworkInputs(of: elements, to: inputs)
        count = elements.count
      }
    }
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
}
