package import Analysis

/// The result of a diagnosis of a model on samples: a value that is cached, drawn and written as JSON.
package struct Diagnosis: Codable, Sendable, Equatable {
  /// The model and the samples.
  package var origin: DiagnosisOrigin
  /// The known factors; empty when the samples have none.
  package var factors: [DiagnosedFactor]
  /// The statistics of every latent, by index.
  package var latents: [LatentDiagnosis]
  /// The metrics in the order of ``MetricDefinition/all``, each with a number or a reason why it is missing.
  package var metrics: [MetricValue]
  /// The reconstruction metrics of what needs no model.
  package var baselines: ReconstructionBaselines
  /// The metrics of codes for other choices of latents and units.
  package var variants: CodeVariants
  /// How well latents predict the factors; empty without factors.
  package var predictions: [FactorPrediction]
  /// How the standard errors were found; `nil` where there are none.
  package var resampling: Resampling?
  /// A few samples for scatter plots.
  package var sample: CodeSample
  /// Remarks on the numbers for the reader, one per line.
  package var notes: [String]
  private var matrices: [String: Matrix]

  /// Creates a diagnosis.
  ///
  /// - Parameters:
  ///   - origin: The model and the samples.
  ///   - factors: The known factors, under unique names.
  ///   - latents: The statistics of every latent, by index.
  ///   - matrices: Those that could be computed; rows are factors or latents, columns latents.
  ///   - metrics: One per definition, in their order.
  ///   - baselines: The reconstruction metrics of what needs no model.
  ///   - variants: The metrics of codes for other choices of latents and units.
  ///   - predictions: How well latents predict the factors.
  ///   - resampling: How their standard errors were found; `nil` where there are none.
  ///   - sample: A few samples for scatter plots.
  ///   - notes: Remarks on the numbers for the reader.
  package init(
    origin: DiagnosisOrigin, factors: [DiagnosedFactor], latents: [LatentDiagnosis],
    matrices: [DiagnosisMatrix: Matrix], metrics: [MetricValue],
    baselines: ReconstructionBaselines, variants: CodeVariants,
    predictions: [FactorPrediction] = [], resampling: Resampling? = nil, sample: CodeSample,
    notes: [String] = []
  ) {
    self.origin = origin
    self.factors = factors
    self.latents = latents
    self.matrices = Dictionary(
      uniqueKeysWithValues: matrices.map { ($0.key.rawValue, $0.value) })
    self.metrics = metrics
    self.baselines = baselines
    self.variants = variants
    self.predictions = predictions
    self.resampling = resampling
    self.sample = sample
    self.notes = notes
  }

  /// A matrix, `[factors, latents]` or `[latents, latents]`; `nil` when it could not be computed.
  package func matrix(_ kind: DiagnosisMatrix) -> Matrix? { matrices[kind.rawValue] }

  /// The matrices that were computed, in their order.
  package var availableMatrices: [DiagnosisMatrix] {
    DiagnosisMatrix.allCases.filter { matrices[$0.rawValue] != nil }
  }

  /// A metric by its key; `nil` for an unknown one.
  package func metric(_ key: String) -> MetricValue? { metrics.first { $0.key == key } }

  /// Whether all parts are consistent; they are not in a damaged file.
  package var isSound: Bool {
    let (rows, columns) = (factors.count, latents.count)
    return columns > 0
      && latents.map(\.index) == Array(0..<columns)
      && latents.allSatisfy {
        $0.priorHistogram.isEmpty || $0.histogram.count == $0.priorHistogram.count
      }
      && metrics.map(\.key) == MetricDefinition.all.map(\.key) && baselines.isSound
      && variants.isSound
      && availableMatrices.count == matrices.count
      && availableMatrices.allSatisfy { kind in
        guard let matrix = matrix(kind) else { return false }
        return matrix.rowCount == (kind.hasFactorRows ? rows : columns)
          && matrix.columnCount == columns
          && matrix.elements.count == matrix.rowCount * matrix.columnCount
      }
      && sample.codes.count == columns && sample.factors.count == rows
      && Set((sample.codes + sample.factors).map(\.count)).count <= 1
      && predictions.allSatisfy {
        $0.determination.count == rows && $0.standardErrors.count == rows
      }
  }
}

extension Diagnosis {
  /// The interval of a metric over samples; `nil` where it is not known.
  package func interval(of metric: MetricValue) -> ClosedRange<Double>? {
    guard let resampling, let value = metric.value, let error = metric.standardError,
      let definition = MetricDefinition.named(metric.key)
    else { return nil }
    return resampling.interval(value, error, within: definition.range)
  }

  /// Half of the width of a metric's interval before its ends are cut at the metric's range; `nil` where it is not known.
  package func margin(of metric: MetricValue) -> Double? {
    guard let resampling, metric.value != nil else { return nil }
    return metric.standardError.map(resampling.margin)
  }

  /// The unit of a metric for these data.
  package func unit(of definition: MetricDefinition) -> String {
    guard definition.unit == MetricDefinition.squaredDataUnit else { return definition.unit }
    return origin.unit.isEmpty ? "" : origin.unit + "^2"
  }
}
