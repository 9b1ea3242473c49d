import Plotting

extension Screen {
  /// Running and finished training runs.
  static let train: Screen = Screen(
    name: "train", digit: 4, title: "Train",
    purpose: "Shows the progress of training runs of this and other programs.",
    commands: TrainingCommands.all + TrainCommands.all,
    scopes: TrainCommands.scopes, facts: \.trainFacts,
    draw: { state, frame, body, ink in frame.drawTrain(state, in: body, ink: ink) },
    backgroundWork: { $0.pendingTrainWork() },
    leave: { $0.openChosenRun() },
    take: { state, event in state.takeRuns(event) },
    beginKey: { $0.train.beginKey() },
    everywhere: { $0.train.isTraining ? [.training] : [] },
    ownStatus: { state, ink in
      guard let word = state.trainWord else {
        return StatusWord("no run", glyph: ink.glyphs.waiting, style: ink.warning)
      }
      return StatusWord(
        word.text, glyph: word.kind.glyph(ink.glyphs), style: word.kind.style(ink))
    })
}

extension CommandScope {
  /// The Train screen.
  static let train = CommandScope("train", title: "Train")
  /// While this process trains.
  static let training = CommandScope("training", title: "training")
}

extension RequestKind {
  /// Watching runs.
  package static let runs = RequestKind("runs") { state, reason in
    if state.train.halt != reason { state.log.append(reason) }
    state.train.halt = reason
    return .shown
  }
}

extension ExplorerState {
  /// The state of the Train screen.
  var train: TrainState {
    _read { yield self[TrainState.self] }
    _modify { yield &self[TrainState.self] }
  }

  /// Whether runs are watched, which may appear later.
  package var followsRuns: Bool { !train.paths.isEmpty }

  /// Whether this process trains.
  package var isTraining: Bool { train.isTraining }

  fileprivate mutating func takeRuns(_ event: ExplorerEvent) -> [ExplorerEffect]? {
    switch event {
    case .runsSeen(let token, let snapshot) where token == train.subscription:
      _ = accepts(token, for: .runs)
      return take(snapshot.escaped)
    case .training(let report): take(report)
    default: return nil
    }
    return []
  }
}

extension ExplorerStart {
  /// A start on the Train screen.
  package static func train(_ start: TrainStart) -> ExplorerStart {
    ExplorerStart(.train) { $0.train = TrainState(start) }
  }
}
