import Analysis
import Datasets
import Models
import Tensors
import TestSupport
import Testing

@testable import Diagnostics

/// Models with point codes, such as autoencoders and principal components.
@Suite struct PointLatentsTests {
  private let model: DescribedModel

  init() throws { model = try TestModel.checkpoint(latents: PointLatents()) }

  @Test func aDiagnosisHasWhatHasMeaning() throws {
    let settings = EvaluationSettings(sampleCount: 120, seed: 5)
    let diagnosis = try Diagnose(
      model, title: "points", samples: .best(for: model, settings: settings), settings: settings
    ).run()
    #expect(diagnosis.isSound)
    let total = try #require(diagnosis.metric("kl_divergence"))
    #expect(total.value == nil && total.reason == "the latents have no prior")
    #expect(diagnosis.metric("mig")?.value != nil && diagnosis.metric("psnr")?.value != nil)
    for latent in diagnosis.latents {
      #expect(latent.divergence == nil && latent.kolmogorovSmirnov == nil)
      #expect(latent.posteriorVariance == 0 && latent.priorHistogram.isEmpty)
      #expect(abs(latent.histogram.reduce(0, +) - 1) < 1e-5)
      #expect(latent.range.contains(latent.mean))
    }
    let widest = diagnosis.latents.map(\.deviation).max()
    #expect(diagnosis.latents.allSatisfy { $0.isActive || $0.deviation < (widest ?? 0) / 100 })
  }

  @Test func drawsComeFromTheCodes() {
    let sampler = LatentSampler(model)
    #expect(sampler.problem(.prior) == "the latents have no prior")
    #expect(sampler.points(.prior, count: 3, seed: 1).rowCount == 0)
    for draw in [LatentDraw.posterior, .components, .significant] {
      #expect(sampler.problem(draw) == nil && sampler.points(draw, count: 3, seed: 1).rowCount == 3)
    }
  }

  @Test func anomaliesAreScoredByWhatNeedsNoPrior() throws {
    let settings = AnomalySettings(sampleCount: 40, drawCount: 3, seed: 21)
    let study = try AnomalyDetection(
      model, title: "points",
      plan: try AnomalyPlan(
        for: model, files: [], changes: [], reference: nil, settings: settings),
      settings: settings
    ).run()
    #expect(study.scores.contains("reconstruction_error") && study.scores.contains("mahalanobis"))
    for key in ["negative_elbo", "negative_log_likelihood"] {
      #expect(study.missing[key] == "the latents have no prior")
    }
  }
}
