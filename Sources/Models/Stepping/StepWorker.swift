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

  /// Writes `rows` of the batch, encodes them and draws their latents.
  ///
  /// - Parameters:
  ///   - rows: Positions in the batch.
  ///   - pass: What is the same for all rows.
  ///   - batch: Writes inputs, targets and factors.
  ///   - fillNoise: Writes the latents' noise, in place of the standard one.
  ///   - standardNoise: The noise of the step.
  func encode(
    _ rows: Range<Int>, _ pass: StepPass, batch: BatchFiller, noise fillNoise: NoiseFiller?,
    standardNoise: StandardNoise
  ) {
    guard !rows.isEmpty else { return }
    let (encoded, latents) = (encoderMemory.pointer, decoder.input(decoderMemory.pointer))
    batch(
      BatchRows(
        rows, inputs: encoder.input(encoded), targets: targets.pointer,
        factors: factors(rows, pass.coupling)))
    if let fillNoise {
      fillNoise(rows, noise.pointer)
    } else {
      standardNoise.fill(rows, noise.pointer)
    }
    encoder.forward(
      encoded, rows: rows.count, parameters: pass.weights.parameters.pointer,
      prepared: pass.weights.encoder.pointer)
    Reparametrization.draw(
      encoder.output(encoded), noise: noise.pointer, into: latents, rows: rows.count,
      latentCount: latentCount)
    guard let coupling = pass.coupling else { return }
    let start = rows.lowerBound * latentCount
    (coupling.draws.pointer + start).update(from: latents, count: rows.count * latentCount)
    for row in 0..<rows.count {
      (coupling.means.pointer + start + row * latentCount).update(
        from: encoder.output(encoded) + row * 2 * latentCount, count: latentCount)
    }
  }

  /// Decodes the latents of `rows`, sums the loss, and carries its gradient back when the pass trains.
  ///
  /// - Parameters:
  ///   - rows: Positions in the batch, as they were encoded.
  ///   - pass: What is the same for all rows; its coupling knows the penalty's gradient.
  func decode(_ rows: Range<Int>, _ pass: StepPass) {
    sums.clear()
    guard !rows.isEmpty else {
      if pass.isTraining { gradient.elements.update(repeating: 0) }
      return
    }
    let decoded = decoderMemory.pointer
    decoder.forward(
      decoded, rows: rows.count, parameters: pass.weights.parameters.pointer,
      prepared: pass.weights.decoder.pointer)
    let share = Float(pass.scale / Double(pass.batchSize))
    sums.elements[latentCount] = pass.likelihood.negativeLogLikelihood(
      of: targets.pointer, output: decoder.output(decoded),
      gradient: decoder.outputGradient(decoded), weight: share, count: rows.count * sampleCount)
    if pass.isTraining { propagateToPosterior(rows, pass) }
    let encoded = encoderMemory.pointer
    GaussianDivergence.add(
      encoder.output(encoded), prior: objective.prior,
      priorMeans: UnsafePointer(factors(rows, pass.coupling).baseAddress),
      gradient: encoder.outputGradient(encoded), weight: share * Float(pass.beta),
      rows: rows.count, to: UnsafeMutableBufferPointer(rebasing: sums.elements[..<latentCount]))
    if pass.isTraining {
      encoder.backward(
        encoded, rows: rows.count, parameters: pass.weights.parameters.pointer,
        prepared: pass.weights.encoder.pointer, gradient: gradient.pointer)
    }
  }

  /// The gradient of likelihood and penalty by the posterior.
  private func propagateToPosterior(_ rows: Range<Int>, _ pass: StepPass) {
    let (encoded, decoded) = (encoderMemory.pointer, decoderMemory.pointer)
    decoder.backward(
      decoded, rows: rows.count, parameters: pass.weights.parameters.pointer,
      prepared: pass.weights.decoder.pointer, gradient: gradient.pointer)
    pass.coupling?.addGradient(
      by: .draw, of: rows, to: decoder.inputGradient(decoded), stride: latentCount)
    Reparametrization.propagate(
      decoder.inputGradient(decoded), posterior: encoder.output(encoded), noise: noise.pointer,
      into: encoder.outputGradient(encoded), rows: rows.count, latentCount: latentCount)
    pass.coupling?.addGradient(
      by: .mean, of: rows, to: encoder.outputGradient(encoded), stride: 2 * latentCount)
  }

  /// The memory of the rows' factors, `[rows, factors]`.
  private func factors(
    _ rows: Range<Int>, _ coupling: LatentCoupling?
  ) -> UnsafeMutableBufferPointer<Float> {
    guard let coupling else { return UnsafeMutableBufferPointer(start: nil, count: 0) }
    let count = coupling.objective.factors.count
    return UnsafeMutableBufferPointer(
      rebasing: coupling.factors.elements[rows.lowerBound * count..<rows.upperBound * count])
  }
}
