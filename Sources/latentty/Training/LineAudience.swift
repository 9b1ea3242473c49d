import Platform
import Training

/// Tells in lines, and is asked to stop by signals.
struct LineAudience: TrainingAudience {
  /// What is said, and the line that is redrawn: on stderr.
  private var remarks: ProgressDisplay
  /// The line of every epoch: on stdout where it was asked for.
  private var epochs: ProgressDisplay
  private var stop: StopRequest

  /// Creates an audience that has heard nothing yet.
  ///
  /// - Parameters:
  ///   - isPlain: Whether lines are asked for: then training ends when nobody reads stdout any more.
  ///   - hasResult: Whether stdout is for what comes after training, so that all lines go to stderr.
  init(isPlain: Bool, hasResult: Bool) {
    remarks = ProgressDisplay(isPlain: isPlain)
    epochs = ProgressDisplay(
      isPlain: true, to: isPlain && !hasResult ? STDOUT_FILENO : STDERR_FILENO)
    stop = StopRequest(needsReader: isPlain)
  }

  var signal: Int32? { stop.signal }

  mutating func say(_ line: String) {
    // Whoever has stopped reading is told nothing more.
    if signal != SIGPIPE { remarks.print(line) }
  }

  mutating func warn(_ notice: TrainingNotice) { say("\(notice)") }

  mutating func show(_ preparation: String) {
    remarks.redraw { String(preparation.prefix($0 - 1)) }
  }

  mutating func show(_ progress: TrainingProgress) {
    let line = ProgressLine(progress: progress)
    if remarks.isRedrawn {
      remarks.redraw(line.bar)
    } else if progress.isEndOfEpoch {
      epochs.print(line.epochLine)
    }
  }

  mutating func rest() { remarks.clear() }

  mutating func shouldStop() -> Bool { stop.poll() }
}
