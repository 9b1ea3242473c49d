/// The state of some runs at one moment, small enough to be drawn and copied.
package struct RunsSnapshot: Sendable, Equatable {
  /// The runs.
  package var runs: [RunSnapshot]
  /// The charts of the series of all runs.
  package var charts: [RunChart]
  /// The steps that the curves cover; `nil` where nothing has been recorded.
  package var steps: ClosedRange<Double>?
  /// What was found but not read.
  package var notes: [SearchNote]

  /// The most buckets of all curves together, 5 MiB, unless each would have fewer than ``leastBuckets``.
  static let bucketLimit = 1 << 16
  /// The buckets that every curve may have at least.
  static let leastBuckets = 64

  /// Creates a snapshot.
  package init(
    runs: [RunSnapshot], charts: [RunChart], steps: ClosedRange<Double>?, notes: [SearchNote] = []
  ) {
    (self.runs, self.charts, self.steps, self.notes) = (runs, charts, steps, notes)
  }

  /// Creates a snapshot of runs as they were last read.
  ///
  /// - Parameters:
  ///   - followers: The runs.
  ///   - charts: The charts of their series.
  ///   - wish: What to draw.
  ///   - now: The present time in unix seconds.
  ///   - notes: What was found but not read.
  package init(
    _ followers: [RunFollower], charts: [RunChart], wish: RunsWish, now: Double,
    notes: [SearchNote] = []
  ) {
    let shown = followers.filter { wish.shown?.contains($0.location.path) ?? true }
    let steps = Self.steps(of: shown.map(\.log.series), share: wish.share)
    let count = max(1, wish.series.count * shown.count)
    let limit = min(SeriesCurve.bucketLimit, max(Self.leastBuckets, Self.bucketLimit / count))
    self.init(
      runs: followers.map { follower in
        let isShown = wish.shown?.contains(follower.location.path) ?? true
        return RunSnapshot(
          follower, series: isShown ? wish.series : [], steps: steps, limit: limit, now: now)
      }, charts: charts, steps: steps, notes: notes)
  }

  /// The newest share of the steps of some runs.
  private static func steps(of stores: [SeriesStore], share: Double) -> ClosedRange<Double>? {
    guard let newest = stores.compactMap(\.newestStep).max(),
      let oldest = stores.compactMap(\.oldestStep).min(), oldest <= newest
    else { return nil }
    var first = newest - (newest - oldest) * min(max(share, 0), 1)
    if newest == newest.rounded(), oldest == oldest.rounded() { first.round() }
    return min(max(first, oldest), newest)...newest
  }
}

/// The state of one run at one moment.
package struct RunSnapshot: Sendable, Equatable {
  /// The path of the run, which identifies it.
  package var path: String
  /// Its unique name.
  package var name: String
  /// Its format.
  package var format: RunFormat
  /// Its state.
  package var state: RunState
  /// The newest step.
  package var step: Double?
  /// The number of its series.
  package var seriesCount: Int
  /// The points of all of them.
  package var pointCount: Int
  /// The requested series that it has, by name.
  package var curves: [String: SeriesCurve]
  /// Its alerts, most severe first.
  package var alerts: [RunAlert]
  /// The collapsed latents.
  package var collapsed: [CollapsedLatent]
  /// What was skipped.
  package var notes: [String]
  /// The pictures that were logged, by name.
  package var pictures: [String: RunImageSeries]
  /// The steps of the stored checkpoints.
  package var checkpoints: [Int]
  /// The models that can be opened, the oldest first.
  package var models: [SavedModel]
  /// How far it is.
  package var prospect: TrainingProspect?
  /// The resident memory of the process that trains, bytes.
  package var residentBytes: Int?

  /// Its newest model; `nil` where there is none.
  package var model: SavedModel? { models.last }

  /// The model of a step: the last that is no later, else the first with a step.
  ///
  /// - Parameter step: The step.
  /// - Returns: The model; `nil` where no model has a step.
  package func model(at step: Double) -> SavedModel? {
    let dated = models.filter { $0.step != nil }.sorted { ($0.step ?? 0) < ($1.step ?? 0) }
    return dated.last { Double($0.step ?? 0) <= step } ?? dated.first
  }

  /// Creates a snapshot.
  package init(path: String, name: String, format: RunFormat, state: RunState) {
    (self.path, self.name, self.format, self.state) = (path, name, format, state)
    (seriesCount, pointCount) = (0, 0)
    (curves, alerts, collapsed, notes, pictures) = ([:], [], [], [], [:])
    (checkpoints, models) = ([], [])
  }

  /// Creates a snapshot of a run as it was last read.
  init(
    _ follower: RunFollower, series names: Set<String>, steps: ClosedRange<Double>?, limit: Int,
    now: Double
  ) {
    let (location, store) = (follower.location, follower.log.series)
    self.init(
      path: location.path, name: follower.name, format: location.format,
      state: RunState(follower.facts.signs, now: now))
    step = store.newestStep
    (seriesCount, pointCount) = (store.series.count, store.pointCount)
    for name in names {
      if let series = store[name] { curves[name] = SeriesCurve(series, steps: steps, limit: limit) }
    }
    alerts = follower.alerts()
    collapsed = follower.collapsedLatents
    (notes, pictures) = (follower.notes, follower.images)
    let facts = follower.facts
    checkpoints = facts.checkpointSteps
    models = facts.models
    (prospect, residentBytes) = (facts.prospect, facts.residentBytes)
  }
}
