import Plotting

/// Something that lies over the screen and takes the keys: a value of a type that its folder declares and
/// ``Overlays/all`` lists.
protocol Overlay: Sendable {
  /// Where its keys are looked up.
  static var scope: CommandScope { get }
  /// Its commands, in the order of the help.
  static var commands: [Command] { get }
  /// Whether keys that it does not use go to the screen below.
  static var passesKeys: Bool { get }
  /// Whether it stays when another model is opened.
  static var outlivesModel: Bool { get }

  /// The text field that characters go to, if there is one.
  var textField: TextField? { get }
  /// The overlay with another text in its field.
  func edited(to field: TextField) -> Self
  /// Chooses a line of its list, if it has one.
  mutating func choose(_ line: Int)
  /// Draws it over the screen; `scopes` are those whose keys work below it.
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

  /// A command of the overlay, which is handed the overlay; its name begins with that of the scope.
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

/// The overlays that exist.
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

  /// The scopes whose keys work, the frontmost first.
  var scopes: [CommandScope] { scopes(under: overlays[...]) }

  /// The scopes whose keys would work if the topmost overlay were closed.
  var scopesBelowOverlay: [CommandScope] { scopes(under: overlays.dropLast()) }

  /// The scopes whose keys work when some overlays lie over the screen.
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

  /// The text field that characters go to, if the topmost overlay has one.
  var textField: TextField? {
    get { overlays.last?.textField }
    set {
      guard let field = newValue, let overlay = overlays.popLast() else { return }
      overlays.append(overlay.edited(to: field))
    }
  }
}
