import Datasets
package import Models
package import Tensors

/// Evaluates a model on samples.
package struct Diagnose: Sendable {
  /// The model.
  package let checkpoint: DescribedModel
  /// The model's name.
  package let title: String
  /// The samples that it is evaluated on.
  package let samples: EvaluationSamples
  /// Seeds and limits.
  package let settings: EvaluationSettings

  /// The parts of a model that are required.
  package static let needs: [ModelPart] = [.samples, .encoder]

  /// Creates a diagnosis; it is not started.
  ///
  /// - Throws: ``DiagnosisError`` when the samples do not suit the model or are fewer than two.
  package init(
    _ checkpoint: DescribedModel, title: String, samples: EvaluationSamples,
    settings: EvaluationSettings = EvaluationSettings()
  ) throws(DiagnosisError) {
    try samples.check(for: checkpoint)
    guard samples.count >= 2 else {
      throw .tooFewSamples(data: samples.label, found: samples.count)
    }
    self.checkpoint = checkpoint
    self.title = title
    self.samples = samples
    self.settings = settings
  }

  /// Computes everything; equal models, samples and settings give equal numbers with any number of workers.
  ///
  /// - Parameters:
  ///   - team: The workers.
  ///   - isCancelled: Polled every few hundredths of a second, from any thread.
  ///   - progress: Receives the progress, on the calling thread.
  /// - Returns: The diagnosis.
  /// - Throws: ``DiagnosisError`` when a sample or a code is not finite, or the work was cancelled.
  package func run(
    team: WorkerTeam = WorkerTeam(), isCancelled: @Sendable () -> Bool = { false },
    progress: (StudyProgress) -> Void = { _ in }
  ) throws(DiagnosisError) -> Diagnosis {
    try run(team: team, isCancelled: isCancelled, progress: progress, preview: { _ in })
  }

  /// Computes everything, and passes on the metrics before what takes longer: predictors of other codes, and standard
  /// errors.
  ///
  /// - Parameters:
  ///   - team: The workers.
  ///   - isCancelled: Polled every few hundredths of a second, from any thread.
  ///   - progress: Receives the progress, on the calling thread.
  ///   - preview: Receives the diagnosis without what takes longer, on the calling thread.
  /// - Returns: The diagnosis.
  /// - Throws: ``DiagnosisError`` when a sample or a code is not finite, or the work was cancelled.
  package func run(
    team: WorkerTeam, isCancelled: @Sendable () -> Bool, progress: (StudyProgress) -> Void,
    preview: (Diagnosis) -> Void
  ) throws(DiagnosisError) -> Diagnosis {
    var bar = StageBar(MetricFamily.all, repeatCount: settings.repeatCount)
    // The model and the baselines are measured on the same samples, one after the other.
    let samples = samples.keepingBlocks()
    let encoded = try EncodedSamples(
      samples, by: checkpoint, team: team, isCancelled: isCancelled,
      progress: { progress(bar.progress($0)) })
    progress(bar.next())
    let baselines = try baselines(
      samples, team, isCancelled: isCancelled, progress: { progress(bar.progress($0)) })
    progress(bar.next())
    let inputs = try inputs(encoded, samples, team, isCancelled: isCancelled)
    let draft = DiagnosisDraft(inputs)
    let matrices = draft.matrices
    guard let predictions = FactorPredictions.measure(inputs, isCancelled: isCancelled) else {
      throw .cancelled
    }
    var metrics: [MetricValue] = []
    var draws: [String: any MetricDraws] = [:]
    for family in MetricFamily.all {
      progress(bar.next())
      guard !isCancelled(),
        let measured = family.measured(
          inputs, isCancelled: isCancelled, progress: { progress(bar.progress($0)) })
      else { throw .cancelled }
      metrics += measured.values
      draws[family.stage] = measured.draws
    }
    guard
      let quick = inputs.variants(metrics, includesLearned: false, isCancelled: isCancelled)
    else { throw .cancelled }
    var diagnosis = Diagnosis(
      origin: DiagnosisOrigin(
        model: title, source: samples.source, samples: samples.label,
        unit: samples.description.unit, count: samples.count,
        seed: settings.seed),
      factors: draft.factors, latents: inputs.latents, matrices: matrices, metrics: metrics,
      baselines: baselines, variants: quick, predictions: predictions, sample: draft.sample,
      notes: samples.notes + draft.notes)
    preview(renamed(diagnosis))
    progress(bar.next())
    guard
      let variants = inputs.variants(metrics, includesLearned: true, isCancelled: isCancelled)
    else { throw .cancelled }
    diagnosis.variants = variants
    progress(bar.next())
    let halves = HalfSampling(inputs: inputs, draws: draws)
    guard
      let completed = halves.completed(
        diagnosis, isCancelled: isCancelled, progress: { progress(bar.progress($0)) })
    else { throw .cancelled }
    progress(StudyProgress(stage: "done", fraction: 1))
    return renamed(completed)
  }

  private func inputs(
    _ encoded: EncodedSamples, _ samples: EvaluationSamples, _ team: WorkerTeam,
    isCancelled: @Sendable () -> Bool
  ) throws(DiagnosisError) -> DiagnosisInputs {
    let drawn = encoded.posterior.drawn(seed: settings.seed)
    let measuring = LatentMeasuring(
      encoded, drawn: drawn, by: checkpoint, data: samples.description)
    guard let latents = measuring.latents(team, isCancelled: isCancelled), !isCancelled() else {
      throw .cancelled
    }
    return DiagnosisInputs(
      checkpoint: checkpoint, data: samples.description, encoded: encoded, drawn: drawn,
      latents: latents,
      controlledEncoder: SimulatedCodes(
        samples.description, model: checkpoint.model, team: team),
      settings: settings, team: team)
  }

  private func baselines(
    _ samples: EvaluationSamples, _ team: WorkerTeam, isCancelled: @Sendable () -> Bool,
    progress: (Double) -> Void
  ) throws(DiagnosisError) -> ReconstructionBaselines {
    let measuring = BaselineMeasuring(
      samples: samples, checkpoint: checkpoint, seed: settings.seed)
    // The closure is kept only while the components are fitted.
    return try withoutActuallyEscaping(isCancelled) { isCancelled throws(DiagnosisError) in
      try measuring.baselines(team: team, isCancelled: isCancelled, progress: progress)
    }
  }
}
