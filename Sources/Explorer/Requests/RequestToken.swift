/// Identifies a request to the engine, so that answers to superseded requests can be recognised.
package struct RequestToken: Sendable, Hashable, Comparable {
  /// The number of the request, ascending from 1.
  package let value: UInt64

  /// Creates a token; only the explorer's state and tests do so.
  package init(value: UInt64) {
    self.value = value
  }

  /// Whether the first request is older.
  package static func < (first: RequestToken, second: RequestToken) -> Bool {
    first.value < second.value
  }
}

/// A kind of request, declared where it is made; of each kind only the newest request is valid.
package struct RequestKind: Sendable, Hashable, CustomStringConvertible {
  /// The name; unique.
  package let description: String
  /// Whether answers may take minutes, so that the screen counts as settled while one is pending.
  package let takesLong: Bool
  /// Handles a failure, in addition to the message.
  let fail: @Sendable (_ state: inout ExplorerState, _ reason: String) -> Failure

  /// How the reason of a failure is shown.
  enum Failure {
    /// On the status line and in the log.
    case reported
    /// On the screen that made the request.
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
    state.endOpening()
    return .reported
  }
  /// Opening a data set.
  package static let openData = RequestKind("openData") { state, reason in
    if state.awaitsStartData { state.unusableStartData = reason }
    state.files.isOpening = false
    return .reported
  }
  /// Decoding the sliders' point.
  package static let decode = RequestKind("decode")
  /// Simulating the sample to compare with the decoded one.
  package static let simulate = RequestKind("simulate")
  /// Encoding a sample.
  package static let encode = RequestKind("encode") { state, _ in
    state.requested.sample = nil
    return .reported
  }
}
