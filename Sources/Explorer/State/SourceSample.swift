/// A sample that was encoded and is shown beside the decoded one.
struct SourceSample: Sendable, Equatable {
  /// The reference to the sample.
  var reference: SampleReference
  /// The sample and its posterior.
  var encoded: EncodedSample

  /// The name on screen.
  var label: String { reference.label }
}

extension SampleReference {
  /// The name on screen, for example `gallery #3`.
  var label: String {
    switch self {
    case .gallery(let index): "gallery #\(index)"
    case .data(let index): "data #\(index)"
    case .mapped(let index, _, _): "map #\(index)"
    case .anomalous(let sample): sample.label
    case .measurement: "re-encoded picture"
    }
  }
}
