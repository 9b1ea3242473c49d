extension SamplesState {
  static let commands: [Command] = [
    step("up", "previous sample", [KeyPress(.up), .character("k")], by: -1),
    step("down", "next sample", [KeyPress(.down), .character("j")], by: 1),
    step("page-up", "ten before", [KeyPress(.pageUp)], by: -10),
    step("page-down", "ten after", [KeyPress(.pageDown)], by: 10),
    step("first", "first sample", [KeyPress(.home)], by: -Int.max / 2),
    step("last", "last sample", [KeyPress(.end)], by: Int.max / 2),
    command(
      "collection", "gallery or data set", [KeyPress(.tab)], hint: "gallery/data",
      why: "Switches between the model's own samples and those of the open data set.",
      unavailable: { $0.data == nil ? "no data set is open (data FILE)" : nil }
    ) { samples, state in
      state.samples = SamplesState(collection: samples.collection == .gallery ? .data : .gallery)
      return []
    },
    command(
      "take", "encode the chosen sample", [KeyPress(.enter)], hint: "encode",
      why: "Moves the sliders to the sample's codes and shows it beside the decoded one."
    ) { samples, state in
      guard samples.line < samples.lineCount(state) else { return [] }
      state.closeOverlay()
      return state.encode(samples.reference)
    },
    close("close the picker", [.character("q")]),
  ]

  private static func step(
    _ name: String, _ title: String, _ keys: [KeyPress], by step: Int
  ) -> Command {
    move(name, title, keys, by: step, why: "Chooses the sample to encode.")
  }
}
