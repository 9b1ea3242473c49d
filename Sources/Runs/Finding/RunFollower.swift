import Storage
import Training

/// Reads one run, and what is added to it from look to look.
///
/// Used from one thread at a time; what it has read so far is the value ``log``.
public final class RunFollower {
  /// The run.
  public let location: RunLocation
  /// What the run has told so far.
  public private(set) var log = RunLog()
  private var files: [Following] = []
  private var plan = TrainingPlan()
  private var schedule = AlertSchedule()
  /// The event files beside the log of one of our runs, for their pictures.
  private var companion: RunFollower?

  private struct Following {
    var tail: FileTail
    var decoder: any LogDecoder
    var isThere = false

    mutating func look(
      into log: inout RunLog, fresh: (String) -> any LogDecoder
    ) -> FileTail.Change {
      let change = tail.look(&decoder, into: &log) { [path = tail.path] in fresh(path) }
      isThere = change != .missing
      return change
    }
  }

  /// Creates a follower that has read nothing yet.
  ///
  /// - Parameter location: The run.
  public init(_ location: RunLocation) { self.location = location }

  /// Reads what is new.
  ///
  /// - Returns: Whether there was anything.
  @discardableResult
  public func look() -> Bool {
    addNewFiles()
    var hasNews = false
    var index = 0
    while index < files.count {
      let path = files[index].tail.path
      switch files[index].look(into: &log, fresh: location.decoder) {
      case .none, .missing: break
      case .grown: hasNews = true
      case .replaced:
        log.notes.add(.replaced, file: path, offset: 0)
        hasNews = true
      case .rewritten:
        startOver(because: path)
        hasNews = true
        index = -1
      }
      index += 1
    }
    return lookAtCompanion() || hasNews
  }

  /// The pictures that were logged, by name; those of one of our runs are in the event file beside its log.
  public var images: [String: RunImageSeries] { companion?.log.images ?? log.images }

  private func lookAtCompanion() -> Bool {
    guard location.format == .latentty else { return false }
    if companion == nil,
      FolderEntries.names(in: location.path).contains(where: RunFormat.isEventFile)
    {
      companion = RunFollower(
        RunLocation(path: location.path, name: location.name, format: .tensorBoard))
    }
    return companion?.look() ?? false
  }

  /// What was passed over, and what is not readable yet.
  public var notes: [String] {
    var notes = log.notes.map(\.description)
    for file in files where file.tail.pendingByteCount > 0 {
      notes.append(
        "\(file.tail.path): the last \(file.tail.pendingByteCount) bytes are not a whole "
          + (location.format == .tensorBoard ? "record" : "line") + " yet")
    }
    if log.series.refusedPointCount > 0 {
      notes.append(
        "\(log.series.refusedPointCount) points of more than \(SeriesStore.seriesLimit) names are left out"
      )
    }
    return notes
  }

  /// What should be looked at; judged anew so rarely that it takes less than a hundredth of the time.
  public func alerts() -> [RunAlert] { schedule.alerts(in: log.series) }

  /// The latents that were collapsed when ``alerts()`` was last judged.
  public var collapsedLatents: [CollapsedLatent] { schedule.collapsed }

  /// How far one of our runs is, and how long it will take; `nil` where nothing tells.
  public func prospect() -> TrainingProspect? {
    guard location.format == .latentty else { return nil }
    return plan.prospect(of: location.path, series: log.series)
  }

  /// The checkpoints of one of our runs that are kept, by their steps.
  public var checkpointSteps: [Int] {
    location.format == .latentty ? plan.checkpointSteps(in: location.path) : []
  }

  /// When the newest model of one of our runs was written, unix seconds; `nil` where there is none.
  public var modelTime: Double? {
    guard location.format == .latentty else { return nil }
    return FileStatus(path: modelPath)?.modificationTime
  }

  /// Where the newest model of one of our runs is.
  public var modelPath: String { "\(location.path)/latest.safetensors" }

  /// The resident memory of the process that trains in one of our runs, bytes; `nil` where none is seen.
  public var residentBytes: Int? {
    location.format == .latentty ? LockTable.residentBytes(ofHolder: "\(location.path)/.lock") : nil
  }

  /// The bytes of all files, as of the last look.
  public var byteCount: Int { files.reduce(0) { $0 + $1.tail.byteCount } }

  /// The files that are read.
  public var paths: [String] { files.map(\.tail.path) }

  /// What tells whether anybody still works on the run.
  public func signs() -> RunSigns {
    let isOurs = location.format == .latentty
    let folder = location.path
    let written =
      files.compactMap(\.tail.modificationTime)
      + (isOurs
        ? ["latest.safetensors", "recipe.toml"].compactMap {
          FileStatus(path: "\(folder)/\($0)")?.modificationTime
        } : [])
    return RunSigns(
      isThere: isOurs ? FolderEntries.isFolder(folder) : files.contains(where: \.isThere),
      lastWrite: log.series.pointCount > 0 || isOurs ? written.max() : nil,
      isLocked: isOurs && LockTable.isLocked("\(folder)/.lock"),
      secondsBetweenRecords: log.series.secondsBetweenRecords, ending: ending())
  }

  private func ending() -> RunSigns.Ending {
    guard location.format == .latentty else { return log.hasEnded ? .finished : .unknown }
    return plan.ending(of: location.path, series: log.series)
  }

  private func addNewFiles() {
    for path in currentPaths where !files.contains(where: { $0.tail.path == path }) {
      files.append(Following(tail: FileTail(path: path), decoder: location.decoder(for: path)))
    }
  }

  private var currentPaths: [String] {
    switch location.format {
    case .latentty: return ["\(location.path)/events.jsonl"]
    case .jsonLines, .csv: return [location.path]
    case .tensorBoard:
      guard FolderEntries.isFolder(location.path) else { return [location.path] }
      return FolderEntries.names(in: location.path).filter(RunFormat.isEventFile)
        .map { "\(location.path)/\($0)" }
    }
  }

  /// Forgets everything read, because part of it does not hold any more.
  private func startOver(because path: String) {
    var notes = log.notes.filter { $0.kind == .rewritten || $0.kind == .replaced }
    notes.add(.rewritten, file: path, offset: 0)
    log = RunLog()
    log.notes = notes
    schedule = AlertSchedule()
    files = []
    addNewFiles()
  }
}

extension SeriesStore {
  /// The mean seconds between the newest points of the series that has most; `nil` where the log has no times.
  var secondsBetweenRecords: Double? {
    guard let longest = series.max(by: { $0.pointCount < $1.pointCount }) else { return nil }
    let newest = longest.newestSegment.buckets.suffix(16)
    guard let first = newest.first, let last = newest.last, newest.count > 1 else { return nil }
    let points = newest.dropFirst().reduce(0) { $0 + $1.count }
    let seconds = (last.time - first.time) / Double(points)
    return seconds.isFinite && seconds >= 0 ? seconds : nil
  }
}

extension RunLocation {
  /// A decoder for the start of one of the run's files.
  fileprivate func decoder(for path: String) -> any LogDecoder {
    switch format {
    case .latentty: JSONLinesDecoder(file: path, readsNullAsNumber: true)
    case .jsonLines: JSONLinesDecoder(file: path, readsNullAsNumber: false)
    case .csv: CSVDecoder(file: path)
    case .tensorBoard: TensorBoardDecoder(file: path)
    }
  }
}
