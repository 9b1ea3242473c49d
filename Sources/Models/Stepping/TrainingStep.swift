package import Datasets
package import Networks
import Platform
package import Tensors

/// A model in training: weights, optimiser and the memory of a team, all allocated once.
///
/// A step is data parallel: every worker takes its rows through encoder, decoder, loss and back, then the
/// gradients are summed and the weights updated, each worker its share. An auxiliary objective couples the
/// rows at the latents: the workers wait for one another there, and one computes the penalty of the batch.
/// Noise depends on (seed, step, row) alone, so results depend on the number of workers only by the order of
/// the final sums, and the same seed and team give bit-identical weights.
package final class TrainingStep {
  /// The two networks.
  package let architecture: Architecture
  /// The training objective.
  package let objective: Objective
  /// The optimiser's settings.
  package let optimizer: Adam
  /// The largest number of samples in a step.
  package let batchSize: Int
  let team: WorkerTeam
  private let seed: UInt64
  let table: ParameterTable
  let weights: StepWeights
  private let encoder: NetworkPlan
  private let decoder: NetworkPlan
  let workers: [StepWorker]
  let coupling: LatentCoupling?
  private let first: FloatBuffer
  private let second: FloatBuffer
  private let squares: DoubleBuffer
  private var updateCount = 0
  private var figures: [LatentFigure]
  private var penalties: [LossTerm]

  /// The most bytes that a step takes, known before anything is allocated.
  ///
  /// - Parameters:
  ///   - architecture: The two networks.
  ///   - batchSize: The largest number of samples in a step.
  ///   - workerCount: The number of workers.
  /// - Returns: Weights, moments and, for every worker, values, gradients and working memory.
  package static func byteCount(
    of architecture: Architecture, batchSize: Int, workerCount: Int
  ) -> Int {
    let weights = ParameterTable(architecture.networks).count
    let rows = (batchSize + workerCount - 1) / workerCount
    let plans = architecture.networks.map {
      NetworkMemory(of: $0, maximumRows: rows, needsGradients: true)
    }
    let targets = rows * (architecture.sampleShape.reduce(1, *) + architecture.latentCount)
    let perWorker = plans.reduce(weights + targets) { $0 + $1.perWorker }
    let shared = plans.reduce(3 * weights) { $0 + $1.shared }
    return (shared + workerCount * perWorker) * MemoryLayout<Float>.size
  }

  /// Allocates everything and initialises the weights.
  ///
  /// - Parameters:
  ///   - architecture: The two networks.
  ///   - objective: The training objective; its latent family must have as many heads as the encoder's
  ///     output.
  ///   - optimizer: The optimiser's settings.
  ///   - batchSize: The largest number of samples in a step.
  ///   - seed: The seed of weights and noise.
  ///   - team: The workers.
  package init(
    architecture: Architecture, objective: Objective, optimizer: Adam, batchSize: Int, seed: UInt64,
    team: WorkerTeam
  ) {
    precondition(batchSize > 0, "TrainingStep: batch size \(batchSize)")
    let heads = type(of: objective.latents).heads
    precondition(
      architecture.headCount == heads.count,
      "TrainingStep: \(architecture.headCount ?? 0) heads, expected \(heads)")
    self.architecture = architecture
    self.objective = objective
    self.optimizer = optimizer
    self.batchSize = batchSize
    self.seed = seed
    self.team = team
    guard let encoding = architecture.encoder else {
      preconditionFailure("TrainingStep: \(architecture.name) without an encoder")
    }
    let table = ParameterTable(architecture.networks)
    let rows = (batchSize + team.count - 1) / team.count
    let encoder = NetworkPlan(
      encoding, table: table, maximumRows: rows, needsInputGradient: false)
    let decoder = NetworkPlan(
      architecture.decoder, table: table, maximumRows: rows, needsInputGradient: true)
    self.table = table
    self.encoder = encoder
    self.decoder = decoder
    weights = StepWeights(
      parameters: FloatBuffer(table.initialValues(seed: seed)), encoder: encoder, decoder: decoder)
    workers = (0..<team.count).map { _ in
      StepWorker(
        architecture, objective: objective, table: table, encoder: encoder, decoder: decoder)
    }
    coupling = objective.auxiliary.map {
      LatentCoupling($0, latentCount: architecture.latentCount, batchSize: batchSize)
    }
    first = FloatBuffer(count: table.count)
    second = FloatBuffer(count: table.count)
    squares = DoubleBuffer(count: team.count)
    figures = type(of: objective.latents).figures.map {
      LatentFigure(name: $0, values: Array(repeating: 0, count: architecture.latentCount))
    }
    penalties = objective.penalties.map { LossTerm(name: $0, value: 0) }
    prepare()
  }

  /// The weights in memory order; set when a run is resumed or a model starts from given weights.
  package var parameters: [Float] {
    get { Array(weights.parameters.elements) }
    set {
      precondition(
        newValue.count == table.count,
        "TrainingStep: \(newValue.count) weights, expected \(table.count)")
      _ = weights.parameters.elements.update(from: newValue)
      prepare()
    }
  }

  /// The optimiser's state.
  package var optimizerState: OptimizerState {
    get {
      OptimizerState(
        first: Array(first.elements), second: Array(second.elements), step: updateCount)
    }
    set {
      precondition(
        newValue.first.count == table.count && newValue.second.count == table.count,
        "TrainingStep: moments \(newValue.first.count), \(newValue.second.count)")
      _ = first.elements.update(from: newValue.first)
      _ = second.elements.update(from: newValue.second)
      updateCount = newValue.step
    }
  }

  /// The gradient of the last step in memory order, summed over the workers, before clipping.
  package var gradient: [Float] { Array(workers[0].gradient.elements) }

  /// The current model, for samples mapped by `transform`.
  package func model(transform: PixelTransform) -> Model {
    Model(
      architecture: architecture, latents: objective.latents, transform: transform,
      parameters: parameters)
  }

  /// Trains on one batch.
  ///
  /// A step whose figures are not finite leaves the weights as they were.
  ///
  /// - Parameters:
  ///   - rowCount: The number of samples, at most ``batchSize``.
  ///   - step: The number of the step, on which the noise depends.
  ///   - betaScale: A factor on the objective's beta, for warm-up.
  ///   - learningRateScale: A factor on the optimiser's learning rate, for decay.
  ///   - likelihood: Replaces the objective's own in this step; `nil` keeps it.
  ///   - noise: Replaces the latents' noise, for comparisons with other programs.
  ///   - batch: Writes inputs, targets and factors.
  /// - Returns: The figures of the step, before the update.
  package func run(
    rowCount: Int, step: Int, betaScale: Double = 1, learningRateScale: Double = 1,
    likelihood: (any Likelihood)? = nil, noise: NoiseFiller? = nil, batch: BatchFiller
  ) -> StepReport {
    var report = pass(
      rowCount: rowCount, step: step, betaScale: betaScale,
      likelihood: likelihood ?? objective.likelihood, isTraining: true, noise: noise,
      batch: batch)
    report.gradientNorm = sumGradients()
    guard report.isFinite else {
      report.fault = fault(report)
      return report
    }
    update(
      scale: optimizer.scale(forNorm: report.gradientNorm), learningRateScale: learningRateScale)
    prepare()
    return report
  }

  /// Computes the loss of one batch without training.
  ///
  /// - Parameters:
  ///   - rowCount: The number of samples, at most ``batchSize``.
  ///   - step: Selects the noise; use a number that no training step has.
  ///   - batch: Writes inputs, targets and factors.
  /// - Returns: The figures of the batch.
  package func evaluate(rowCount: Int, step: Int, batch: BatchFiller) -> StepReport {
    pass(
      rowCount: rowCount, step: step, betaScale: 1, likelihood: objective.likelihood,
      isTraining: false, noise: nil, batch: batch)
  }

  private func pass(
    rowCount: Int, step: Int, betaScale: Double, likelihood: any Likelihood, isTraining: Bool,
    noise: NoiseFiller?, batch: BatchFiller
  ) -> StepReport {
    precondition(
      rowCount > 0 && rowCount <= batchSize, "TrainingStep: \(rowCount) rows of \(batchSize)")
    let (workers, team) = (workers, team)
    let elementCount = architecture.sampleShape.reduce(1, *)
    let pass = StepPass(
      batchSize: rowCount, beta: objective.beta * betaScale, likelihood: likelihood,
      scale: objective.reduction.scale(elementCount: elementCount), isTraining: isTraining,
      seed: seed, step: step, weights: weights, coupling: coupling)
    @Sendable func encode(_ worker: Int) {
      workers[worker].encode(
        team.rows(of: worker, in: rowCount), pass, batch: batch, noise: noise)
    }
    @Sendable func decode(_ worker: Int) {
      workers[worker].decode(team.rows(of: worker, in: rowCount), pass)
    }
    if let coupling {
      team.run { encode($0) }
      coupling.evaluate(rowCount: rowCount, isTraining: isTraining)
      team.run { decode($0) }
    } else {
      team.run { worker in
        encode(worker)
        decode(worker)
      }
    }
    return report(pass)
  }

  private func report(_ pass: StepPass) -> StepReport {
    let samples = Double(pass.batchSize)
    let reconstruction = workers.reduce(0) { $0 + $1.reconstruction } / samples
    // In place: the arrays of the last step are free again unless its report was kept.
    var divergence = 0.0
    for figure in figures.indices {
      for latent in figures[figure].values.indices {
        let sum = workers.reduce(0) { $0 + $1.figure(figure, of: latent) }
        figures[figure].values[latent] = sum / samples
        divergence += sum / samples
      }
    }
    for index in penalties.indices { penalties[index].value = coupling?.value(at: index) ?? 0 }
    let bound = reconstruction + pass.beta * divergence
    return StepReport(
      loss: bound * pass.scale + (coupling?.loss ?? 0), reconstruction: reconstruction,
      figures: figures, penalties: penalties, gradientNorm: 0, sampleCount: pass.batchSize)
  }

  /// Adds all workers' gradients into the first one's and returns the norm of the sum.
  private func sumGradients() -> Double {
    let (workers, team, squares) = (workers, team, squares)
    let vectors = table.count / Vector.scalarCount
    team.run { worker in
      // Of pointers: a loop over the workers may retain each of them for every vector, on all threads at once.
      squares.elements[worker] = withUnsafeTemporaryAllocation(
        of: UnsafeMutablePointer<Float>.self, capacity: workers.count
      ) { gradients in
        for (index, worker) in workers.enumerated() {
          gradients.initializeElement(at: index, to: worker.gradient.pointer)
        }
        var square = 0.0
        for vector in team.rows(of: worker, in: vectors) {
          let offset = vector * Vector.scalarCount
          var sum = loadVector(gradients[0] + offset)
          for other in 1..<gradients.count { sum += loadVector(gradients[other] + offset) }
          storeVector(sum, gradients[0] + offset)
          square += Double((sum * sum).sum())
        }
        return square
      }
    }
    return squares.elements.reduce(0, +).squareRoot()
  }

  private func update(scale: Double, learningRateScale: Double) {
    updateCount += 1
    var settings = optimizer
    settings.learningRate *= learningRateScale
    let (workers, team, optimizer, step) = (workers, team, settings, updateCount)
    let (parameters, first, second) = (weights.parameters, first, second)
    let vectors = table.count / Vector.scalarCount
    team.run { worker in
      let share = team.rows(of: worker, in: vectors)
      optimizer.update(
        share.lowerBound * Vector.scalarCount..<share.upperBound * Vector.scalarCount,
        parameters: parameters.pointer, gradient: workers[0].gradient.pointer, scale: scale,
        first: first.pointer, second: second.pointer, step: step)
    }
  }

  private func prepare() {
    let (encoder, decoder, weights, team) = (encoder, decoder, weights, team)
    team.run { worker in
      encoder.prepare(
        weights.parameters.pointer, into: weights.encoder.pointer, part: worker, of: team.count)
      decoder.prepare(
        weights.parameters.pointer, into: weights.decoder.pointer, part: worker, of: team.count)
    }
  }
}
