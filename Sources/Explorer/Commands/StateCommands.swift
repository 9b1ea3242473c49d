/// Makes the commands of a screen that only change the state.
struct StateCommands: Sendable {
  /// Where their keys work.
  let scope: CommandScope
  /// Why they cannot run, where they give no reason of their own.
  let unavailable: Command.Condition

  /// Makes commands of a scope.
  init(_ scope: CommandScope, unavailable: @escaping Command.Condition = { _ in nil }) {
    (self.scope, self.unavailable) = (scope, unavailable)
  }

  /// A command.
  func callAsFunction(
    _ name: String, _ title: String, _ keys: [KeyPress], hint: String? = nil, why: String,
    scope: CommandScope? = nil, argument: Command.Argument? = nil, isListed: Bool = true,
    unavailable: Command.Condition? = nil,
    change: @escaping @Sendable (_ state: inout ExplorerState, _ argument: String) -> Void
  ) -> Command {
    Command(
      name, title, scope: scope ?? self.scope, keys: keys, hint: hint, why: why,
      argument: argument, isListed: isListed, unavailable: unavailable ?? self.unavailable,
      change: change)
  }

  /// A command that takes the choice which is typed, or the next one; `place` is where it is kept, and `message` says which
  /// it is.
  func choice<Choice: CaseIterable & RawRepresentable & Equatable & SendableMetatype>(
    _ name: String, _ title: String, _ keys: [KeyPress], hint: String? = nil, why: String,
    unavailable: Command.Condition? = nil,
    of place: any WritableKeyPath<ExplorerState, Choice> & Sendable,
    message: @escaping @Sendable (_ state: ExplorerState) -> String
  ) -> Command where Choice.RawValue == String {
    self(
      name, title, keys, hint: hint, why: why, argument: .choice(of: Choice.self),
      unavailable: unavailable
    ) { state, text in
      guard let choice = Command.choice(text, after: state[keyPath: place], &state) else { return }
      state[keyPath: place] = choice
      state.message = .done(message(state))
    }
  }
}

extension Command.Argument {
  /// One of several names; the command goes to the next one without it.
  static func choice<Choice: CaseIterable & RawRepresentable>(of type: Choice.Type) -> Self
  where Choice.RawValue == String {
    .optional(type.allCases.map(\.rawValue).joined(separator: "|"))
  }
}
