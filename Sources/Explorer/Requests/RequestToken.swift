/// Names one request to the engine, so that an answer can be told from those of older requests.
package struct RequestToken: Sendable, Hashable, Comparable {
  /// The number of the request, growing from 1.
  package let value: UInt64

  /// Creates a token; only the explorer's state does so, and tests.
  package init(value: UInt64) {
    self.value = value
  }

  /// Whether the first request is older.
  package static func < (first: RequestToken, second: RequestToken) -> Bool {
    first.value < second.value
  }
}

/// The kinds of request; of each kind only the newest request counts.
package enum RequestKind: Sendable, Hashable, CaseIterable {
  /// Opening a model.
  case open
  /// Opening a data set.
  case openData
  /// Decoding the point under the sliders.
  case decode
  /// Simulating what stands beside the decoded sample.
  case simulate
  /// Decoding the strip of points along one latent.
  case sweep
  /// Encoding a sample.
  case encode
  /// Differentiating the decoder along one latent.
  case sensitivity
  /// Writing a snapshot.
  case snapshot
  /// Measuring the model.
  case diagnose
  /// Writing a diagnosis.
  case exportDiagnosis
  /// Comparing anomalous with normal samples.
  case anomalies
  /// Writing such a comparison.
  case exportAnomalies
  /// Computing a map.
  case map
  /// Placing the sliders' point on it.
  case mapPlace
  /// Telling what lies at a place of it.
  case mapInspection
  /// Writing it.
  case exportMap
  /// Looking at runs.
  case runs
  /// Making pictures of a run.
  case runPictures
}
