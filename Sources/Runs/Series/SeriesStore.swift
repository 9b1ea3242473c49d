/// The series of one run, by name, in bounded memory however long the run.
///
/// All series together have at most ``bucketLimit`` buckets of 64 bytes, 64 MiB; a run with few series has at most
/// ``bucketsPerSeries`` of each. If a series exceeds its share, its neighbouring buckets are merged, with their
/// extremes kept. The capacities of arrays may be twice what is used. Names beyond ``seriesLimit`` are counted but
/// not stored.
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
  /// Points of names that are too long.
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

  /// The largest step of any series.
  package var newestStep: Double? { series.compactMap { $0.last?.step }.max() }

  /// The smallest step of any series.
  package var oldestStep: Double? { series.compactMap(\.oldestStep).min() }

  /// The index of a series, which is created when it is new.
  ///
  /// - Parameter name: The name.
  /// - Returns: The index for ``append(_:step:time:value:)``; `nil` when there are ``seriesLimit`` others.
  package mutating func index(of name: String) -> Int? { index(of: name, process: 0) }

  /// The index of a series, which is created when it is new.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - process: The index of the process of the series, from ``process(named:)``.
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

  /// The index of a process or fold; processes restart independently.
  mutating func process(named name: String) -> Int {
    if let process = processes[name] { return process }
    defer { processes[name] = processes.count }
    return processes.count
  }

  /// Adds a point.
  ///
  /// - Parameters:
  ///   - index: The series, from ``index(of:)``; `nil` counts a refused point.
  ///   - step: The step, a finite number; where it lies before that of another point, the point is sorted in, or it
  ///     restarts the run when there is evidence of that.
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

  /// Applies the effect of a point to the other series of a file: a run is restarted in all of them.
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

  /// Supersedes every point from a step on, for a log that states where its run continues.
  package mutating func restart(at step: Double) {
    for index in series.indices { series[index].restart(atLogged: step, capacity: capacity) }
  }

  /// Counts points whose names were beyond the limit, or too long.
  mutating func refuse(_ count: Int, tooLong longCount: Int) {
    refusedPointCount += count
    longNamePointCount += longCount
  }

  /// A writer that begins later than all others of the store.
  ///
  /// - Parameter repetition: The meaning of a step that it repeats.
  /// - Returns: The writer, for ``append(_:step:time:value:by:)``.
  package mutating func newWriter(
    _ repetition: SeriesWriter.Repetition = .restart
  ) -> SeriesWriter {
    defer { writerCount &+= 1 }
    return SeriesWriter(number: writerCount, repetition: repetition)
  }
}
