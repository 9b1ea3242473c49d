import Tensors

extension ExplorerState {
  /// Handles an answer of the engine; a superseded one is ignored.
  mutating func takeAnswer(_ event: ExplorerEvent) -> [ExplorerEffect] {
    switch event {
    case .opened(let token, let opened) where accepts(token, for: .open):
      if message?.kind != .notice { message = nil }
      log.append("opened \(opened.path): \(opened.latentCount) latents")
      return take(opened.escaped)
    case .dataOpened(let token, let opened) where accepts(token, for: .openData):
      for note in opened.notes { log.append("\(opened.path): \(note)") }
      return take(opened.escaped)
    case .decoded(let token, let answer) where accepts(token, for: .decode):
      takeDecoded(answer)
    case .simulated(let token, let sample) where accepts(token, for: .simulate):
      takeSimulation(sample)
    case .encoded(let token, let answer) where accepts(token, for: .encode):
      takeEncoded(answer)
    case .progressed(let token, let reply) where kind(of: token) != nil:
      return reply.take(&self)
    case .answered(let token, let reply):
      guard let kind = kind(of: token) else { return [] }
      abandon(kind)
      return reply.take(&self)
    case .foundOther(let token, let other) where accepts(token, for: .open): return open(other)
    case .failed(let token, let text):
      takeFailure(token, text)
    default:
      for screen in table.screens {
        if let effects = screen.take(&self, event) { return effects }
      }
    }
    return []
  }

  private mutating func takeDecoded(_ answer: DecodedSample) {
    guard let point = requested.point, fits(answer.sample.shape, "decoder") else { return }
    let overflow = NonFiniteCount(answer.sample.elements)
    if let overflow, overflow != decoded?.overflow {
      log.append("decoded: \(overflow.words(elementName))")
    }
    var answer = answer
    if showsDraw { answer.sample = answer.sample.drawn(seed: options.seed) }
    decoded = DecodedPoint(latents: point.latents, answer: answer, overflow: overflow)
  }

  private mutating func takeSimulation(_ sample: SimulatedSample?) {
    guard let plan = requested.simulation?.plan else { return }
    if let sample, !fits(sample.sample.shape, "simulator") { return }
    simulation = Simulation(plan: plan, sample: sample)
  }

  private mutating func takeEncoded(_ answer: EncodedSample) {
    guard let wanted = requested.sample, fits(answer.sample.shape, "sample") else { return }
    requested.sample = nil
    overflow = nil
    guard answer.mean.count == latents.count, answer.deviation.count == latents.count else {
      report(
        "\(wanted.reference.label): expected \(latents.count) codes from the encoder, "
          + "found \(answer.mean.count)")
      return
    }
    if let found = CodeOverflow(answer, label: wanted.reference.label) {
      overflow = found
      report("\(found.label): \(found.words)")
      return
    }
    let before = present
    source = SourceSample(reference: wanted.reference, encoded: answer)
    guard wanted.movesPoint else {
      latents = bounded(latents)
      return
    }
    history.record(before)
    let codes = withPresentConditions(answer.mean)
    latents = bounded(codes)
    let limit = limitWords(codes)
    message = .done("sliders at the codes of \(wanted.reference.label)\(limit)")
  }

  private mutating func takeFailure(_ token: RequestToken, _ text: String) {
    guard let kind = kind(of: token) else {
      log.append(text)
      return
    }
    abandon(kind)
    if kind.fail(&self, text) == .shown { return }
    report(text)
  }

  /// Whether a sample has the shape of the model's; says so where it has not.
  mutating func fits(_ shape: [Int], _ what: String) -> Bool {
    guard let expected = model?.sampleShape else { return false }
    if shape != expected { report("\(what): expected shape \(expected), found \(shape)") }
    return shape == expected
  }
}
