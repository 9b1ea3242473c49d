import Models

extension ExploreCommands {
  static let samples: [Command] = [
    Command(
      "encode", "back to the codes of the sample", scope: .explore, keys: [.character("e")],
      hint: "encode",
      why: "All sliders move to the posterior mean of the sample beside the picture.",
      unavailable: Conditions.needsSamples, run: { state, _ in encodeSource(&state) }),
    Command(
      "samples", "pick a sample to encode", scope: .explore, keys: [.character("s")],
      hint: "sample", why: "Lists the model's own samples and those of the open data set.",
      unavailable: Conditions.needsSamples,
      change: { state, _ in
        var samples = SamplesState()
        switch state.source?.reference {
        case .gallery(let index): samples.line = index
        case .data(let index): samples = SamplesState(collection: .data, line: index)
        default: if state.count(of: .gallery) == 0 { samples.collection = .data }
        }
        state.overlays.append(samples)
      }),
    Command(
      "next-sample", "next sample", scope: .explore, keys: [.character("n")],
      why: "Encodes the sample after this one.", unavailable: Conditions.needsSamples,
      run: { state, _ in step(&state, by: 1) }),
    Command(
      "previous-sample", "previous sample", scope: .explore, keys: [.character("N")],
      why: "Encodes the sample before this one.", unavailable: Conditions.needsSamples,
      run: { state, _ in step(&state, by: -1) }),
    Command(
      "sample", "encode a sample by its number", scope: .explore,
      why: "Counted from 0, in the gallery or data set of the current sample.",
      argument: .required("number"), unavailable: Conditions.needsSamples,
      run: { state, text in encode(number: text, &state) }),
    Command(
      "encode-picture", "encode the decoded picture again", scope: .explore,
      why: "Shows whether the encoder maps the decoder's output back to the same codes.",
      unavailable: { Conditions.needsPicture($0) ?? Conditions.needs([.encoder])($0) },
      run: { state, _ in
        guard let decoded = state.decoded else { return [] }
        return state.encode(.measurement(decoded.sample))
      }),
  ]

  private static func encodeSource(_ state: inout ExplorerState) -> [ExplorerEffect] {
    guard let source = state.source else { return step(&state, by: 0) }
    state.walk = nil
    let codes = state.withPresentConditions(source.encoded.mean)
    state.move(to: codes)
    let limit = state.limitWords(codes)
    state.message = .done("sliders at the codes of \(source.label)\(limit)")
    return []
  }

  /// Steps from the last requested sample, so that quick steps add up while answers are pending.
  private static func step(_ state: inout ExplorerState, by step: Int) -> [ExplorerEffect] {
    let reference = state.requested.sample?.reference ?? state.source?.reference
    switch reference {
    case .data(let index) where state.count(of: .data) > 0:
      return state.encode(.data(wrapped(index + step, state.count(of: .data))))
    case .gallery(let index) where state.count(of: .gallery) > 0:
      return state.encode(.gallery(wrapped(index + step, state.count(of: .gallery))))
    default:
      return state.encode(state.count(of: .gallery) > 0 ? .gallery(0) : .data(0))
    }
  }

  private static func wrapped(_ index: Int, _ count: Int) -> Int {
    ((index % count) + count) % count
  }

  private static func encode(
    number text: String, _ state: inout ExplorerState
  ) -> [ExplorerEffect] {
    var isData = state.count(of: .gallery) == 0
    if case .data = state.source?.reference { isData = true }
    let count = state.count(of: isData ? .data : .gallery)
    guard let index = Int(text, radix: 10), (0..<count).contains(index) else {
      state.message = .failed("sample: expected a number from 0 to \(count - 1), found '\(text)'")
      return []
    }
    return state.encode(isData ? .data(index) : .gallery(index))
  }
}

extension ExplorerState {
  /// Requests a sample's codes; the sliders follow when they arrive.
  mutating func encode(_ reference: SampleReference) -> [ExplorerEffect] {
    walk = nil
    requested.sample = (reference, movesPoint: true)
    return [.encode(request(.encode), reference)]
  }
}
