import Storage

/// The log of a run and its event file of TensorBoard, written beside training, which goes on whatever becomes of them.
///
/// A line that cannot be written is counted. A log that others can no longer hear of, because it was deleted, moved or
/// replaced, is made anew or followed. All of it is reported by notices.
struct RunJournal {
  /// What there is to tell since it was last taken.
  var notices: [TrainingNotice] = []
  /// Whether pictures are wanted.
  var hasPictures: Bool { tensorBoard != nil }

  private let folder: String
  private var log: EventLog
  private var tensorBoard: TensorBoardWriter?
  private var lines = WriteTrouble()
  private var flushes = WriteTrouble()
  private var place = WriteTrouble()
  private var records = WriteTrouble()
  private var recordPlace = WriteTrouble()

  /// Opens the log of a run after `step` steps, and an event file of TensorBoard if somebody wants one.
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

  /// Writes an event to both.
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

  /// Writes a picture to the event file of TensorBoard.
  mutating func append(_ picture: PNGImage, name: String, step: Int, time: Double) {
    writeRecord { writer throws(StorageError) in
      try writer.append(image: picture, name: name, step: step, time: time)
    }
  }

  /// Waits until every line of the log has reached the device.
  mutating func synchronize() {
    do {
      try log.synchronize()
      _ = flushes.worked()
    } catch {
      tell(flushes.failed() ? .logFailed(reason: error.description) : nil)
    }
  }

  /// Tells how many lines were lost in all.
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
  /// Sees to it that both files are where others look for them.
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
