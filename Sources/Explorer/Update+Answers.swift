import Tensors

extension ExplorerState {
  /// Takes an answer of the engine; one that is no longer awaited changes nothing.
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
    case .swept(let token, let samples) where accepts(token, for: .sweep):
      takeSweep(samples)
    case .encoded(let token, let answer) where accepts(token, for: .encode):
      takeEncoded(answer)
    case .sensitivity(let token, let derivative) where accepts(token, for: .sensitivity):
      takeSensitivity(derivative)
    case .snapshotSaved(let token, let paths) where accepts(token, for: .snapshot):
      log.append("saved \(paths.joined(separator: ", "))")
      message = .done("saved \(paths.joined(separator: " and "))")
    case .diagnosing(let token, let progress) where awaited[.diagnose] == token:
      diagnose.progress = progress
    case .diagnosed(let token, let report) where accepts(token, for: .diagnose):
      takeDiagnosis(report)
    case .diagnosisExported(let token, let paths) where accepts(token, for: .exportDiagnosis):
      log.append("saved \(paths.joined(separator: ", "))")
      message = .done("saved \(paths.joined(separator: " and "))")
    case .comparingAnomalies(let token, let progress) where awaited[.anomalies] == token:
      anomaly.progress = progress
    case .anomaliesCompared(let token, let report) where accepts(token, for: .anomalies):
      takeAnomalies(report)
    case .anomaliesExported(let token, let paths) where accepts(token, for: .exportAnomalies):
      log.append("saved \(paths.joined(separator: ", "))")
      message = .done("saved \(paths.joined(separator: " and "))")
    case .mapping(let token, let preparation) where awaited[.map] == token:
      map.preparation = preparation
    case .mapPoints(let token, let points) where awaited[.map] == token:
      take(points)
    case .mapped(let token, let update) where awaited[.map] == token:
      if !update.isRunning { abandon(.map) }
      take(update)
    case .mapPlaced(let token, let places) where accepts(token, for: .mapPlace):
      map.cross = places
    case .mapInspected(let token, let inspection) where accepts(token, for: .mapInspection):
      take(inspection)
    case .mapExported(let token, let paths) where accepts(token, for: .exportMap):
      log.append("saved \(paths.joined(separator: ", "))")
      message = .done("saved \(paths.joined(separator: ", "))")
    case .runsSeen(let token, let snapshot) where token == train.subscription:
      _ = accepts(token, for: .runs)
      return take(snapshot.escaped)
    case .runPictures(let token, let pictures) where accepts(token, for: .runPictures):
      take(pictures)
    case .training(let report): take(report)
    case .failed(let token, let text):
      takeFailure(token, text)
    default: break
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

  private mutating func takeSweep(_ samples: Tensor) {
    guard let plan = requested.sweep, let shape = model?.sampleShape,
      samples.shape == [plan.values.count] + shape
    else {
      report("sweep: expected one sample per value, found shape \(samples.shape)")
      return
    }
    explore.sweep = DecodedSweep(plan: plan, samples: samples)
  }

  private mutating func takeSensitivity(_ derivative: Tensor) {
    guard let plan = requested.sensitivity, fits(derivative.shape, "derivative") else { return }
    explore.sensitivity = SensitivityPicture(plan: plan, derivative: derivative)
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
      latents = zip(latents.indices, latents).map { range(of: $0).clamped($1) }
      return
    }
    history.record(before)
    latents = answer.mean
    message = .done("sliders at the codes of \(wanted.reference.label)")
  }

  private mutating func takeFailure(_ token: RequestToken, _ text: String) {
    guard let kind = kind(of: token) else {
      log.append(text)
      return
    }
    abandon(kind)
    if kind == .open { earlyKeys = EarlyKeys() }
    if kind == .runs {
      if train.halt != text { log.append(text) }
      train.halt = text
      return
    }
    if kind == .openData, awaitsStartData { unusableStartData = text }
    if kind == .encode { requested.sample = nil }
    if kind == .diagnose { haltDiagnosis(text) }
    if kind == .anomalies { haltAnomalies(text) }
    if kind == .map { haltMap(text) }
    report(text)
  }

  private mutating func fits(_ shape: [Int], _ what: String) -> Bool {
    guard let expected = model?.sampleShape else { return false }
    if shape != expected { report("\(what): expected shape \(expected), found \(shape)") }
    return shape == expected
  }
}
