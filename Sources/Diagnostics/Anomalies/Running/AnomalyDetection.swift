import Analysis
import Datasets
package import Models
package import Tensors

/// Scores sets of samples with a model and compares them with normal samples.
package struct AnomalyDetection: Sendable {
  /// The model.
  package let checkpoint: DescribedModel
  /// The model's name.
  package let title: String
  /// The samples that are compared.
  package let plan: AnomalyPlan
  /// Counts, draws and seed.
  package let settings: AnomalySettings

  /// The parts of a model that are required.
  package static let needs: [ModelPart] = [.samples, .encoder, .objective]

  /// The shares of the time spent on steps other than scoring.
  private static let fittingShare = 0.03
  private static let comparingShare = 0.12

  /// Creates a comparison; it is not started.
  package init(
    _ checkpoint: DescribedModel, title: String, plan: AnomalyPlan, settings: AnomalySettings
  ) {
    self.checkpoint = checkpoint
    self.title = title
    self.plan = plan
    self.settings = settings
  }

  /// Scores and compares everything; equal models, samples and settings give equal numbers with any number of
  /// workers.
  ///
  /// - Parameters:
  ///   - team: The workers.
  ///   - isCancelled: Polled every few hundredths of a second, from any thread.
  ///   - progress: Receives the progress, on the calling thread.
  /// - Returns: The study.
  /// - Throws: ``AnomalyError`` when a sample or a code is not finite, or the work was cancelled.
  package func run(
    team: WorkerTeam = WorkerTeam(), isCancelled: @Sendable () -> Bool = { false },
    progress: (StudyProgress) -> Void = { _ in }
  ) throws(AnomalyError) -> AnomalyStudy {
    guard let objective = checkpoint.facts.objective else {
      throw AnomalyError(
        .missing(
          MissingPart(path: title, user: "anomaly", part: .objective, found: checkpoint.parts)))
    }
    let data = checkpoint.data
    let scores = AnomalyScore.all.filter { $0.reason(data, objective) == nil }
    let scoring = ScoredSamples.Scoring(
      checkpoint: checkpoint, scores: scores,
      aggregate: try fit(team, isCancelled: isCancelled, progress: progress),
      estimator: EvidenceEstimator(
        checkpoint.model, objective: objective, drawCount: settings.drawCount,
        seed: settings.seed),
      team: team)
    let (normal, scored) = try score(scoring, isCancelled: isCancelled, progress: progress)
    var sets: [AnomalousSetStudy] = []
    for (index, (set, values)) in zip(plan.sets, scored).enumerated() {
      let share = Double(index) / Double(plan.sets.count)
      progress(
        StudyProgress(
          stage: "compare \(set.title)",
          fraction: 1 - Self.comparingShare * (1 - share)))
      let comparison = SetComparison(
        set: set, scored: values, normal: normal,
        normalFactors: plan.normal.description.factors, seed: settings.seed)
      guard let study = comparison.study(team, isCancelled: isCancelled) else {
        throw .cancelled
      }
      sets.append(study)
    }
    progress(StudyProgress(stage: "done", fraction: 1))
    let missing = AnomalyScore.all.compactMap { score in
      score.reason(data, objective).map { (score.definition.key, $0) }
    }
    return AnomalyStudy(
      origin: origin, scores: scores.map(\.definition.key),
      missing: Dictionary(uniqueKeysWithValues: missing), sets: sets, notes: plan.notes)
  }

  private var origin: AnomalyStudy.Origin {
    AnomalyStudy.Origin(
      model: title, source: plan.normal.source, normal: plan.normal.label,
      normalCount: plan.normal.count, unit: checkpoint.data.unit,
      drawCount: settings.drawCount, seed: settings.seed)
  }

  private func fit(
    _ team: WorkerTeam, isCancelled: @Sendable () -> Bool, progress: (StudyProgress) -> Void
  ) throws(AnomalyError) -> AggregatePosterior {
    do {
      let encoded = try EncodedSamples(
        plan.fitted, by: checkpoint, team: team, isCancelled: isCancelled,
        progress: {
          progress(
            StudyProgress(stage: "fit the normal codes", fraction: Self.fittingShare * $0))
        })
      return AggregatePosterior(encoded.posterior)
    } catch { throw AnomalyError(error) }
  }

  private func score(
    _ scoring: ScoredSamples.Scoring, isCancelled: @Sendable () -> Bool,
    progress: (StudyProgress) -> Void
  ) throws(AnomalyError) -> (normal: ScoredSamples, sets: [ScoredSamples]) {
    let groups = [("normal samples", plan.normal)] + plan.sets.map { ($0.title, $0.samples) }
    let total = Double(groups.reduce(0) { $0 + $1.1.count })
    let share = 1 - Self.fittingShare - Self.comparingShare
    var done = 0
    var scored: [ScoredSamples] = []
    for (group, (title, samples)) in groups.enumerated() {
      scored.append(
        try ScoredSamples(
          samples, group: group, by: scoring, isCancelled: isCancelled,
          progress: { part in
            let count = Double(done) + part * Double(samples.count)
            progress(
              StudyProgress(
                stage: "score \(title)", fraction: Self.fittingShare + share * count / total))
          }))
      done += samples.count
    }
    return (scored[0], Array(scored.dropFirst()))
  }
}
