import Runs

extension ExplorerState {
  /// The type of images beside the chart; `nil` for charts and for logged images.
  private var pictureKind: RunPictureKind? { RunPictureKind(rawValue: train.side.rawValue) }

  /// The logged images that are shown, with their name.
  var loggedPictures: (name: String, series: RunImageSeries)? {
    guard let run = chosenRun else { return nil }
    let names = run.pictures.keys.sorted()
    guard let name = names.first(where: { $0 == train.pictureName }) ?? names.first else {
      return nil
    }
    return run.pictures[name].map { (name, $0) }
  }

  /// The steps for which images exist or can be made, oldest first.
  var pictureSteps: [Int] {
    guard let run = chosenRun else { return [] }
    if train.side == .logged { return loggedPictures?.series.images.map(\.step) ?? [] }
    let made = train.pictures.filter { $0.path == run.path && $0.title == train.side.rawValue }
    return Set(made.map(\.step) + run.checkpoints + run.models.compactMap(\.step)).sorted()
  }

  /// The images on screen: those of the selected step, or the newest available.
  var shownPictures: RunPictures? {
    guard let run = chosenRun else { return nil }
    let title = train.side == .logged ? loggedPictures?.name : train.side.rawValue
    let made = train.pictures.filter { $0.path == run.path && $0.title == title }
    guard let step = train.pictureStep else { return made.max { $0.step < $1.step } }
    return made.last { $0.step == step }
  }

  /// Moves to the images of an earlier or later step.
  mutating func scrub(by count: Int) {
    let steps = pictureSteps
    guard !steps.isEmpty else { return }
    let present = train.pictureStep.flatMap { steps.lastIndex(of: $0) } ?? steps.count - 1
    let next = ListCursor.moved(present, by: count, count: steps.count)
    train.pictureStep = next == steps.count - 1 ? nil : steps[next]
    train.step = train.pictureStep.map(Double.init)
  }

  /// Requests the images of the selected step unless they were requested.
  mutating func askForPictures() -> [ExplorerEffect] {
    guard screen == .train, train.side != .charts, let run = chosenRun,
      let (source, time) = pictureSource(of: run)
    else { return [] }
    let wanted = RunPicturesRequest(path: run.path, source: source, seed: options.seed)
    if let last = train.requestedPictures, last.request == wanted, last.time == time { return [] }
    train.requestedPictures = (wanted, time)
    return [ask(wanted)]
  }

  private func pictureSource(
    of run: RunSnapshot
  ) -> (source: RunPicturesRequest.Source, time: Double)? {
    guard let kind = pictureKind else {
      guard let (name, series) = loggedPictures,
        let image = train.pictureStep.flatMap({ step in series.images.last { $0.step == step } })
          ?? series.images.last
      else { return nil }
      return (.logged(name: name, image), image.time)
    }
    guard let model = run.model else { return nil }
    if let step = train.pictureStep {
      guard shownPictures == nil else { return nil }
      if run.checkpoints.contains(step) { return (.checkpoint(kind, step: step), 0) }
      return run.models.last { $0.step == step }.map { (.model(kind, path: $0.path), $0.time) }
    }
    return (.model(kind, path: model.path), model.time)
  }

  /// Stores images; the oldest are dropped beyond the limit.
  mutating func take(_ pictures: RunPictures) {
    train.pictures.removeAll {
      $0.path == pictures.path && $0.title == pictures.title && $0.step == pictures.step
    }
    train.pictures.append(pictures)
    if train.pictures.count > TrainState.pictureLimit { train.pictures.removeFirst() }
  }
}
