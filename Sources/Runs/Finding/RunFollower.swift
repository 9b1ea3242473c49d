import Storage
import Training

/// Reads one run, and what is added to it from poll to poll.
///
/// Used from one thread at a time; what it has read so far is in ``log``.
package final class RunFollower {
  /// The run.
  package let location: RunLocation
  /// What the run has logged so far.
  package private(set) var log = RunLog()
  /// Observations beside the log at the last poll.
  package private(set) var facts = RunFacts()
  /// When a poll last found something new; initially when the run was found.
  private(set) var newsTime = ContinuousClock.now
  /// What could not be read at the last poll, each in one line.
  private var unread: [String] = []
  /// The number of polls that found something new.
  private var revision = 0
  private let openFiles: OpenFiles
  private var files: [Following] = []
  private var plan = TrainingPlan()
  private var schedule = AlertSchedule()
  private var runFiles: RunFiles
  private var order = WritingOrder()
  /// The event files beside the log of one of our runs, for their pictures.
  private var companion: RunFollower?
  private var companionFiles: RunFiles?
  /// The models beside the log of another program; `nil` until the log was found.
  private var savedModels: SavedModels?

  private struct Following {
    var tail: FileTail
    var decoder: any LogDecoder
    var isThere = false

    mutating func look(
      into log: inout RunLog, fresh: (String) -> any LogDecoder
    ) -> FileTail.Change {
      let change = tail.look(&decoder, into: &log) { [path = tail.path] in fresh(path) }
      isThere = change != .missing && change != .unreadable
      return change
    }
  }

  /// Creates a follower that has read nothing yet.
  ///
  /// - Parameter location: The run.
  package convenience init(_ location: RunLocation) { self.init(location, openFiles: OpenFiles()) }

  /// Creates a follower that shares a pool of open files with others.
  init(_ location: RunLocation, openFiles: OpenFiles) {
    (self.location, self.openFiles) = (location, openFiles)
    runFiles = RunFiles(location)
    if location.format == .latentty {
      companionFiles = RunFiles(location.read(as: .tensorBoard))
    }
  }

  /// The displayed name of the run: the title in its log, followed by its name.
  package var name: String { log.title.map { "\($0) (\(location.name))" } ?? location.name }

  /// Closes the files.
  func close() {
    for file in files { file.tail.close() }
    companion?.close()
  }

  /// Reads what is new.
  ///
  /// - Returns: Whether there was anything.
  @discardableResult
  package func look() -> Bool { look(LockTable()) }

  /// Reads what is new, and the facts beside the log.
  @discardableResult
  func look(_ locks: LockTable) -> Bool {
    let hasNews = readFiles()
    lookAtModels()
    facts = facts(locks)
    if hasNews {
      newsTime = .now
      revision += 1
    }
    let known = unread
    unread = failures + (companion?.failures ?? []) + facts.failures
    return hasNews || unread != known
  }

  private func readFiles() -> Bool {
    var hasNews = updateFiles()
    var index = 0
    while index < files.count {
      let path = files[index].tail.path
      switch files[index].look(into: &log, fresh: decoder) {
      case .none, .missing, .unreadable: break
      case .grown: hasNews = true
      case .replaced where files[index].decoder.isDocument:
        startOver()
        hasNews = true
        index = -1
      case .replaced:
        log.notes.add(.replaced, file: path, offset: 0)
        hasNews = true
      case .rewritten:
        if !files[index].decoder.isDocument { log.notes.add(.rewritten, file: path, offset: 0) }
        startOver()
        hasNews = true
        index = -1
      }
      if log.isOutdated {
        startOver()
        index = -1
      }
      index += 1
    }
    return lookAtCompanion() || hasNews
  }

  /// The pictures that were logged, by name; those of one of our runs are in the event file beside its log.
  package var images: [String: RunImageSeries] { companion?.log.images ?? log.images }

  private func lookAtCompanion() -> Bool {
    guard var files = companionFiles else { return false }
    files.update()
    companionFiles = files
    if companion == nil, !files.paths.isEmpty {
      companion = RunFollower(location.read(as: .tensorBoard), openFiles: openFiles)
    }
    return companion?.readFiles() ?? false
  }

  /// The files and folders that cannot be read.
  private var failures: [String] {
    (files.map(\.tail.failure) + [folderFailure]).compactMap { $0?.description }
  }

  /// What was skipped, and what cannot be read or is not readable yet.
  package var notes: [String] {
    var notes = log.notes.map(\.description)
    notes += unread
    for file in files where file.tail.pendingByteCount > 0 {
      notes.append(
        "\(file.tail.path): the last \(file.tail.pendingByteCount) bytes are "
          + (file.tail.endsWithZeros
            ? "reserved and not written yet" : "not a whole \(location.format.unit) yet"))
    }
    let remarks = log.remarks.sorted { $0.key < $1.key }.flatMap { file, remarks in
      remarks.map { "\(file): \($0)" }
    }
    return notes + remarks + log.unread.notes + log.series.notes
  }

  /// The alerts; judged again so rarely that it takes less than a hundredth of the time.
  package func alerts() -> [RunAlert] { schedule.alerts(in: log.series, revision: revision) }

  /// The latents that were collapsed when ``alerts()`` was last judged.
  package var collapsedLatents: [CollapsedLatent] { schedule.collapsed }

  /// Where the newest model of one of our runs is.
  package var modelPath: String { RunLayout.model(of: location.path) }

  /// The bytes of all files, as of the last poll.
  package var byteCount: Int { files.reduce(0) { $0 + $1.tail.byteCount } }

  /// The files that are read.
  package var paths: [String] { files.map(\.tail.path) }

  /// Collects the facts beside the log.
  private func facts(_ locks: LockTable) -> RunFacts {
    let isThere = files.contains(where: \.isThere)
    let failure = files.lazy.compactMap(\.tail.failure).first ?? folderFailure
    let written = log.series.pointCount > 0 ? lastWrite : nil
    var facts = RunFacts()
    facts.signs = RunSigns(
      isThere: isThere || failure != nil, failure: isThere ? nil : failure?.reason,
      lastWrite: written, rowsWithoutFigure: written == nil ? log.fruitlessRowCount : 0,
      secondsBetweenRecords: log.series.secondsBetweenRecords,
      ending: log.hasEnded ? .finished : .unknown)
    if location.format == .latentty {
      addOwn(to: &facts, locks)
    } else {
      facts.models = savedModels?.models ?? []
    }
    return facts
  }

  private func lookAtModels() {
    guard location.format != .latentty else { return }
    if savedModels == nil {
      guard let kind = try? FileKind(path: location.path) else { return }
      savedModels = SavedModels(of: location.path, isFile: kind == .file)
    }
    savedModels?.look()
  }

  private var lastWrite: Double? { files.compactMap(\.tail.modificationTime).max() }

  /// Adds the facts from the folder of one of our runs.
  private func addOwn(to facts: inout RunFacts, _ locks: LockTable) {
    let (folder, lock) = (location.path, "\(location.path)/.lock")
    plan.look(in: folder)
    facts.failures = plan.failures
    do {
      let status = try FileStatus(path: modelPath)
      facts.models = status.map { [SavedModel(path: modelPath, time: $0.modificationTime)] } ?? []
      facts.signs.isThere = try FileKind(path: folder) == .folder
    } catch {
      facts.failures.append(error.description)
      facts.signs.isThere = true
    }
    facts.signs.ending = plan.ending(log.series)
    facts.signs.lastWrite = [lastWrite, facts.modelTime, plan.recipeTime].compactMap(\.self).max()
    facts.signs.isLocked = locks.isLocked(lock)
    facts.residentBytes = facts.signs.isLocked ? locks.residentBytes(ofHolder: lock) : nil
    facts.checkpointSteps = plan.checkpointSteps
    facts.prospect = plan.prospect(log.series)
  }

  private var folderFailure: StorageError? { runFiles.failure ?? companionFiles?.failure }

  /// Follows the files that are new; `true` when what was read from others is no longer valid.
  private func updateFiles() -> Bool {
    runFiles.update()
    let isAnother =
      runFiles.replaceOthers && files.contains { !runFiles.paths.contains($0.tail.path) }
    if isAnother { startOver() }
    addNewFiles()
    return isAnother
  }

  /// Follows the files that are new; where they are read in the order in which they were begun, and one was begun before
  /// another that was read already, all are read again.
  private func addNewFiles() {
    let known = Set(files.map(\.tail.path))
    let present = runFiles.paths
    guard present.contains(where: { !known.contains($0) }) else { return }
    let paths = runFiles.areReadByTime ? order.sorted(present) : present
    if runFiles.areReadByTime, let first = paths.firstIndex(where: { !known.contains($0) }),
      paths[first...].contains(where: known.contains)
    {
      startOver()
      return
    }
    for path in paths where !known.contains(path) {
      files.append(
        Following(tail: FileTail(path: path, files: openFiles), decoder: decoder(for: path)))
    }
  }

  /// A decoder for the start of one of the run's files.
  private func decoder(for path: String) -> any LogDecoder {
    location.format.decoder(path, location.path)
  }

  /// Discards everything read, because part of it is no longer valid; only the reason is kept.
  private func startOver() {
    let notes = log.notes.filter { $0.kind == .rewritten || $0.kind == .replaced }
    log = log.emptied()
    log.notes = notes
    schedule = AlertSchedule()
    for file in files { file.tail.close() }
    files = []
    addNewFiles()
  }
}

extension RunLocation {
  /// The same location, read in another format.
  fileprivate func read(as format: RunFormat) -> RunLocation {
    RunLocation(path: path, name: name, format: format)
  }
}
