import Plotting
import Testing

@testable import Explorer

/// An explorer with its fake engine: keys in, state, effects and frames out.
struct Session {
  private(set) var state: ExplorerState
  /// All effects since the last call of ``forgetEffects()``.
  private(set) var effects: [ExplorerEffect] = []
  /// Requests that were not answered yet; used while ``holdsAnswers``.
  private(set) var unanswered: [ExplorerEffect] = []
  /// Whether answers wait until ``settle()``.
  var holdsAnswers = false
  var engine = FakeEngine()

  static let color = TerminalCapabilities(graphics: .half, color: .trueColor)
  static let mono = TerminalCapabilities(graphics: .ascii, color: .mono)

  /// Starts and opens the made-up model, unless answers are held from the start.
  init(
    _ capabilities: TerminalCapabilities = Session.color,
    size: Size = Size(columns: 100, rows: 30), model: MadeUpModel = MadeUpModel(),
    modelPath: String? = "models/made-up.safetensors", dataPath: String? = nil,
    start: ExplorerStart = .explore, runs: MadeUpRuns = MadeUpRuns(),
    answersAtStart: Bool = true, decimalNotation: DecimalNotation = DecimalNotation(),
    ranges: LatentRanges = .none
  ) {
    holdsAnswers = !answersAtStart
    engine.model = model
    engine.runs = runs
    state = ExplorerState(
      options: ExplorerOptions(
        modelPath: modelPath, dataPath: dataPath, start: start, capabilities: capabilities,
        decimalNotation: decimalNotation, seed: 7, ranges: ranges)
    )
    send(.resized(size))
    send(.started)
  }

  /// Updates the state with an event and, unless answers are held, with all that follow from it.
  mutating func send(_ event: ExplorerEvent) {
    let asked = update(&state, event)
    effects += asked
    unanswered += asked
    if !holdsAnswers { settle() }
  }

  /// Answers every request in order until none is left.
  mutating func settle() {
    var answered = 0
    while !unanswered.isEmpty {
      answered += 1
      guard answered < 10_000 else {
        Issue.record("asked without end: \(unanswered[0])")
        return
      }
      for answer in engine.answers(unanswered.removeFirst()) {
        let asked = update(&state, answer)
        effects += asked
        unanswered += asked
      }
    }
  }

  /// Presses the keys of a script.
  mutating func press(_ script: String) throws {
    for key in try KeyScript.parse(script) { send(.key(key)) }
  }

  /// Uses another table of types of samples.
  mutating func use(_ depictions: [any Depiction]) {
    state.depictions = depictions
  }

  mutating func forgetEffects() {
    effects = []
  }

  func frame(columns: Int, rows: Int) -> Frame {
    render(state, size: Size(columns: columns, rows: rows))
  }
}

extension ExplorerEffect {
  /// The request that a screen made, if it is of a type.
  func request<Request: EngineRequest>(_ type: Request.Type) -> Request? {
    guard case .work(_, let any) = self else { return nil }
    return any.request as? Request
  }
}
