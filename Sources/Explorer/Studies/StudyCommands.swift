import Diagnostics

/// The commands that every study has: run again, save, stop.
enum StudyCommands<Request: StudyRequest> {
  /// Requires a result.
  static var needsResult: Command.Condition {
    { $0.result(Request.self) == nil ? "nothing was \(Request.words.participle) yet" : nil }
  }

  /// Runs the study again, and saves it, on its screen.
  ///
  /// - Parameters:
  ///   - prefix: The prefix of the commands' names.
  ///   - scope: The scope of the screen.
  ///   - formats: The formats of the files, for example `JSON and CSV`.
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

  /// Stops the study while it is running.
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
