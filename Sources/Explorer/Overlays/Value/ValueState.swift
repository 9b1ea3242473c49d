import Datasets
import Models
import Plotting

/// The field for a value: its text, and the error in it.
struct ValueState: TypedOverlay {
  static let scope = CommandScope.value
  static let commands: [Command] = [
    command(
      "take", "set the value", [KeyPress(.enter)], hint: "set",
      why: "Sets the slider; if the text is wrong, says why and lets you correct it.", run: take),
    close("leave the slider as it is", hint: "cancel"),
  ]

  /// The latent that the value is for, unless another is named.
  let latent: Int
  /// The text field.
  var field = TextField()
  /// The error in the text; `nil` until enter is pressed.
  var complaint: String?

  init(latent: Int) {
    self.latent = latent
  }

  /// Drops the error of the old text.
  mutating func textChanged() { complaint = nil }

  private static func take(
    _ value: ValueState, _ state: inout ExplorerState
  ) -> [ExplorerEffect] {
    do throws(LatentAssignment.Complaint) {
      let assignment = try LatentAssignment(
        parsing: value.field.text, default: value.latent, in: state)
      state.closeOverlay()
      assignment.apply(to: &state)
    } catch {
      state.valueField?.complaint = error.description
    }
    return []
  }

  /// Draws the field over the sliders.
  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    let inside = frame.drawOverlayBox(
      body.centered(columns: 58, rows: 4), title: "type a value",
      trailingTitle: state.rangeText(of: latent), ink: ink)
    frame.drawTextField(
      field, prompt: " \(state.title(of: latent)) = ", column: inside.column, row: inside.row,
      columns: inside.columns, ink: ink)
    frame.writeField(
      " " + (complaint ?? hint(state)), row: inside.row + 1, in: inside,
      style: complaint == nil ? ink.faint : ink.error, ink: ink)
  }

  /// The accepted input, with the unit of a bare number.
  private func hint(_ state: ExplorerState) -> String {
    if let selector = state.selector(of: latent) {
      return "a choice, such as \(selector.choices[selector.choices.count - 1])"
    }
    guard let factor = state.factor(of: latent) else {
      return "a number, or another latent: z7=1.5"
    }
    let unit = factor.unit.isEmpty ? factor.name : factor.unit
    return state.look.showsFactors
      ? "a number in \(unit), or the latent itself: z\(latent)=1.5"
      : "a number, or the factor: \(factor.name)=1.5"
  }
}

extension CommandScope {
  static let value = CommandScope("value", title: "value", takesText: true)
}

extension ExplorerState {
  /// The field for a value, if it is the topmost overlay.
  var valueField: ValueState? {
    get { self[overlay: ValueState.self] }
    set { self[overlay: ValueState.self] = newValue }
  }
}
