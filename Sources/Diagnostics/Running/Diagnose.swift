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
    var bar = StageBar(MetricFamily.all)
    // The model and the baselines are measured on the same samples, one after the other.
    let samples = samples.keepingBlocks()
    let encoded = try EncodedSamples(
      samples, by: checkpoint, team: team, isCancelled: isCancelled,
      progress: { progress(bar.progress($0)) })
    bar.next()
    progress(bar.progress(0))
    let baselines = try baselines(
      samples, team, isCancelled: isCancelled, progress: { progress(bar.progress($0)) })
    bar.next()
    progress(bar.progress(0))
    let measuring = LatentMeasuring(
      encoded, by: checkpoint, data: samples.description, seed: settings.seed)
    guard let latents = measuring.latents(team, isCancelled: isCancelled) else {
      throw .cancelled
    }
    let inputs = DiagnosisInputs(
      checkpoint: checkpoint, data: samples.description, encoded: encoded, latents: latents,
      settings: settings, team: team)
    guard !isCancelled() else { throw .cancelled }
    let draft = DiagnosisDraft(inputs)
    let matrices = draft.matrices
    guard let predictions = FactorPredictions.measure(inputs, isCancelled: isCancelled) else {
      throw .cancelled
    }
    var metrics: [MetricValue] = []
    for family in MetricFamily.all {
      bar.next()
      progress(bar.progress(0))
      guard !isCancelled(),
        let values = family.values(
          inputs, isCancelled: isCancelled, progress: { progress(bar.progress($0)) })
      else { throw .cancelled }
      metrics += values
    }
    guard let variants = inputs.variants(isCancelled: isCancelled) else { throw .cancelled }
    progress(StudyProgress(stage: "done", fraction: 1))
    return Diagnosis(
      origin: DiagnosisOrigin(
        model: title, source: samples.source, samples: samples.label,
        unit: samples.description.unit, count: samples.count,
        seed: settings.seed),
      factors: draft.factors, latents: latents, matrices: matrices, metrics: metrics,
      baselines: baselines, variants: variants, predictions: predictions, sample: draft.sample,
      notes: samples.notes + draft.notes)
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
