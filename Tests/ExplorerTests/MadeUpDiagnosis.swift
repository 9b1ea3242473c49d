import Analysis
import Diagnostics
import Foundation

/// A diagnosis that exists only as numbers, by formulas, so that screens look the same on every machine.
struct MadeUpDiagnosis {
  var model = MadeUpModel()
  var factorNames = ["flux", "radius", "g1", "g2", "psf"]
  var source = DiagnosisOrigin.Source.simulated
  var isCached = false
  var notes: [String] = []

  var report: StudyReport<Diagnosis> {
    StudyReport(diagnosis, isCached: isCached)
  }

  var diagnosis: Diagnosis {
    Diagnosis(
      origin: DiagnosisOrigin(
        model: "made-up", source: source, samples: "10,000 simulated, seed 1009", unit: "counts",
        count: 10_000, seed: 1009),
      factors: factorNames.map { DiagnosedFactor(name: $0, unit: $0 == "flux" ? "counts" : "") },
      latents: latents, matrices: matrices, metrics: metrics,
      baselines: baselines, variants: variants, predictions: predictions,
      resampling: Resampling(repeatCount: 20, halfCount: 5_000, sampleCount: 10_000),
      sample: sample, notes: notes)
  }

  /// Latents 1, 3, 2, 0 correlate with the factors in that order, with decreasing strength.
  func correlation(_ factor: Int, _ latent: Int) -> Double {
    let partners = [1, 3, 2, 0]
    if factor < partners.count, partners[factor] == latent {
      return (factor % 2 == 0 ? 1 : -1) * (0.95 - 0.1 * Double(factor))
    }
    return Double((factor * 5 + latent * 3) % 7 - 3) / 20
  }

  private var latents: [LatentDiagnosis] {
    model.divergence.enumerated().map { index, divergence in
      let width = divergence < 0.05 ? 1.0 : 1.0 + Double(index % 3) / 8
      return LatentDiagnosis(
        index: index, divergence: Double(divergence), mean: 0,
        deviation: divergence < 0.05 ? 0.02 : 0.9,
        posteriorVariance: divergence < 0.05 ? 1 : 0.05,
        kolmogorovSmirnov: Double(index % 5) / 50, range: -4...4, histogram: bell(width),
        priorHistogram: bell(1), isActive: divergence >= 0.05)
    }
  }

  private func bell(_ width: Double) -> [Double] {
    let weights = (0..<64).map { bin -> Double in
      let z = (Double(bin) + 0.5) / 8 - 4
      return exp(-z * z / (2 * width * width))
    }
    return weights.map { $0 / weights.reduce(0, +) }
  }

  private var matrices: [DiagnosisMatrix: Matrix] {
    let (rows, columns) = (factorNames.count, model.latentCount)
    func table(_ rows: Int, _ value: (Int, Int) -> Double) -> Matrix {
      Matrix(
        rowCount: rows, columnCount: columns,
        elements: (0..<rows).flatMap { row in (0..<columns).map { value(row, $0) } })
    }
    let between = { (row: Int, column: Int) in
      row == column ? 1 : Double((row + column) % 5 - 2) / 10
    }
    var matrices: [DiagnosisMatrix: Matrix] = [
      .latentCorrelation: table(columns, between),
      .latentCovariance: table(columns) { between($0, $1) * 0.5 },
    ]
    guard rows > 0 else { return matrices }
    matrices[.pearson] = table(rows, correlation)
    matrices[.spearman] = table(rows) { 0.98 * correlation($0, $1) }
    matrices[.powers] = table(rows) { abs(correlation($0, $1)) * 0.6 }
    matrices[.normalizedInformation] = table(rows) { pow(correlation($0, $1), 2) }
    matrices[.information] = table(rows) { 2.5 * pow(correlation($0, $1), 2) }
    return matrices
  }

  private var metrics: [MetricValue] {
    MetricDefinition.all.enumerated().map { index, definition in
      let lacksFactors = factorNames.isEmpty && index < 8
      guard !lacksFactors, definition.key != "beta_vae_score" else {
        return MetricValue(definition.key, missing: "no simulator of this program makes blobs")
      }
      var value = MetricValue(definition.key, 0.9 - Double(index) / 32)
      value.standardError = pow(10, Double(index % 6) - 5) * 0.2345
      return value
    }
  }

  private var baselines: ReconstructionBaselines {
    ReconstructionBaselines(
      rows: ReconstructionBaselines.Kind.allCases.enumerated().map { index, kind in
        ReconstructionBaselines.Row(
          kind: kind,
          values: ReconstructionBaselines.definitions.enumerated().map { place, definition in
            MetricValue(definition.key, pow(10, Double(index - place)) * 0.1234)
          })
      }, fittedTo: "4,000 simulated, seed 1011", isHeldOut: true, componentCount: 10)
  }

  private var variants: CodeVariants {
    CodeVariants(
      rows: CodeVariants.Variant.allCases.enumerated().map { index, variant in
        CodeVariants.Row(
          variant: variant,
          values: CodeVariants.definitions.enumerated().map { place, definition in
            MetricValue(definition.key, pow(10, Double(2 - index - place)) * 0.56)
          })
      })
  }

  private var predictions: [FactorPrediction] {
    guard !factorNames.isEmpty else { return [] }
    return FactorPrediction.Subset.allCases.enumerated().map { index, subset in
      FactorPrediction(
        subset: subset, latents: [0],
        determination: factorNames.indices.map { 0.98 - 0.3 * Double(index) - 0.01 * Double($0) })
    }
  }

  private var sample: CodeSample {
    let count = 200
    func value(_ row: Int, _ seed: Int) -> Float { Float((row * (2 * seed + 7)) % 101) / 25 - 2 }
    let codes = (0..<model.latentCount).map { latent in (0..<count).map { value($0, latent) } }
    let factors = factorNames.indices.map { factor in
      (0..<count).map { row in
        Float(correlation(factor, 1)) * codes[min(1, codes.count - 1)][row]
          + 0.3 * value(row, 40 + factor)
      }
    }
    return CodeSample(codes: codes, factors: factors)
  }
}
