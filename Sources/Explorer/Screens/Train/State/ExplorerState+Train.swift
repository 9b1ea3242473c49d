import Runs
import Training

extension ExplorerState {
  /// Opens the model of the selected run when the user leaves for a screen that shows a model, unless another
  /// model was opened explicitly.
  mutating func openChosenRun() -> [ExplorerEffect] {
    guard model == nil || train.opened != nil, let newest = chosenRun?.model,
      newest != train.opened
    else { return [] }
    return open(newest)
  }

  /// The model that Enter opens: that of the crosshair's step, or the newest.
  var modelAtCrosshair: SavedModel? {
    guard let run = chosenRun else { return nil }
    return train.step.flatMap { run.model(at: $0) } ?? run.model
  }

  /// Opens the model of a run.
  mutating func open(_ model: SavedModel) -> [ExplorerEffect] {
    train.opened = model
    return open(model: model.path)
  }

  /// Requests everything about the runs that the screen shows and that was not requested yet.
  mutating func pendingTrainWork() -> [ExplorerEffect] {
    guard screen == .train || train.requested != nil else { return [] }
    // The log of the run that wrote the model, if there is one; other runs near it are not searched for
    // automatically.
    if train.paths.isEmpty, let folder = model?.path.folder {
      train.paths = [RunLayout.events(of: folder)]
    }
    guard !train.paths.isEmpty else { return [] }
    return askForRuns() + askForPictures()
  }

  private mutating func askForRuns() -> [ExplorerEffect] {
    let isFollowed = screen == .train || train.reloads
    guard train.halt == nil || isFollowed != train.requested?.isFollowed else { return [] }
    let wish = RunsWish(
      series: Set(wantedCharts.flatMap(\.series)), shown: Set(shownRuns.map(\.path)),
      share: train.share)
    var wanted = RunsRequest(paths: train.paths, wish: wish, isFollowed: isFollowed)
    if train.snapshot == nil { wanted.wish = RunsWish(share: train.share) }
    guard wanted != train.requested else { return [] }
    train.requested = wanted
    let token = request(.runs)
    train.subscription = token
    return [.watchRuns(token, wanted)]
  }

  /// The charts whose curves are on screen or come next: the main one, those after it, the loss and the
  /// divergences.
  private var wantedCharts: [RunChart] {
    let charts = trainCharts
    guard let front = frontChartIndex else { return [] }
    let after = (0..<min(charts.count, Self.chartsAhead)).map {
      charts[(front + $0) % charts.count]
    }
    let always = [RunChart.Kind.loss, .divergences].compactMap { kind in
      train.snapshot?.charts.first { $0.kind == kind }
    }
    return after + always
  }

  private static let chartsAhead = 9

  /// Stores the state of the runs.
  mutating func take(_ snapshot: RunsSnapshot) -> [ExplorerEffect] {
    train.snapshot = snapshot
    train.halt = nil
    if let step = train.step {
      train.step = snapshot.steps.map { min(max(step, $0.lowerBound), $0.upperBound) }
    }
    train.place(snapshot.runs)
    if chosenRun == nil { train.chosen = snapshot.runs.first?.path }
    guard train.reloads, let opened = train.opened, awaited[.open] == nil,
      let newest = snapshot.runs.compactMap(\.model).first(where: { $0.path == opened.path }),
      newest != opened
    else { return [] }
    return open(newest)
  }

  /// Stores the state of training in this process.
  mutating func take(_ report: TrainingReport) {
    if case .notice(let text, let isTrouble) = report {
      log.append(text)
      message = isTrouble ? .failed(text) : .done(text)
      return
    }
    train.report = report
    guard case .ended(let text, let isFailure) = report else { return }
    train.isStopping = false
    log.append(text)
    message = isFailure ? .failed(text) : .done(text)
  }
}

extension ExplorerState {
  /// The runs in the order in which they were first seen.
  var trainRuns: [RunSnapshot] {
    var runs = [RunSnapshot?](repeating: nil, count: train.order.count)
    for run in train.snapshot?.runs ?? [] {
      if let place = train.places[run.path], runs[place] == nil { runs[place] = run }
    }
    return runs.compactMap(\.self)
  }

  /// What was found but not read.
  var unreadNotes: [SearchNote] { train.snapshot?.notes ?? [] }

  /// The runs whose curves are drawn.
  var shownRuns: [RunSnapshot] { trainRuns.filter { !train.hidden.contains($0.path) } }

  /// The run that commands act on.
  var chosenRun: RunSnapshot? { train.snapshot?.runs.first { $0.path == train.chosen } }

  /// The charts that match the filter.
  var trainCharts: [RunChart] {
    let charts = train.snapshot?.charts ?? []
    return train.filter.isEmpty ? charts : charts.filter { $0.matches(train.filter) }
  }

  /// The index of the main chart; `nil` where there is no chart.
  var frontChartIndex: Int? {
    let charts = trainCharts
    guard !charts.isEmpty else { return nil }
    return train.chart.flatMap { title in charts.firstIndex { $0.title == title } } ?? 0
  }

  /// The main chart.
  var frontChart: RunChart? { frontChartIndex.map { trainCharts[$0] } }

  /// The letter of a run, the same for as long as the program runs.
  func letter(of run: RunSnapshot) -> Character {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    guard let place = train.places[run.path], place < alphabet.count else { return "*" }
    return alphabet[place]
  }

  /// The step whose values are shown.
  var trainStep: Double? { train.step ?? train.snapshot?.steps?.upperBound }
}

extension RunChart {
  /// Whether every word of a filter occurs in the title or in the name of a series.
  func matches(_ filter: String) -> Bool {
    filter.lowercased().split(separator: " ").allSatisfy { word in
      title.lowercased().contains(word) || series.contains { $0.lowercased().contains(word) }
    }
  }
}

extension String {
  /// The folder of a file.
  fileprivate var folder: String {
    lastIndex(of: "/").map { $0 == startIndex ? "/" : String(self[..<$0]) } ?? "."
  }
}
