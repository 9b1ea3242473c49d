import Models
import Platform
import Tensors
import Datasets

extension ExplorerState {
  /// Requests a model; the current one stays until it is open.
  mutating func open(model path: String) -> [ExplorerEffect] {
    files.isOpening = false
    message = .done("opening \(path)")
    return [.open(request(.open), path: path)]
  }

  /// Requests a data set.
  mutating func open(data path: String) -> [ExplorerEffect] {
    awaitsStartData = false
    files.isOpening = false
    message = .done("opening \(path)")
    return [.openData(request(.openData), path: path)]
  }

  /// Stores an opened model: everything about the old one is dropped, what the user chose stays.
  mutating func take(_ opened: OpenedModel) -> [ExplorerEffect] {
    if let model, model.path == opened.path, model.latentCount == opened.latentCount,
      model.sampleShape == opened.sampleShape
    {
      return takeAgain(opened)
    }
    let isFirst = model == nil
    model = opened
    ranges = .none
    let misfit = isFirst ? takeStartRanges(latentCount: opened.latentCount) : nil
    abandon(.decode, .simulate, .encode)
    requested = RequestedWork()
    history = EditHistory()
    overlays.removeAll { !type(of: $0).outlivesModel }
    source = nil
    overflow = nil
    decoded = nil
    simulation = nil
    latents = bounded(Array(repeating: 0, count: opened.latentCount))
    let cancellation = forget(.model)
    dropUnfitData()
    if data != nil { awaitsStartData = false }
    if isFirst, options.modelPath != nil { beginAtStart() }
    if let misfit { report(misfit) }
    return cancellation + startFromGallery(opened) + pressEarlyKeys()
  }

  /// Applies the ranges of the command line, unless they name latents that the model lacks.
  ///
  /// - Returns: What is wrong with them; `nil` when nothing is.
  private mutating func takeStartRanges(latentCount: Int) -> String? {
    do throws(LatentRanges.Complaint) {
      try options.ranges.check(latentCount: latentCount)
      ranges = options.ranges
      return nil
    } catch {
      unusableStartRanges = "--range: \(error)"
      return unusableStartRanges
    }
  }

  /// Stores a model that was written again, as in training: the point, the sample and all that is on screen
  /// stay, what was computed from the old weights is dropped.
  private mutating func takeAgain(_ opened: OpenedModel) -> [ExplorerEffect] {
    model = opened
    abandon(.decode, .simulate, .encode)
    let cancellation = forget(.weights)
    requested = RequestedWork()
    latents = bounded(latents)
    message = .done(
      opened.training.map { "\(opened.title) as of step \($0.steps)" } ?? "opened \(opened.title)")
    guard let reference = source?.reference else { return cancellation }
    if case .gallery(let index) = reference, index >= opened.gallery?.count ?? 0 {
      source = nil
      return cancellation
    }
    requested.sample = (reference, movesPoint: false)
    return cancellation + [.encode(request(.encode), reference)]
  }

  /// Stores an opened data set, unless the model cannot read its samples.
  mutating func take(_ opened: OpenedData) -> [ExplorerEffect] {
    data = opened
    message = .done("\(opened.path): \(opened.count) samples")
    dropUnfitData()
    if model != nil { awaitsStartData = false }
    return data == nil ? [] : forget(.data)
  }

  /// Drops everything that the screens computed from what has changed, and cancels running work.
  private mutating func forget(_ change: Screen.Change) -> [ExplorerEffect] {
    table.screens.flatMap { $0.forget(&self, change) }
  }

  /// Sets the sliders to the first sample immediately; encoding it again adds its measurements.
  private mutating func startFromGallery(_ opened: OpenedModel) -> [ExplorerEffect] {
    guard opened.parts.contains(.encoder), let sample = opened.gallery?.encodedSample(0) else {
      return []
    }
    source = SourceSample(reference: .gallery(0), encoded: sample)
    latents = bounded(sample.mean)
    requested.sample = (.gallery(0), movesPoint: false)
    return [.encode(request(.encode), .gallery(0))]
  }

  private mutating func dropUnfitData() {
    guard let model, let data, let misfit = data.description.misfit(for: model.data) else { return }
    self.data = nil
    files.isOpening = false
    let (expected, found) = particleMisfit(of: data, for: model) ?? misfit
    let text = "\(data.path): expected \(expected), found \(found)"
    if awaitsStartData { unusableStartData = text }
    report(text)
  }

  /// The numbers of particles, where model and file have different ones.
  private func particleMisfit(
    of data: OpenedData, for model: OpenedModel
  ) -> (expected: String, found: String)? {
    // A file of arrays alone does not state that its matrices are distances; the model does.
    var described = model.data
    described.shape = data.description.shape
    guard let expected = model.data.particles, let found = described.particles,
      expected.count != found.count
    else { return nil }
    return ("\(expected.count) particles, as for the model", "\(found.count)")
  }

  /// Reports a failure, on the status line and in the log.
  mutating func report(_ text: String) {
    log.append(text)
    message = .failed(text)
  }
}

extension Gallery {
  /// A sample with its stored posterior, without measurements; `nil` where there is none with finite codes.
  func encodedSample(_ index: Int) -> EncodedSample? {
    guard index < count else { return nil }
    let mean = Array(means.row(index))
    let deviation = logVariances?.row(index).map { expf($0 / 2) } ?? mean.map { _ in 0 }
    guard (mean + deviation).allSatisfy(\.isFinite) else { return nil }
    return EncodedSample(
      sample: Tensor(
        shape: Array(samples.shape.dropFirst()), elements: Array(samples.row(index))),
      mean: mean, deviation: deviation, factors: Array(factors.row(index)), quantities: [])
  }
}
