/// One thing that the user can ask for: the row behind a key, a line of help and an entry of the palette.
struct Command: Sendable {
  /// What a command needs to be told.
  struct Argument: Sendable {
    /// What to type, for example `linear|asinh|log`.
    let placeholder: String
    /// Whether the command does nothing without it.
    let isRequired: Bool
    /// Whether it is a file or folder, so that names can be completed.
    var isPath = false

    /// The command asks for more.
    static func required(_ placeholder: String) -> Argument {
      Argument(placeholder: placeholder, isRequired: true)
    }

    /// The command asks for a file or folder.
    static func path(_ placeholder: String) -> Argument {
      Argument(placeholder: placeholder, isRequired: true, isPath: true)
    }

    /// The command has a sensible default, mostly "the next one".
    static func optional(_ placeholder: String) -> Argument {
      Argument(placeholder: placeholder, isRequired: false)
    }
  }

  /// Does the work; the text is the argument, empty when none was typed.
  typealias Action =
    @Sendable (_ state: inout ExplorerState, _ argument: String) -> [ExplorerEffect]
  /// Says why a command cannot run now; `nil` when it can.
  typealias Condition = @Sendable (_ state: ExplorerState) -> String?

  /// What is typed in the palette; unique.
  let name: String
  /// What it does, in a few words.
  let title: String
  /// Where its keys work.
  let scope: CommandScope
  /// The keys; empty for what only the palette offers.
  let keys: [KeyPress]
  /// A word for the row of hints; `nil` for what is not hinted at.
  let hint: String?
  /// Why one would want it, in a sentence or two.
  let why: String
  /// What it needs to be told.
  let argument: Argument?
  /// Whether help and palette list it; those with which panes answer to pointing are not.
  let isListed: Bool
  /// Says why it cannot run now.
  let unavailable: Condition
  /// Does the work.
  let run: Action

  init(
    _ name: String, _ title: String, scope: CommandScope, keys: [KeyPress] = [],
    hint: String? = nil, why: String, argument: Argument? = nil, isListed: Bool = true,
    unavailable: @escaping Condition = { _ in nil }, run: @escaping Action
  ) {
    self.name = name
    self.title = title
    self.scope = scope
    self.keys = keys
    self.hint = hint
    self.why = why
    self.argument = argument
    self.isListed = isListed
    self.unavailable = unavailable
    self.run = run
  }

  /// A command that only changes the state and asks nothing of the engine.
  init(
    _ name: String, _ title: String, scope: CommandScope, keys: [KeyPress] = [],
    hint: String? = nil, why: String, argument: Argument? = nil, isListed: Bool = true,
    unavailable: @escaping Condition = { _ in nil },
    change: @escaping @Sendable (_ state: inout ExplorerState, _ argument: String) -> Void
  ) {
    self.init(
      name, title, scope: scope, keys: keys, hint: hint, why: why, argument: argument,
      isListed: isListed, unavailable: unavailable,
      run: { state, text in
        change(&state, text)
        return []
      })
  }

  /// Runs the command, or says why it cannot run.
  func perform(_ state: inout ExplorerState, argument text: String = "") -> [ExplorerEffect] {
    if let reason = unavailable(state) {
      state.message = .done("\(title): \(reason)")
      return []
    }
    return run(&state, text)
  }
}
