/// Everything that the explorer knows; a value that only ``update(_:_:)`` changes.
public struct ExplorerState: Sendable {
  /// How the program was started.
  public let options: ExplorerOptions
  /// The newest request of every kind that has not been answered yet.
  public private(set) var awaited: [RequestKind: RequestToken] = [:]
  /// The open model; `nil` until the first one is open.
  public internal(set) var model: OpenedModel?

  private var issuedTokenCount: UInt64 = 0

  /// Creates the state before anything is open.
  public init(options: ExplorerOptions) {
    self.options = options
  }

  /// Whether no answer is awaited, so that the screen is settled.
  public var isIdle: Bool { awaited.isEmpty }

  /// Makes the token of a new request, which supersedes older ones of its kind.
  mutating func request(_ kind: RequestKind) -> RequestToken {
    issuedTokenCount += 1
    let token = RequestToken(value: issuedTokenCount)
    awaited[kind] = token
    return token
  }

  /// Takes an answer: true once for the newest request of a kind, false for stale ones.
  mutating func accepts(_ token: RequestToken, for kind: RequestKind) -> Bool {
    guard awaited[kind] == token else { return false }
    awaited[kind] = nil
    return true
  }
}
