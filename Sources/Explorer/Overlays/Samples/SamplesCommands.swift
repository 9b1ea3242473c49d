/// The keys of the sample picker.
enum SamplesCommands {
  static let all: [Command] = [
    step("samples.up", "previous sample", [KeyPress(.up), .character("k")], by: -1),
    step("samples.down", "next sample", [KeyPress(.down), .character("j")], by: 1),
    step("samples.page-up", "ten samples back", [KeyPress(.pageUp)], by: -10),
    step("samples.page-down", "ten samples forward", [KeyPress(.pageDown)], by: 10),
    step("samples.first", "first sample", [KeyPress(.home)], by: -Int.max / 2),
    step("samples.last", "last sample", [KeyPress(.end)], by: Int.max / 2),
    Command(
      "samples.collection", "gallery or data set", scope: .samples, keys: [KeyPress(.tab)],
      hint: "gallery/data",
      why: "Switches between the model's own samples and those of the open data set.",
      unavailable: { $0.data == nil ? "no data set is open (data FILE)" : nil },
      run: { state, _ in
        guard let samples = state.samples else { return [] }
        let other: SamplesState.Collection = samples.collection == .gallery ? .data : .gallery
        state.samples = SamplesState(collection: other)
        return []
      }),
    Command(
      "samples.take", "encode the chosen sample", scope: .samples, keys: [KeyPress(.enter)],
      hint: "encode",
      why: "Moves the sliders to the sample's codes and shows it beside the decoded one.",
      run: { state, _ in
        guard let samples = state.samples,
          samples.chosen < state.count(of: samples.collection)
        else { return [] }
        state.closeOverlay()
        return state.encode(samples.reference)
      }),
    Command(
      "samples.close", "close the picker", scope: .samples,
      keys: [KeyPress(.escape), .character("q")], hint: "close",
      why: "Goes back without changing anything.",
      run: { state, _ in
        state.closeOverlay()
        return []
      }),
  ]

  private static func step(
    _ name: String, _ title: String, _ keys: [KeyPress], by step: Int
  ) -> Command {
    Command(
      name, title, scope: .samples, keys: keys, why: "Chooses the sample to encode.",
      run: { state, _ in
        guard let samples = state.samples else { return [] }
        let count = state.count(of: samples.collection)
        state.samples?.chosen = ListCursor.moved(samples.chosen, by: step, count: count)
        return []
      })
  }
}
