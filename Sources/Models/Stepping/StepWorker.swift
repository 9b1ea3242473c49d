import Networks
import Tensors

/// The memory of one worker of a training step, and what it does with its rows.
final class StepWorker: Sendable {
  private let encoder: NetworkPlan
  private let decoder: NetworkPlan
  private let encoderMemory: FloatBuffer
  private let decoderMemory: FloatBuffer
  private let targets: FloatBuffer
  private let noise: FloatBuffer
  private let sums: DoubleBuffer
  /// The gradient of the worker's rows, laid out as the parameters.
  let gradient: FloatBuffer
  private let objective: Objective
  private let latentCount: Int
  private let sampleCount: Int

  init(
    _ architecture: Architecture, objective: Objective, table: ParameterTable, encoder: NetworkPlan,
    decoder: NetworkPlan
  ) {
    self.encoder = encoder
    self.decoder = decoder
    self.objective = objective
    latentCount = architecture.latentCount
    sampleCount = architecture.sampleShape.reduce(1, *)
    encoderMemory = FloatBuffer(count: encoder.memoryCount)
    decoderMemory = FloatBuffer(count: decoder.memoryCount)
    targets = FloatBuffer(count: encoder.maximumRows * sampleCount)
    noise = FloatBuffer(count: encoder.maximumRows * latentCount)
    gradient = FloatBuffer(count: table.count)
    sums = DoubleBuffer(count: latentCount + 1)
  }

  /// The sum of the reconstruction over the worker's rows, nat.
  var reconstruction: Double { sums.elements[latentCount] }

  /// The sum of the divergence of one latent over the worker's rows, nat.
  func divergence(_ latent: Int) -> Double { sums.elements[latent] }

  /// The first place that holds no finite number after a run of `rows`, in the order of the computation.
  func fault(in rows: Range<Int>) -> NumericalFault? {
    let parts = [
      encoder.firstFault(encoderMemory.pointer, rows: rows.count),
      row(holdingFaultIn: targets, rows: rows.count).map { (name: "target", row: $0) },
      decoder.firstFault(decoderMemory.pointer, rows: rows.count),
    ]
    return parts.compactMap { $0 }.first.map {
      NumericalFault(place: $0.name, row: rows.lowerBound + $0.row)
    }
  }

  private func row(holdingFaultIn samples: FloatBuffer, rows: Int) -> Int? {
    samples.elements[..<(rows * sampleCount)].firstIndex { !$0.isFinite }.map { $0 / sampleCount }
  }

  /// Runs `rows` of the batch through the model, and back when `isTraining`.
  ///
  /// - Parameters:
  ///   - rows: Positions in the batch.
  ///   - batchSize: The number of rows over which the loss is averaged.
  ///   - beta: The weight of the divergence.
  ///   - weights: The parameters and their rearrangements.
  ///   - isTraining: Whether gradients are wanted.
  ///   - batch: Writes inputs and targets.
  ///   - fillNoise: Writes the latents' noise, in place of the standard one.
  ///   - standardNoise: The noise of the step.
  func run(
    _ rows: Range<Int>, batchSize: Int, beta: Double, weights: StepWeights, isTraining: Bool,
    batch: BatchFiller, noise fillNoise: NoiseFiller?, standardNoise: StandardNoise
  ) {
    sums.clear()
    guard !rows.isEmpty else {
      if isTraining { gradient.elements.update(repeating: 0) }
      return
    }
    let (encoded, decoded) = (encoderMemory.pointer, decoderMemory.pointer)
    batch(rows, encoder.input(encoded), targets.pointer)
    if let fillNoise {
      fillNoise(rows, noise.pointer)
    } else {
      standardNoise.fill(rows, noise.pointer)
    }

    encoder.forward(
      encoded, rows: rows.count, parameters: weights.parameters.pointer,
      prepared: weights.encoder.pointer)
    let posterior = encoder.output(encoded)
    Reparametrization.draw(
      posterior, noise: noise.pointer, into: decoder.input(decoded), rows: rows.count,
      latentCount: latentCount)
    decoder.forward(
      decoded, rows: rows.count, parameters: weights.parameters.pointer,
      prepared: weights.decoder.pointer)

    let share = Float(1 / Double(batchSize))
    sums.elements[latentCount] = objective.likelihood.negativeLogLikelihood(
      of: targets.pointer, output: decoder.output(decoded),
      gradient: decoder.outputGradient(decoded), weight: share, count: rows.count * sampleCount)
    let posteriorGradient = encoder.outputGradient(encoded)
    if isTraining {
      decoder.backward(
        decoded, rows: rows.count, parameters: weights.parameters.pointer,
        prepared: weights.decoder.pointer, gradient: gradient.pointer)
      Reparametrization.propagate(
        decoder.inputGradient(decoded), posterior: posterior, noise: noise.pointer,
        into: posteriorGradient, rows: rows.count, latentCount: latentCount)
    }
    GaussianDivergence.add(
      posterior, gradient: posteriorGradient, weight: share * Float(beta), rows: rows.count,
      to: UnsafeMutableBufferPointer(rebasing: sums.elements[..<latentCount]))
    if isTraining {
      encoder.backward(
        encoded, rows: rows.count, parameters: weights.parameters.pointer,
        prepared: weights.encoder.pointer, gradient: gradient.pointer)
    }
  }
}
