import Networks
import Tensors

/// The memory of one worker of a training step, and the computation of its rows.
final class StepWorker: Sendable {
  private let encoder: NetworkPlan
  private let decoder: NetworkPlan
  private let encoderMemory: FloatBuffer
  private let decoderMemory: FloatBuffer
  private let targets: FloatBuffer
  private let noise: FloatBuffer
  /// The gradient of the worker's rows, laid out as the parameters.
  let gradient: FloatBuffer
  private let latents: any LatentFamily
  private let corruption: Corruption?
  private let latentCount: Int
  private let headStride: Int
  private let sampleCount: Int
  /// The reconstruction loss of every row of the worker, nats.
  private let losses: DoubleBuffer
  /// The divergences of the worker's rows, `[figures, latents]`.
  private let sums: DoubleBuffer

  init(
    _ architecture: Architecture, objective: Objective, table: ParameterTable, encoder: NetworkPlan,
    decoder: NetworkPlan
  ) {
    self.encoder = encoder
    self.decoder = decoder
    latents = objective.latents
    corruption = objective.corruption
    let family = type(of: objective.latents)
    latentCount = architecture.latentCount
    headStride = family.heads.count * architecture.latentCount
    sampleCount = architecture.sampleShape.reduce(1, *)
    encoderMemory = FloatBuffer(count: encoder.memoryCount)
    decoderMemory = FloatBuffer(count: decoder.memoryCount)
    targets = FloatBuffer(count: encoder.maximumRows * sampleCount)
    noise = FloatBuffer(count: encoder.maximumRows * latentCount * family.noiseCount)
    gradient = FloatBuffer(count: table.count)
    losses = DoubleBuffer(count: encoder.maximumRows)
    sums = DoubleBuffer(count: latentCount * family.figures.count)
  }

  /// The sum of the reconstruction loss over the worker's rows, nats.
  var reconstruction: Double { losses.elements.reduce(0, +) }

  /// The sum of one figure of one latent over the worker's rows, nats.
  func figure(_ figure: Int, of latent: Int) -> Double {
    sums.elements[figure * latentCount + latent]
  }

  /// The first place that holds a NaN or an infinity after a run of `rows`, in the order of the computation.
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
  ///   - pass: The values shared by all rows.
  ///   - batch: Writes inputs, targets and factors.
  ///   - fillNoise: Writes the latents' noise, in place of the family's own.
  func encode(
    _ rows: Range<Int>, _ pass: StepPass, batch: BatchFiller, noise fillNoise: NoiseFiller?
  ) {
    guard !rows.isEmpty else { return }
    let (encoded, points) = (encoderMemory.pointer, decoder.input(decoderMemory.pointer))
    batch(
      BatchRows(
        rows, inputs: encoder.input(encoded), targets: targets.pointer,
        factors: factors(rows, pass.coupling)))
    corruption?.apply(
      to: encoder.input(encoded), elementCount: sampleCount, rows: rows, seed: pass.seed,
      step: pass.step)
    encoder.forward(
      encoded, rows: rows.count, parameters: pass.weights.parameters.pointer,
      prepared: pass.weights.encoder.pointer)
    let block = block(rows, pass)
    if let fillNoise {
      fillNoise(rows, noise.pointer)
    } else {
      latents.fillNoise(
        block, from: LatentNoise(seed: pass.seed, step: pass.step, firstRow: rows.lowerBound))
    }
    latents.draw(block, into: points)
    guard let coupling = pass.coupling else { return }
    let start = rows.lowerBound * latentCount
    (coupling.draws.pointer + start).update(from: points, count: rows.count * latentCount)
    for row in 0..<rows.count {
      (coupling.means.pointer + start + row * latentCount).update(
        from: block.heads + row * headStride, count: latentCount)
    }
  }

  /// Decodes the latents of `rows`, sums the loss, and backpropagates its gradient in a training pass.
  ///
  /// - Parameters:
  ///   - rows: Positions in the batch, the same as those encoded.
  ///   - pass: The values shared by all rows; its coupling holds the penalty's gradient.
  func decode(_ rows: Range<Int>, _ pass: StepPass) {
    losses.clear()
    sums.clear()
    guard !rows.isEmpty else {
      if pass.isTraining { gradient.elements.update(repeating: 0) }
      return
    }
    let decoded = decoderMemory.pointer
    decoder.forward(
      decoded, rows: rows.count, parameters: pass.weights.parameters.pointer,
      prepared: pass.weights.decoder.pointer)
    pass.likelihood.negativeLogLikelihoods(
      of: targets.pointer, output: decoder.output(decoded),
      gradient: decoder.outputGradient(decoded), weight: pass.share, rows: rows.count,
      elementCount: sampleCount, into: losses.pointer)
    let (encoded, block) = (encoderMemory.pointer, block(rows, pass))
    if pass.isTraining { propagateToHeads(rows, block, pass) }
    latents.addDivergence(
      of: block, gradient: encoder.outputGradient(encoded),
      weight: pass.share * Float(pass.beta), to: sums.elements)
    if pass.isTraining {
      encoder.backward(
        encoded, rows: rows.count, parameters: pass.weights.parameters.pointer,
        prepared: pass.weights.encoder.pointer, gradient: gradient.pointer)
    }
  }

  /// Computes the gradient of likelihood and penalty with respect to the heads.
  private func propagateToHeads(_ rows: Range<Int>, _ block: LatentBlock, _ pass: StepPass) {
    let (encoded, decoded) = (encoderMemory.pointer, decoderMemory.pointer)
    decoder.backward(
      decoded, rows: rows.count, parameters: pass.weights.parameters.pointer,
      prepared: pass.weights.decoder.pointer, gradient: gradient.pointer)
    pass.coupling?.addGradient(
      by: .draw, of: rows, to: decoder.inputGradient(decoded), stride: latentCount)
    latents.propagate(
      decoder.inputGradient(decoded), losses: losses.pointer, weight: pass.share, block: block,
      into: encoder.outputGradient(encoded))
    pass.coupling?.addGradient(
      by: .mean, of: rows, to: encoder.outputGradient(encoded), stride: headStride)
  }

  /// The rows as input of the latent family.
  private func block(_ rows: Range<Int>, _ pass: StepPass) -> LatentBlock {
    LatentBlock(
      rows: rows.count, latentCount: latentCount, heads: encoder.output(encoderMemory.pointer),
      noise: noise.pointer, centers: UnsafePointer(factors(rows, pass.coupling).baseAddress))
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
