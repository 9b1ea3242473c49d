import Analysis

/// A diagnosis as JSON for other programs: every metric under its key at the top level, `null` where it is
/// missing.
///
/// Matrices are lists of rows in the order of `factors` (or `latents`) and columns in the order of `latents`.
package struct DiagnosisDocument: Encodable, Sendable {
  private let diagnosis: Diagnosis

  /// Creates the document of a diagnosis.
  package init(_ diagnosis: Diagnosis) {
    self.diagnosis = diagnosis
  }

  /// The document as indented text with its keys in alphabetical order.
  package var bytes: [UInt8] {
    guard let bytes = try? JSONDocument.bytes(of: self) else {
      preconditionFailure("DiagnosisDocument: a number that is not finite in \(diagnosis.origin)")
    }
    return bytes
  }

  /// Writes the document.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(diagnosis.origin.model, forKey: Key("model"))
    try container.encode(DataRecord(diagnosis.origin), forKey: Key("data"))
    for metric in diagnosis.metrics { try container.encode(metric.value, forKey: Key(metric.key)) }
    let reasons = diagnosis.metrics.compactMap { metric in
      metric.reason.map { (metric.key, $0) }
    }
    try container.encode(
      Dictionary(uniqueKeysWithValues: reasons), forKey: Key("unavailable"))
    try container.encode(UncertaintyRecord(diagnosis), forKey: Key("uncertainty"))
    try container.encode(BaselineRecord(diagnosis.baselines), forKey: Key("baselines"))
    var variants = container.nestedContainer(keyedBy: Key.self, forKey: Key("code_variants"))
    for row in diagnosis.variants.rows {
      var own = variants.nestedContainer(keyedBy: Key.self, forKey: Key(row.variant.rawValue))
      for metric in row.values { try own.encode(metric.value, forKey: Key(metric.key)) }
    }
    for kind in DiagnosisMatrix.allCases {
      let rows = diagnosis.matrix(kind).map { matrix in
        (0..<matrix.rowCount).map { Array(matrix.row($0)) }
      }
      try container.encode(rows, forKey: Key(kind.rawValue))
    }
    try container.encode(factors, forKey: Key("factors"))
    try container.encode(diagnosis.latents.map(LatentRecord.init), forKey: Key("latents"))
    try container.encode(diagnosis.notes, forKey: Key("notes"))
  }

  private var factors: [FactorRecord] {
    diagnosis.factors.enumerated().map { index, factor in
      let pairs = diagnosis.predictions.map { ($0.subset.rawValue, $0.determination[index]) }
      return FactorRecord(
        name: factor.name, unit: factor.unit, is_constant: factor.isConstant,
        r2_by_neighbors: Dictionary(uniqueKeysWithValues: pairs),
        r2_standard_error: Dictionary(
          uniqueKeysWithValues: diagnosis.predictions.map {
            ($0.subset.rawValue, $0.standardErrors[index])
          }))
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private struct DataRecord: Encodable {
    let source: DiagnosisOrigin.Source
    let samples: String
    let count: Int
    let seed: UInt64

    init(_ origin: DiagnosisOrigin) {
      (source, samples, count, seed) = (origin.source, origin.samples, origin.count, origin.seed)
    }
  }

  private struct BaselineRecord: Encodable {
    let baselines: ReconstructionBaselines

    init(_ baselines: ReconstructionBaselines) { self.baselines = baselines }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      for row in baselines.rows {
        var own = container.nestedContainer(keyedBy: Key.self, forKey: Key(row.kind.rawValue))
        for metric in row.values { try own.encode(metric.value, forKey: Key(metric.key)) }
      }
      try container.encode(baselines.fittedTo, forKey: Key("fitted_to"))
      try container.encode(baselines.isHeldOut, forKey: Key("is_held_out"))
      try container.encode(baselines.componentCount, forKey: Key("component_count"))
    }
  }

  // The names of the properties are the keys of the file.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct FactorRecord: Encodable {
    let name: String
    let unit: String
    let is_constant: Bool
    let r2_by_neighbors: [String: Double]
    let r2_standard_error: [String: Double?]
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct LatentRecord: Encodable {
    let name: String
    let title: String
    let kl: Double?
    let mean: Double
    let deviation: Double
    let mean_variance: Double
    let posterior_variance: Double
    let is_active: Bool
    let kolmogorov_smirnov: Double?
    let range: [Double]
    let histogram: [Double]
    let prior_histogram: [Double]

    init(_ latent: LatentDiagnosis) {
      name = latent.name
      title = latent.title
      kl = latent.divergence
      mean = latent.mean
      deviation = latent.deviation
      mean_variance = latent.meanVariance
      posterior_variance = latent.posteriorVariance
      is_active = latent.isActive
      kolmogorov_smirnov = latent.kolmogorovSmirnov
      range = [latent.range.lowerBound, latent.range.upperBound]
      histogram = latent.histogram
      prior_histogram = latent.priorHistogram
    }
  }
}
