/// A request as a value of its own: what is wanted, and what an answer means.
///
/// A screen declares one beside its state. `ExplorerEngine` says how it is met, in an extension that conforms the type to
/// `EngineWork`; nothing that the requests share changes.
package protocol EngineRequest: Sendable, Equatable {
  /// What the engine answers with.
  associatedtype Answer: Sendable
  /// What it reports on the way.
  associatedtype Progress: Sendable = Never

  /// The kind, of which only the newest request counts.
  static var kind: RequestKind { get }

  /// Takes the answer to the request, unless a newer one was made meanwhile.
  func take(_ answer: Answer, _ state: inout ExplorerState) -> [ExplorerEffect]
  /// Takes how far the work is; the request stays open.
  func take(progress: Progress, _ state: inout ExplorerState)
}

extension EngineRequest where Progress == Never {
  /// Nothing is reported on the way.
  package func take(progress: Never, _ state: inout ExplorerState) {}
}

extension EngineRequest {
  /// The event that ends the request.
  package func answered(_ token: RequestToken, _ answer: Answer) -> ExplorerEvent {
    .answered(token, Reply(value: answer) { state in take(answer, &state) })
  }

  /// The event that tells how far the work is.
  package func progressed(_ token: RequestToken, _ progress: Progress) -> ExplorerEvent {
    .progressed(
      token,
      Reply(value: progress) { state in
        take(progress: progress, &state)
        return []
      })
  }
}

/// What a request makes of an answer: a change of the state, done if the request is still awaited.
package struct Reply: Sendable {
  /// The answer.
  package let value: any Sendable
  /// Changes the state.
  let take: @Sendable (_ state: inout ExplorerState) -> [ExplorerEffect]
}

/// A request of any type.
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
