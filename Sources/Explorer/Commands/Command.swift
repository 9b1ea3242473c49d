/// A command: the row behind a key, a line of help and an entry of the palette.
struct Command: Sendable {
  /// The argument of a command.
  struct Argument: Sendable {
    /// A placeholder, for example `linear|asinh|log`.
    let placeholder: String
    /// Whether the command does nothing without the argument.
    let isRequired: Bool
    /// Whether the argument is a file or folder, so that names can be completed.
    var isPath = false

    /// An argument without which the command prompts for it.
    static func required(_ placeholder: String) -> Argument {
      Argument(placeholder: placeholder, isRequired: true)
    }

    /// A required argument that is a file or folder.
    static func path(_ placeholder: String) -> Argument {
      Argument(placeholder: placeholder, isRequired: true, isPath: true)
    }

    /// An argument with a default, usually "the next one".
    static func optional(_ placeholder: String) -> Argument {
      Argument(placeholder: placeholder, isRequired: false)
    }
  }

  /// Runs the command; the text is the argument, empty when none was typed.
  typealias Action =
    @Sendable (_ state: inout ExplorerState, _ argument: String) -> [ExplorerEffect]
  /// Why a command is unavailable; `nil` when it is available.
  typealias Condition = @Sendable (_ state: ExplorerState) -> String?

  /// The name in the palette; unique.
  let name: String
  /// The command in a few words.
  let title: String
  /// The scope of its keys.
  let scope: CommandScope
  /// The keys; empty for commands of the palette alone.
  let keys: [KeyPress]
  /// The word in the row of hints; `nil` for commands without a hint.
  let hint: String?
  /// The purpose, in a sentence or two.
  let why: String
  /// The argument; `nil` for none.
  let argument: Argument?
  /// Whether help and palette list it; commands that panes run on a click are not listed.
  let isListed: Bool
  /// Why it is unavailable.
  let unavailable: Condition
  /// Runs the command.
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

  /// A command that only changes the state and requests no effects.
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

  /// Runs the command, or reports why it is unavailable.
  func perform(_ state: inout ExplorerState, argument text: String = "") -> [ExplorerEffect] {
    if let reason = unavailable(state) {
      state.message = .done("\(title): \(reason)")
      return []
    }
    return run(&state, text)
  }
}
