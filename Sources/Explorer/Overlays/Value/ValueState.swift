import Plotting

/// The field for a value: what is typed and what is wrong with it.
struct ValueState: Sendable {
  /// The latent that takes the value unless another is named.
  let latent: Int
  /// What is typed.
  private(set) var field = TextField()
  /// Why the text was not taken; `nil` until enter was pressed on it.
  var complaint: String?

  init(latent: Int) {
    self.latent = latent
  }

  /// The field with another text; what was wrong with the old one is forgotten.
  func edited(to field: TextField) -> ValueState {
    var value = self
    if field.text != self.field.text { value.complaint = nil }
    value.field = field
    return value
  }
}

extension CommandScope {
  static let value = CommandScope("value", title: "value", takesText: true)
}

extension ValueState: Overlay {
  static let scope = CommandScope.value
  static let commands = ValueCommands.all
  var textField: TextField? { field }

  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    frame.draw(self, state, in: body, ink: ink)
  }
}

extension ExplorerState {
  /// The field for a value, if it is the topmost overlay.
  var valueField: ValueState? {
    get { self[overlay: ValueState.self] }
    set { self[overlay: ValueState.self] = newValue }
  }
}
