import Storage

/// The event log of a run and its TensorBoard event file; training continues whether or not they can be
/// written.
///
/// Lines that cannot be written are counted. A log that was deleted or moved is written anew; where another
/// file has taken its place, writing continues in that file. All of it is reported by notices.
struct RunJournal {
  /// The notices since they were last taken.
  var notices: [TrainingNotice] = []
  /// Whether images are written.
  var hasPictures: Bool { tensorBoard != nil }

  private let folder: String
  private var log: EventLog
  private var tensorBoard: TensorBoardWriter?
  private var lines = WriteTrouble()
  private var flushes = WriteTrouble()
  private var place = WriteTrouble()
  private var records = WriteTrouble()
  private var recordPlace = WriteTrouble()

  /// Opens the log of a run after `step` steps, and a TensorBoard event file if requested.
  init(
    run: RunDirectory, after step: Int, writesTensorBoard: Bool, time: Double
  ) throws(RunError) {
    folder = run.path
    log = try EventLog(path: run.eventsPath, continuingAfter: step)
    guard writesTensorBoard else { return }
    do {
      tensorBoard = try TensorBoardWriter(
        folder: run.path, goingOnFrom: step > 0 ? step + 1 : nil, time: time)
    } catch {
      throw .storage(error)
    }
  }

  /// Writes an event to both files.
  mutating func append(_ event: TrainingEvent, time: Double) {
    do {
      try log.append(event)
      tell(lines.worked().map { .logWritten(path: log.path, lostCount: $0) })
    } catch {
      tell(lines.failed(losing: 1) ? .logFailed(reason: error.description) : nil)
    }
    writeRecord { writer throws(StorageError) in
      try writer.append(
        scalars: event.values.filter { $0.name != "time" }, step: event.step, time: time)
    }
  }

  /// Writes an image to the TensorBoard event file.
  mutating func append(_ picture: PNGImage, name: String, step: Int, time: Double) {
    writeRecord { writer throws(StorageError) in
      try writer.append(image: picture, name: name, step: step, time: time)
    }
  }

  /// Waits until every line of the log is on disk.
  mutating func synchronize() {
    do {
      try log.synchronize()
      _ = flushes.worked()
    } catch {
      tell(flushes.failed() ? .logFailed(reason: error.description) : nil)
    }
  }

  /// Adds notices with the total number of lost lines.
  mutating func tellLosses() {
    for (path, count) in [
      (log.path, lines.lostCount), (tensorBoard?.path ?? "", records.lostCount),
    ] where count > 0 {
      notices.append(.linesLost(path: path, count: count))
    }
  }

  private mutating func writeRecord(
    _ body: (TensorBoardWriter) throws(StorageError) -> Void
  ) {
    guard let tensorBoard else { return }
    do {
      try body(tensorBoard)
      tell(records.worked().map { .logWritten(path: tensorBoard.path, lostCount: $0) })
    } catch {
      tell(records.failed(losing: 1) ? .logFailed(reason: error.description) : nil)
    }
  }

  private mutating func tell(_ notice: TrainingNotice?) {
    if let notice { notices.append(notice) }
  }
}

extension RunJournal {
  /// Makes sure that both files are at their paths.
  ///
  /// - Parameters:
  ///   - step: The steps done.
  ///   - time: The wall time in unix seconds.
  mutating func keepInPlace(step: Int, time: Double) {
    keepLogInPlace(step: step)
    keepEventFileInPlace(time: time)
  }

  private mutating func keepLogInPlace(step: Int) {
    guard !log.isInPlace else {
      _ = place.worked()
      return
    }
    do {
      if FileIdentity(path: log.path) == nil {
        log = try log.restored()
        notices.append(.logRestored(path: log.path))
      } else {
        log = try EventLog(goingOnIn: log.path)
        notices.append(.logReplaced(path: log.path, step: step))
      }
      _ = place.worked()
    } catch {
      tell(place.failed() ? .logFailed(reason: error.description) : nil)
    }
  }

  private mutating func keepEventFileInPlace(time: Double) {
    guard let old = tensorBoard, !old.isInPlace else { return }
    do {
      let new = try TensorBoardWriter(folder: folder, time: time)
      tensorBoard = new
      notices.append(.eventFileRenewed(path: old.path, newPath: new.path))
      _ = recordPlace.worked()
    } catch {
      tell(recordPlace.failed() ? .logFailed(reason: error.description) : nil)
    }
  }
}
