import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tells in lines, and is asked to stop by signals.
struct LineAudience: TrainingAudience {
  private var display: ProgressDisplay
  private var notices = ProgressDisplay(isPlain: true)
  private var stop: StopRequest

  /// Tells on stderr while training is what matters.
  ///
  /// - Parameters:
  ///   - isPlain: Whether the lines are asked for: then training ends when nobody reads stdout any more.
  ///   - hasResult: Whether stdout is for what comes after training, so that plain lines go to stderr too.
  init(isPlain: Bool, hasResult: Bool) {
    display = ProgressDisplay(
      isPlain: isPlain, to: isPlain && !hasResult ? STDOUT_FILENO : STDERR_FILENO)
    stop = StopRequest(needsReader: isPlain)
  }

  var signal: Int32? { stop.signal }

  mutating func say(_ line: String) { display.print(line) }

  mutating func warn(_ notice: TrainingNotice) {
    display.clear()
    notices.print("\(notice)")
  }

  mutating func show(_ preparation: String) {
    display.redraw { String(preparation.prefix($0 - 1)) }
  }

  mutating func show(_ progress: TrainingProgress) {
    let line = ProgressLine(progress: progress)
    if display.isRedrawn {
      display.redraw(line.bar)
    } else if progress.isEndOfEpoch {
      display.print(line.epochLine)
    }
  }

  mutating func rest() { display.clear() }

  mutating func shouldStop() -> Bool { stop.poll() }
}
