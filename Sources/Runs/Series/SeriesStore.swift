/// The series of one run, by name, in bounded memory however long the run.
///
/// All series together hold at most ``bucketLimit`` buckets of 64 bytes, 64 MiB; a run with few series keeps at most
/// ``bucketsPerSeries`` of each. A series that goes beyond the share of its run has its neighbouring buckets merged,
/// with their extremes kept. The capacities of arrays may be twice what is used. Names beyond ``seriesLimit`` are
/// counted and not kept.
package struct SeriesStore: Sendable {
  /// The most buckets of all series.
  package static let bucketLimit = 1 << 20
  /// The most buckets of one series.
  package static let bucketsPerSeries = 1 << 12
  /// The most series.
  package static let seriesLimit = 1 << 14

  /// The series in the order in which they first appeared.
  package private(set) var series: [Series] = []
  /// The buckets that every series may have.
  package private(set) var capacity = bucketsPerSeries
  /// Points of names beyond ``seriesLimit``.
  package private(set) var refusedPointCount = 0
  /// Points of names that are longer than any that is kept.
  package private(set) var longNamePointCount = 0
  /// The newest wall time of any point, unix seconds.
  package private(set) var newestTime: Double?
  private var indices: [String: Int] = [:]
  private var processes: [String: Int] = ["": 0]
  private var writerCount: Int32 = 0

  /// Creates an empty store.
  package init() {}

  /// The series of that name.
  package subscript(name: String) -> Series? { indices[name].map { series[$0] } }

  /// The points of all series.
  package var pointCount: Int { series.reduce(0) { $0 + $1.pointCount } }

  /// The points of all series that restarts superseded.
  package var supersededCount: Int { series.reduce(0) { $0 + $1.supersededCount } }

  /// The largest step at which a series stands.
  package var newestStep: Double? { series.compactMap { $0.last?.step }.max() }

  /// The smallest step of any series.
  package var oldestStep: Double? { series.compactMap(\.oldestStep).min() }

  /// The place of a series, which is made when it is new.
  ///
  /// - Parameter name: The name.
  /// - Returns: The index for ``append(_:step:time:value:)``; `nil` when there are ``seriesLimit`` others.
  package mutating func index(of name: String) -> Int? { index(of: name, process: 0) }

  /// The place of a series, which is made when it is new.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - process: The number of the process that the series tells of, as ``process(named:)`` gave it.
  /// - Returns: The index; `nil` when there are ``seriesLimit`` others.
  mutating func index(of name: String, process: Int) -> Int? {
    if let index = indices[name] { return index }
    guard series.count < Self.seriesLimit else { return nil }
    indices[name] = series.count
    series.append(Series(name: name, process: process))
    if series.count * capacity > Self.bucketLimit {
      capacity /= 2
      for index in series.indices { series[index].shrink(to: capacity) }
    }
    return series.count - 1
  }

  /// The number of a process or fold, whose restarts are none of the others.
  mutating func process(named name: String) -> Int {
    if let process = processes[name] { return process }
    defer { processes[name] = processes.count }
    return processes.count
  }

  /// Adds a point.
  ///
  /// - Parameters:
  ///   - index: The series, as ``index(of:)`` gave it; `nil` counts a refused point.
  ///   - step: The step, a finite number; where it lies before that of another point, the point is sorted in, or it
  ///     starts the run again when there is evidence of that.
  ///   - time: The wall time in unix seconds; NaN when it is not known.
  ///   - value: The value; one that is not finite becomes a mark.
  ///   - writer: Who adds it.
  package mutating func append(
    _ index: Int?, step: Double, time: Double, value: Double, by writer: SeriesWriter = .single
  ) {
    guard let index else {
      refusedPointCount += 1
      return
    }
    if time > newestTime ?? -.infinity { newestTime = time }
    let isInOrder = series[index].appendInOrder(
      step: step, time: time, value: value, by: writer, capacity: capacity)
    if isInOrder { return }
    let effect = series[index].appendOutOfTurn(
      step: step, time: time, value: value, by: writer, capacity: capacity)
    if case .none = effect { return }
    spread(effect, from: index, time: time, by: writer)
  }

  /// Does to the other series of a file what a point did to one: a run that was started again is so in all of them.
  private mutating func spread(
    _ effect: Series.Effect, from source: Int, time: Double, by writer: SeriesWriter
  ) {
    guard writer.repetition == .restart else { return }
    for index in series.indices where index != source {
      switch effect {
      case .none: break
      case .restarted(let step):
        series[index].restart(
          with: series[source], at: step, time: time, by: writer, capacity: capacity)
      case .refuted(let step): series[index].undoRestart(at: step)
      }
    }
  }

  /// Supersedes every point from a step on, as a log does that says from where its run goes on.
  package mutating func restart(at step: Double) {
    for index in series.indices { series[index].restart(atLogged: step, capacity: capacity) }
  }

  /// Counts points whose names were too many, or too long.
  mutating func refuse(_ count: Int, tooLong longCount: Int) {
    refusedPointCount += count
    longNamePointCount += longCount
  }

  /// A writer that begins later than all others of the store.
  ///
  /// - Parameter repetition: What a step means that it gives again.
  /// - Returns: The writer, for ``append(_:step:time:value:by:)``.
  package mutating func newWriter(
    _ repetition: SeriesWriter.Repetition = .restart
  ) -> SeriesWriter {
    defer { writerCount &+= 1 }
    return SeriesWriter(number: writerCount, repetition: repetition)
  }
}
