import Runs

/// What is known of some runs at one moment.
struct WatchReport: Encodable {
  /// A path that was found and not read.
  struct Note: Encodable {
    let path: String
    let reason: String
  }

  /// The runs.
  let runs: [WatchedRun]
  /// What was found and not read.
  let notes: [Note]

  /// Describes the runs of a collection.
  ///
  /// - Parameters:
  ///   - collection: The runs, after a look.
  ///   - now: The present time in unix seconds.
  ///   - figureLimit: The most figures of a run, losses first; all in the order of the log when `nil`.
  init(_ collection: RunCollection, now: Double, figureLimit: Int? = nil) {
    runs = collection.followers.map { WatchedRun($0, now: now, figureLimit: figureLimit) }
    notes = collection.notes.map { Note(path: $0.path, reason: $0.reason) }
  }
}

/// One run at one moment.
struct WatchedRun: Encodable {
  /// A figure of the run.
  struct Figure: Encodable {
    let name: String
    let points: Int
    /// The points that restarts superseded.
    let superseded: Int
    /// The largest step that was not superseded; `null` where all were.
    let step: StepNumber?
    /// The value at that step; `null` when it is not finite, or where all were superseded.
    let last: Double?
    let minimum: Double?
    let maximum: Double?
    let nonFinite: Int
    let notANumber: Int
    let positiveInfinity: Int
    let negativeInfinity: Int
    let restarts: Int
    /// The value at that step in words.
    let lastText: String

    private enum CodingKeys: String, CodingKey {
      case name, points, superseded, step, last, minimum, maximum, restarts
      case nonFinite = "non_finite"
      case notANumber = "nan"
      case positiveInfinity = "positive_infinity"
      case negativeInfinity = "negative_infinity"
    }
  }

  /// Something to look at.
  struct Alert: Encodable {
    let kind: String
    let series: String
    let step: StepNumber
    let text: String
  }

  /// A name of pictures.
  struct Pictures: Encodable {
    let name: String
    let count: Int
    let steps: [Int]
  }

  let name: String
  /// What the log calls the run, in the formats that have a name for it.
  let title: String?
  /// The name with the title; not part of the JSON.
  let shownName: String
  let path: String
  let format: String
  let state: String
  let stateText: String
  let ageSeconds: Double?
  let step: StepNumber?
  let time: Double?
  let points: Int
  /// The points that restarts superseded.
  let superseded: Int
  let bytes: Int
  let files: [String]
  let series: [Figure]
  /// All figures, also those that are not among ``series``; not part of the JSON.
  let figureCount: Int
  let images: [Pictures]
  let alerts: [Alert]
  let notes: [String]

  private enum CodingKeys: String, CodingKey {
    case name, title, path, format, state, step, time, points, superseded, bytes, files, series
    case images, alerts, notes
    case stateText
    case ageSeconds
  }

  /// Describes a run.
  init(_ follower: RunFollower, now: Double, figureLimit: Int?) {
    let (log, state) = (follower.log, RunState(follower.facts.signs, now: now))
    (name, title, shownName) = (follower.location.name, log.title, follower.name)
    path = follower.location.path
    format = follower.location.format.rawValue
    (self.state, stateText, ageSeconds) = (state.word, state.text, state.age)
    (step, time) = (log.series.newestStep.map(StepNumber.init), log.series.newestTime)
    superseded = log.series.supersededCount
    (points, bytes, files) = (log.series.pointCount, follower.byteCount, follower.paths)
    let figures = log.series.series.filter { $0.pointCount > 0 }
    figureCount = figures.count
    series = Self.chosen(figures, limit: figureLimit).map { Figure($0) }
    images = log.images.sorted { $0.key < $1.key }.map { name, series in
      Pictures(name: name, count: series.count, steps: series.images.map(\.step))
    }
    alerts = follower.alerts().map {
      Alert(kind: $0.kind.rawValue, series: $0.series, step: StepNumber($0.step), text: $0.text)
    }
    notes = follower.notes
  }

  private static func chosen(_ figures: [Series], limit: Int?) -> [Series] {
    guard let limit else { return figures }
    let isLoss = { (series: Series) in series.name.lowercased().contains("loss") }
    var (losses, others): ([Series], [Series]) = ([], [])
    for figure in figures where losses.count < limit {
      if isLoss(figure) {
        losses.append(figure)
      } else if others.count < limit {
        others.append(figure)
      }
    }
    return Array((losses + others).prefix(limit))
  }
}

extension WatchedRun.Figure {
  init(_ series: Series) {
    let buckets = series.current
    let last = series.last.map(\.value) ?? .nan
    self.init(
      name: series.name, points: series.pointCount, superseded: series.supersededCount,
      step: series.last.map { StepNumber($0.step) },
      last: last.isFinite ? last : nil, minimum: buckets.map(\.minimum).min(),
      maximum: buckets.map(\.maximum).max(), nonFinite: series.nonFinite.total,
      notANumber: series.nonFinite.notANumber,
      positiveInfinity: series.nonFinite.positiveInfinity,
      negativeInfinity: series.nonFinite.negativeInfinity,
      restarts: series.restartCount,
      lastText: series.last.map { NumberText.short($0.value) } ?? "superseded")
  }
}
