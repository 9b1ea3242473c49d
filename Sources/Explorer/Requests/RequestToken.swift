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

/// A kind of request, declared where it is asked for; of each kind only the newest request counts.
package struct RequestKind: Sendable, Hashable, CustomStringConvertible {
  /// The name; unique.
  package let description: String
  /// Whether the screen is settled while an answer is awaited: what takes a minute is not waited for.
  package let takesLong: Bool
  /// What a failure of it means beyond a message.
  let fail: @Sendable (_ state: inout ExplorerState, _ reason: String) -> Failure

  /// What becomes of the reason why a request failed.
  enum Failure {
    /// It is reported on the status line and in the log.
    case reported
    /// The screen shows it.
    case shown
  }

  /// Declares a kind.
  init(
    _ name: String, takesLong: Bool = false,
    fail: @escaping @Sendable (inout ExplorerState, String) -> Failure = { _, _ in .reported }
  ) {
    (description, self.takesLong, self.fail) = (name, takesLong, fail)
  }

  /// Whether both are the same kind.
  package static func == (first: RequestKind, second: RequestKind) -> Bool {
    first.description == second.description
  }

  /// Hashes the name.
  package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension RequestKind {
  /// Opening a model.
  package static let open = RequestKind("open") { state, _ in
    state.earlyKeys = EarlyKeys()
    state.files.isOpening = false
    return .reported
  }
  /// Opening a data set.
  package static let openData = RequestKind("openData") { state, reason in
    if state.awaitsStartData { state.unusableStartData = reason }
    state.files.isOpening = false
    return .reported
  }
  /// Decoding the point under the sliders.
  package static let decode = RequestKind("decode")
  /// Simulating what stands beside the decoded sample.
  package static let simulate = RequestKind("simulate")
  /// Encoding a sample.
  package static let encode = RequestKind("encode") { state, _ in
    state.requested.sample = nil
    return .reported
  }
}
