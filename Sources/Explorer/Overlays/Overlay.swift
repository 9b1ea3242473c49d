import Plotting

/// A layer over the screen that handles the keys: a value of a type that is declared in its folder and listed
/// in ``Overlays/all``.
protocol Overlay: Sendable {
  /// The scope of its keys.
  static var scope: CommandScope { get }
  /// Its commands, in the order of the help.
  static var commands: [Command] { get }
  /// Whether keys that it does not use are passed to the screen below.
  static var passesKeys: Bool { get }
  /// Whether it stays open when another model is opened.
  static var outlivesModel: Bool { get }

  /// The text field that receives characters, if there is one.
  var textField: TextField? { get }
  /// The overlay with its field replaced.
  func edited(to field: TextField) -> Self
  /// Selects a line of its list, if it has one.
  mutating func choose(_ line: Int)
  /// Draws it over the screen; `scopes` are those active below it.
  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink)
}

extension Overlay {
  static var passesKeys: Bool { false }
  static var outlivesModel: Bool { false }
  var textField: TextField? { nil }
  func edited(to field: TextField) -> Self { self }
  mutating func choose(_ line: Int) {}

  /// A command that receives the overlay; its name is prefixed with that of the scope.
  static func command(
    _ name: String, _ title: String, _ keys: [KeyPress], hint: String? = nil, why: String,
    unavailable: @escaping Command.Condition = { _ in nil },
    run: @escaping @Sendable (_ overlay: Self, _ state: inout ExplorerState) -> [ExplorerEffect]
  ) -> Command {
    Command(
      "\(scope.name).\(name)", title, scope: scope, keys: keys, hint: hint, why: why,
      unavailable: unavailable,
      run: { state, _ in
        state[overlay: Self.self].map { run($0, &state) } ?? []
      })
  }

  /// The command that closes the overlay: by escape, and by other keys if there are any.
  static func close(
    _ title: String, _ keys: [KeyPress] = [], hint: String = "close",
    why: String = "Goes back without changing anything."
  ) -> Command {
    command("close", title, [KeyPress(.escape)] + keys, hint: hint, why: why) { _, state in
      state.closeOverlay()
      return []
    }
  }
}

/// All overlays.
enum Overlays {
  /// A new overlay is a line here.
  static let all: [any Overlay.Type] = [
    ColumnsState.self,
    ChartsState.self,
    AlertsState.self,
    ScatterState.self,
    DefinitionsState.self,
    InspectorState.self,
    SamplesState.self,
    LogState.self,
    HelpState.self,
    PaletteState.self,
    ValueState.self,
  ]
}

extension ExplorerState {
  /// The overlay of a type, if it is the topmost.
  subscript<Kind: Overlay>(overlay kind: Kind.Type) -> Kind? {
    get { overlays.last as? Kind }
    set {
      guard let newValue, overlays.last is Kind else { return }
      overlays[overlays.count - 1] = newValue
    }
  }

  /// The active scopes, the frontmost first.
  var scopes: [CommandScope] { scopes(under: overlays[...]) }

  /// The scopes that would be active if the topmost overlay were closed.
  var scopesBelowOverlay: [CommandScope] { scopes(under: overlays.dropLast()) }

  /// The active scopes with some overlays over the screen.
  func scopes(under overlays: ArraySlice<any Overlay>) -> [CommandScope] {
    let everywhere = table.screens.flatMap { $0.everywhere(self) } + [.global]
    guard let overlay = overlays.last.map({ type(of: $0) }) else {
      return screen.scopes(self) + everywhere
    }
    return [overlay.scope] + (overlay.passesKeys ? screen.scopes(self) : []) + everywhere
  }

  /// Closes the topmost overlay.
  mutating func closeOverlay() {
    _ = overlays.popLast()
  }

  /// The text field that receives characters, if the topmost overlay has one.
  var textField: TextField? {
    get { overlays.last?.textField }
    set {
      guard let field = newValue, let overlay = overlays.popLast() else { return }
      overlays.append(overlay.edited(to: field))
    }
  }
}
