/// The keys of the field for a value.
enum ValueCommands {
  static let all: [Command] = [
    Command(
      "value.take", "set the value", scope: .value, keys: [KeyPress(.enter)], hint: "set",
      why: "Sets the slider; if the text is wrong, says why and lets you correct it.",
      run: { state, _ in take(&state) }),
    Command(
      "value.close", "leave the slider as it is", scope: .value, keys: [KeyPress(.escape)],
      hint: "cancel", why: "Goes back without changing anything.",
      run: { state, _ in
        state.closeOverlay()
        return []
      }),
  ]

  private static func take(_ state: inout ExplorerState) -> [ExplorerEffect] {
    guard let value = state.valueField else { return [] }
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
}
