import Analysis
import Datasets
package import Models
import Simulations
package import Tensors

/// Decodes latent points drawn in several ways, and computes statistics of the decoded samples.
package struct Probe: Sendable {
  private let checkpoint: DescribedModel
  private let settings: ProbeSettings
  private let samples: EvaluationSamples?
  private let sampler: LatentSampler
  private let reader: ParticleReader?
  private let thermalization: Thermalization?

  /// The parts of a model that are required.
  package static let needs: [ModelPart] = [.samples]

  /// A worker polls for cancellation after this many samples.
  private static let blockSize = 16

  /// The real samples that a probe compares with; `nil` where no data are given and the model's samples are
  /// not particles or it has no encoder.
  ///
  /// - Throws: What ``EvaluationSamples/best(for:data:settings:)`` throws.
  package static func samples(
    for checkpoint: DescribedModel, data: AnomalyPlan.File?, settings: EvaluationSettings
  ) throws(DiagnosisError) -> EvaluationSamples? {
    let compares = checkpoint.model.hasEncoder && ParticleReader(checkpoint.data) != nil
    guard compares || data != nil else { return nil }
    return try EvaluationSamples.best(for: checkpoint, data: data, settings: settings)
  }

  /// Creates a probe.
  ///
  /// - Parameters:
  ///   - checkpoint: The model.
  ///   - samples: Real samples to compare particles with, used only for models of particles, which then need
  ///     an encoder; `nil` for no comparison.
  ///   - settings: The draws.
  package init(
    _ checkpoint: DescribedModel, samples: EvaluationSamples?, settings: ProbeSettings
  ) {
    self.checkpoint = checkpoint
    self.samples = samples
    self.settings = settings
    sampler = LatentSampler(
      checkpoint, codes: settings.codes, componentCount: settings.componentCount)
    reader = ParticleReader(checkpoint.data)
    thermalization = settings.metropolisSweepCount == 0 ? nil : Thermalization(checkpoint)
  }

  /// The draws that are impossible with this model, and why.
  package var omissions: [(draw: LatentDraw, reason: String)] {
    settings.draws.compactMap { draw in sampler.problem(draw).map { (draw, $0) } }
  }

  /// Why Metropolis sweeps that were asked for are impossible; `nil` when they are possible, or none were asked for.
  package var sweepProblem: String? {
    guard settings.metropolisSweepCount > 0 else { return nil }
    if reader == nil { return "the samples are not particles" }
    if thermalization == nil { return "the data have no simulator of particles" }
    return samples == nil ? "the model has no encoder" : nil
  }

  /// Draws, decodes and measures; equal settings give equal reports with any number of workers.
  ///
  /// - Parameters:
  ///   - team: The workers.
  ///   - isCancelled: Polled every few samples, from any thread.
  ///   - progress: Receives the current stage and the fraction of it that is done, on the calling thread.
  /// - Returns: The report.
  /// - Throws: `DiagnosisError` when the real samples have another shape or are not valid configurations, or
  ///   the work was cancelled.
  package func run(
    team: WorkerTeam = WorkerTeam(), isCancelled: @Sendable () -> Bool = { false },
    progress: (_ stage: String, _ fraction: Double) -> Void = { _, _ in }
  ) throws(DiagnosisError) -> ProbeReport {
    let samples = try realParticles(team, isCancelled, progress)
    let real = samples?.statistics
    let cloud = checkpoint.facts.statistics.flatMap { CodeCloud($0) }
    var draws: [ProbeReport.Draw] = []
    for draw in settings.draws where sampler.problem(draw) == nil {
      let points = sampler.points(
        draw, count: settings.count, steps: settings.steps, seed: settings.seed)
      let blocks = try measured(points, team, isCancelled) { progress("draw \(draw.rawValue)", $0) }
      let projections = blocks.flatMap(\.projections)
      let thermalized = try thermalized(
        projections, team, isCancelled, { progress("sweeps of \(draw.rawValue)", $0) }
      ) { thermalization, index in
        thermalization.gravity(
          of: Array(points.row(index)), index: index, chosen: settings.gravity)
      }
      draws.append(
        ProbeReport.Draw(
          draw: draw, points: points,
          samples: Tensor(
            shape: [points.rowCount] + checkpoint.model.sampleShape,
            elements: blocks.flatMap(\.elements)),
          distances: cloud.map { cloud in
            (0..<points.rowCount).map { cloud.measure(Array(points.row($0))) }
          } ?? [],
          particles: real.flatMap { real in
            reader.map {
              ProbedParticles(
                projections, boxLength: $0.format.boxLength, real: real, thermalized: thermalized)
            }
          }))
    }
    return ProbeReport(
      draws: draws,
      omissions: omissions,
      real: real, realLabel: real == nil ? "" : self.samples?.label ?? "",
      reconstructions: samples?.reconstructions, reconstructionError: samples?.error,
      explained: settings.draws.contains(.components)
        ? sampler.components()?.explained(sampler.componentCount) : nil,
      componentCount: sampler.componentCount,
      thermalization: thermalization)
  }

  /// Projected configurations after the Metropolis sweeps; `nil` without any.
  private func thermalized(
    _ projections: [Result<ParticleProjection, GeometryError>], _ team: WorkerTeam,
    _ isCancelled: @Sendable () -> Bool, _ progress: (Double) -> Void,
    gravity: (Thermalization, _ index: Int) -> Double
  ) throws(DiagnosisError) -> ThermalizedParticles? {
    guard let thermalization else { return nil }
    let plan = ThermalizationPlan(
      starts: projections.map { try? $0.get().positions },
      gravities: projections.indices.map { gravity(thermalization, $0) },
      counts: ThermalizationPlan.counts(to: settings.metropolisSweepCount),
      sweeps: MetropolisSweeps(thermalization.model, seed: settings.seed),
      comparedCount: settings.count)
    let blocks = try waves(of: plan.blockCount, team, isCancelled, progress) {
      plan.block($0, isCancelled: isCancelled)
    }
    return try plan.result(
      blocks.map { block throws(DiagnosisError) in
        guard let block else { throw .cancelled }
        return block
      })
  }

  private struct Block: Sendable {
    var elements: [Float] = []
    var projections: [Result<ParticleProjection, GeometryError>] = []
  }

  private func measured(
    _ points: Tensor, _ team: WorkerTeam, _ isCancelled: @Sendable () -> Bool,
    _ progress: (Double) -> Void
  ) throws(DiagnosisError) -> [Block] {
    try blocks(of: points.rowCount, team, isCancelled, progress) { range in
      let decoded = checkpoint.model.decode(points.rows(range))
      guard let reader else { return Block(elements: decoded.elements) }
      return Block(
        elements: decoded.elements,
        projections: (0..<decoded.rowCount).map { row in
          Result { () throws(GeometryError) in try reader.projection(of: decoded.row(row)) }
        })
    }
  }

  /// Real samples as particles, with their reconstructions.
  private struct RealParticles {
    let statistics: ConfigurationStatistics
    let reconstructions: ProbedParticles
    let error: Double?
  }

  private struct RealSample: Sendable {
    let positions: [SIMD2<Double>]
    let reconstruction: Result<ParticleProjection, GeometryError>
  }

  /// The real samples; `nil` where samples are not particles or none are given.
  private func realParticles(
    _ team: WorkerTeam, _ isCancelled: @Sendable () -> Bool, _ progress: (String, Double) -> Void
  ) throws(DiagnosisError) -> RealParticles? {
    guard let reader, let samples else { return nil }
    try samples.check(for: checkpoint)
    // A worker makes whole blocks of samples, because the noise of simulated ones is drawn per block.
    let runs = (samples.count + EvaluationSamples.blockSize - 1) / EvaluationSamples.blockSize
    let results = try waves(of: runs, team, isCancelled, { progress("real samples", $0) }) { run in
      realSamples(samples.block(samples.blockRange(of: run * EvaluationSamples.blockSize)), reader)
    }
    var real: [RealSample] = []
    for result in results.joined() {
      switch result {
      case .success(let sample): real.append(sample)
      case .failure(let error):
        throw .notDistances(data: samples.label, sample: real.count, reason: "\(error)")
      }
    }
    let boxLength = reader.format.boxLength
    let statistics = ConfigurationStatistics(real.map(\.positions), boxLength: boxLength)
    let errors = real.compactMap { sample in
      (try? sample.reconstruction.get()).map {
        ParticleOverlay(
          $0.recovered.positions, over: sample.positions, from: reader.format.elements
        ).error
      }
    }
    let gravity = samples.description.factors.firstIndex { $0.name == FluidSettings.gravityName }
    let reconstructions = real.map(\.reconstruction)
    let thermalized = try thermalized(
      reconstructions, team, isCancelled, { progress("sweeps of reconstructions", $0) }
    ) { thermalization, index in
      let own = gravity.map { Double(samples.factors[index, $0]) }
      let known = own.flatMap(thermalization.stored)
      return thermalization.gravity(of: [], index: index, chosen: settings.gravity ?? known)
    }
    return RealParticles(
      statistics: statistics,
      reconstructions: ProbedParticles(
        reconstructions, boxLength: boxLength, real: statistics, thermalized: thermalized),
      error: errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count))
  }

  private func realSamples(
    _ block: Tensor, _ reader: ParticleReader
  ) -> [Result<RealSample, GeometryError>] {
    let decoded = checkpoint.model.decode(checkpoint.model.encode(block).mean)
    return (0..<block.rowCount).map { row in
      Result { () throws(GeometryError) in
        let sample = Tensor(
          shape: checkpoint.model.sampleShape, elements: Array(block.row(row)))
        try reader.check(measured: sample)
        let positions = try reader.particles(of: sample).positions
        return RealSample(
          positions: positions,
          reconstruction: Result { () throws(GeometryError) in
            try reader.projection(of: decoded.row(row))
          })
      }
    }
  }

  private func blocks(
    of count: Int, _ team: WorkerTeam, _ isCancelled: @Sendable () -> Bool,
    _ progress: (Double) -> Void, _ block: @Sendable (Range<Int>) -> Block
  ) throws(DiagnosisError) -> [Block] {
    let blockCount = (count + Self.blockSize - 1) / Self.blockSize
    return try waves(of: blockCount, team, isCancelled, progress) { index in
      block(index * Self.blockSize..<min((index + 1) * Self.blockSize, count))
    }
  }

  /// Values by index, one per worker at a time, so that progress is reported from this thread alone.
  private func waves<Value: Sendable>(
    of count: Int, _ team: WorkerTeam, _ isCancelled: @Sendable () -> Bool,
    _ progress: (Double) -> Void, _ value: @Sendable (Int) -> Value
  ) throws(DiagnosisError) -> [Value] {
    var values: [Value] = []
    while values.count < count {
      let start = values.count
      let size = min(team.count, count - start)
      let results = team.results(size) { isCancelled() ? nil : value(start + $0) }
      for result in results {
        guard let result else { throw .cancelled }
        values.append(result)
      }
      progress(Double(values.count) / Double(count))
    }
    return values
  }
}
