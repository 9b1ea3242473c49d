import Analysis
import Datasets
package import Models
package import Tensors

/// Measures a model of another program on the user's data and makes a checkpoint of it: statistics of its latents, ranges, alignment with known
/// factors and a gallery, which its file does not have.
package struct ModelImport: Sendable {
  private let model: DescribedModel
  private let title: String
  private let data: AnomalyPlan.File?
  private let settings: ImportSettings

  /// Plans the import.
  ///
  /// - Parameters:
  ///   - model: The model as its file tells it.
  ///   - title: Its name.
  ///   - data: The user's samples; `nil` leaves the prior as the only thing known of the latents.
  ///   - settings: Counts, scale and seed.
  /// - Throws: ``DiagnosisError/shapeMismatch(data:expected:found:)``.
  package init(
    _ model: DescribedModel, title: String, data: AnomalyPlan.File?,
    settings: ImportSettings = ImportSettings()
  ) throws(DiagnosisError) {
    if let data, data.dataset.sampleShape != model.model.sampleShape {
      throw .shapeMismatch(
        data: data.path, expected: model.model.sampleShape, found: data.dataset.sampleShape)
    }
    (self.model, self.title, self.data, self.settings) = (model, title, data, settings)
  }

  /// Does all of it.
  ///
  /// - Parameters:
  ///   - team: The workers.
  ///   - isCancelled: Polled often, from any thread.
  ///   - progress: Receives the progress, on the calling thread.
  /// - Returns: The checkpoint, and the report.
  /// - Throws: ``DiagnosisError`` when a sample or a code is not finite, ``InpaintingError`` of the hole test, or either when cancelled.
  package func run(
    team: WorkerTeam = WorkerTeam(), isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: (StudyProgress) -> Void = { _ in }
  ) throws -> (model: DescribedModel, report: ImportReport) {
    var report = ImportReport()
    guard model.model.hasEncoder else {
      report.remarks.append(
        "there is no encoder, so latents are shown over the range of the prior, and data cannot be encoded"
      )
      return (described(by: data?.dataset), report)
    }
    report.roundTrip = roundTrip()
    guard let data else {
      report.remarks.append("no --data, so latents are shown over the range of the prior")
      return (model, report)
    }
    let scaled = try scaled(by: data, into: &report)
    let samples = try EvaluationSamples.file(
      data.dataset, path: data.path, for: scaled,
      settings: EvaluationSettings(
        sampleCount: settings.sampleCount, seed: settings.seed, repeatCount: 0))
    report.samples = samples.label
    let encoded = try EncodedSamples(
      samples, by: scaled, team: team, isCancelled: isCancelled,
      progress: { progress(StudyProgress(stage: "encode", fraction: $0)) })
    let measured = measured(scaled, encoded, samples)
    report.diagnosis = try Diagnose(
      measured, title: title, samples: samples,
      settings: EvaluationSettings(
        sampleCount: settings.sampleCount, seed: settings.seed, repeatCount: 0)
    ).run(team: team, isCancelled: isCancelled, progress: progress)
    report.inpainting = try holes(measured, data, team, isCancelled, progress)
    return (measured, report)
  }

  /// The model with what the data say of its samples.
  private func described(by dataset: Dataset?, transform: PixelTransform? = nil) -> DescribedModel {
    var facts = model.facts
    if let dataset { facts.data = dataset.description }
    guard let transform else { return DescribedModel(model.model, facts: facts) }
    return DescribedModel(
      Model(
        architecture: model.model.architecture, latents: model.model.latents, transform: transform,
        parameters: model.model.parameters), facts: facts)
  }

  /// The model with the scale that was asked for, or that decodes the samples best.
  private func scaled(
    by data: AnomalyPlan.File, into report: inout ImportReport
  ) throws(DiagnosisError) -> DescribedModel {
    let step = max(1, data.dataset.count / ImportSettings.comparedCount)
    let rows = Array(
      stride(from: 0, to: data.dataset.count, by: step).prefix(ImportSettings.comparedCount))
    let samples = data.dataset.samples(rows)
    let moments = ElementMoments(of: samples)
    if let scale = settings.scale {
      guard let transform = scale.transform(for: moments) else { throw constant(data, moments) }
      report.scale = scale
      return described(by: data.dataset, transform: transform)
    }
    var results: [(ImportReport.ScaleResult, DescribedModel)] = []
    for scale in InputScale.allCases {
      guard let transform = scale.transform(for: moments) else { throw constant(data, moments) }
      let candidate = described(by: data.dataset, transform: transform)
      let error = Self.relativeError(of: candidate.model, samples, moments)
      results.append((ImportReport.ScaleResult(scale: scale, relativeError: error), candidate))
    }
    // NaN is worse than any error; of equal scales the first is the simplest.
    let order = results.indices.sorted { first, second in
      let errors = [first, second].map { index in
        results[index].0.relativeError.isNaN ? Double.infinity : results[index].0.relativeError
      }
      return (errors[0], first) < (errors[1], second)
    }
    report.scales = order.map { results[$0].0 }
    report.scale = results[order[0]].0.scale
    return results[order[0]].1
  }

  private func constant(_ data: AnomalyPlan.File, _ moments: ElementMoments) -> DiagnosisError {
    .misfit(
      data: data.path, expected: "samples that differ", found: "\(moments.minimum) everywhere")
  }

  /// The mean squared error of decoded samples over the variance of the samples.
  private static func relativeError(
    of model: Model, _ samples: Tensor, _ moments: ElementMoments
  ) -> Double {
    let decoded = model.decode(model.encode(samples).mean)
    let squares = zip(samples.elements, decoded.elements).reduce(0.0) {
      $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
    }
    let variance = Double(moments.deviation) * Double(moments.deviation)
    return squares / Double(max(1, samples.count)) / max(variance, .leastNormalMagnitude)
  }

  /// The model with statistics and gallery.
  private func measured(
    _ scaled: DescribedModel, _ encoded: EncodedSamples, _ samples: EvaluationSamples
  ) -> DescribedModel {
    var facts = scaled.facts
    let names = samples.description.factors.map(\.name)
    facts.statistics = LatentStatistics(
      measuring: encoded.posterior, codeCount: ImportSettings.keptCodes,
      factors: names.isEmpty ? nil : KnownFactors(names: names, values: samples.factors),
      latents: scaled.model.latents)
    let shown = 0..<min(ImportSettings.gallerySamples, samples.count)
    let shape = [shown.count] + scaled.model.sampleShape
    facts.gallery = Gallery(
      samples: Tensor(shape: shape, elements: shown.flatMap { samples.sample($0).elements }),
      factors: samples.factors.rows(shown), means: encoded.posterior.mean.rows(shown),
      logVariances: encoded.posterior.logVariance?.rows(shown))
    return DescribedModel(scaled.model, facts: facts)
  }

  private func holes(
    _ measured: DescribedModel, _ data: AnomalyPlan.File, _ team: WorkerTeam,
    _ isCancelled: @Sendable () -> Bool, _ progress: (StudyProgress) -> Void
  ) throws(InpaintingError) -> InpaintingStudy? {
    guard HoleMask.largest(of: measured.data) > 0, measured.data.kind != .features,
      data.dataset.count >= 2 * Self.leastHoleSamples
    else { return nil }
    let work = try Inpainting(
      measured, title: title, reference: data,
      settings: InpaintingSettings(
        sampleCount: min(Self.holeSamples, data.dataset.count / 2),
        referenceCount: min(2_000, data.dataset.count / 2), seed: settings.seed))
    return try work.run(team: team, isCancelled: isCancelled, progress: progress)
  }

  private static let holeSamples = 100
  private static let leastHoleSamples = 10

  private static let draws = 256

  /// Latents drawn from the prior, beside the codes of what they decode to.
  private func roundTrip() -> ImportReport.RoundTrip {
    let latents = model.model.latentCount
    var random = CounterRandom(seed: settings.seed, stream: .probing, step: 0)
    let drawn = Tensor(
      shape: [Self.draws, latents],
      elements: (0..<Self.draws * latents).map { _ in Float(random.nextGaussian()) })
    let codes = model.model.encode(model.model.decode(drawn)).mean
    let correlations = Correlation.pearson(drawn, codes)
    return ImportReport.RoundTrip(
      correlations: (0..<latents).map { correlations[$0, $0] }, count: Self.draws)
  }
}
