/// The keys of the field for a value.
enum ValueCommands {
  static let all: [Command] = [
    Command(
      "value.take", "take the value", scope: .value, keys: [KeyPress(.enter)], hint: "take",
      why: "Sets the slider, or says what is wrong and leaves the text to be mended.",
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
