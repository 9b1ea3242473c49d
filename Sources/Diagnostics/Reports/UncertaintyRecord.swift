/// The standard errors and intervals of a diagnosis as JSON: the method, and both per metric; `null` without any.
struct UncertaintyRecord: Encodable {
  private let diagnosis: Diagnosis

  init(_ diagnosis: Diagnosis) {
    self.diagnosis = diagnosis
  }

  func encode(to encoder: any Encoder) throws {
    guard let resampling = diagnosis.resampling else {
      var container = encoder.singleValueContainer()
      return try container.encodeNil()
    }
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(Resampling.method, forKey: .method)
    try container.encode(resampling.repeatCount, forKey: .repeats)
    try container.encode(resampling.halfCount, forKey: .samples)
    try container.encode(Resampling.confidence, forKey: .confidence)
    let intervals = diagnosis.metrics.compactMap { metric in
      Interval(metric, of: diagnosis).map { (metric.key, $0) }
    }
    try container.encode(Dictionary(uniqueKeysWithValues: intervals), forKey: .metrics)
  }

  private enum Key: String, CodingKey {
    case method, repeats, confidence, metrics
    case samples = "samples_per_repeat"
  }

  // The names of the properties are the keys of the file.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Interval: Encodable {
    let standard_error: Double
    let interval: [Double]

    init?(_ metric: MetricValue, of diagnosis: Diagnosis) {
      guard let error = metric.standardError, let range = diagnosis.interval(of: metric) else {
        return nil
      }
      standard_error = error
      interval = [range.lowerBound, range.upperBound]
    }
  }
}
