/// A request to the engine as a value, with the handling of its answer.
///
/// A screen declares one beside its state. `ExplorerEngine` defines how it is answered, in an extension that
/// conforms the type to `EngineWork`; the shared code of requests does not change.
package protocol EngineRequest: Sendable, Equatable {
  /// The type of the answer.
  associatedtype Answer: Sendable
  /// The type of the progress reports.
  associatedtype Progress: Sendable = Never

  /// The kind; of each kind only the newest request is valid.
  static var kind: RequestKind { get }

  /// Handles the answer to the request, unless a newer one was made meanwhile.
  func take(_ answer: Answer, _ state: inout ExplorerState) -> [ExplorerEffect]
  /// Handles a progress report; the request stays pending.
  func take(progress: Progress, _ state: inout ExplorerState)
}

extension EngineRequest where Progress == Never {
  /// No progress is reported.
  package func take(progress: Never, _ state: inout ExplorerState) {}
}

extension EngineRequest {
  /// The event that completes the request.
  package func answered(_ token: RequestToken, _ answer: Answer) -> ExplorerEvent {
    .answered(token, Reply(value: answer) { state in take(answer, &state) })
  }

  /// The event that reports progress.
  package func progressed(_ token: RequestToken, _ progress: Progress) -> ExplorerEvent {
    .progressed(
      token,
      Reply(value: progress) { state in
        take(progress: progress, &state)
        return []
      })
  }
}

/// An answer with its handling, which is applied if the request is still pending.
package struct Reply: Sendable {
  /// The answer.
  package let value: any Sendable
  /// Changes the state.
  let take: @Sendable (_ state: inout ExplorerState) -> [ExplorerEffect]
}

/// A type-erased request.
package struct AnyRequest: Sendable, Equatable {
  /// The request.
  package let request: any EngineRequest

  /// Wraps a request.
  package init(_ request: any EngineRequest) {
    self.request = request
  }

  /// Whether both are equal requests of one type.
  package static func == (first: AnyRequest, second: AnyRequest) -> Bool {
    func equals<Request: EngineRequest>(_ request: Request) -> Bool {
      second.request as? Request == request
    }
    return equals(first.request)
  }
}

extension ExplorerState {
  /// Makes a request, which supersedes older ones of its kind.
  mutating func ask(_ wanted: some EngineRequest) -> ExplorerEffect {
    .work(request(type(of: wanted).kind), AnyRequest(wanted))
  }
}
