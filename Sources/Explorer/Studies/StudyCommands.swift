import Diagnostics

/// The commands that every study has: measure again, save, stop.
enum StudyCommands<Request: StudyRequest> {
  /// There is nothing to show before something was measured.
  static var needsResult: Command.Condition {
    { $0.result(Request.self) == nil ? "nothing was \(Request.words.participle) yet" : nil }
  }

  /// Measures again, and saves, on the screen of the study.
  ///
  /// - Parameters:
  ///   - prefix: What the names of the commands begin with.
  ///   - scope: That of the screen.
  ///   - formats: The files that are written, for example `JSON and CSV`.
  /// - Returns: Both commands.
  static func work(prefix: String, scope: CommandScope, formats: String) -> [Command] {
    [
      Command(
        "\(prefix).recompute", "\(Request.words.imperative) again", scope: scope,
        keys: [.character("r")], hint: "again",
        why: "Ignores the cached result; equal inputs give equal numbers.",
        unavailable: Conditions.needs(Request.needs),
        run: { state, _ in state.measure(Request.self, ignoringCache: true) }),
      Command(
        "\(prefix).export", "save as \(formats)", scope: scope, keys: [.character("x")],
        hint: "export", why: "All numbers on the screen, with the model, the samples and the seed.",
        unavailable: needsResult,
        run: { state, _ in
          guard let result = state.result(Request.self), let model = state.model else { return [] }
          state.message = .done("writing the \(Request.words.noun)")
          return [state.ask(ExportRequest(stem: "\(model.title)-\(Request.words.stem)", result))]
        }),
    ]
  }

  /// Stops it, while it is under way.
  static func stop(prefix: String, scope: CommandScope) -> Command {
    let words = Request.words
    return Command(
      "\(prefix).stop", "stop \(words.verb)", scope: scope, keys: [KeyPress(.escape)],
      hint: "stop", why: "Other screens can be used in the meantime; r starts again.",
      run: { state, _ in
        state.halt(Request.self, "stopped; r \(words.imperative)s again")
        return state.cancel(Request.self)
      })
  }
}
