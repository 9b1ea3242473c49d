import Training

/// Tells on stderr, and is asked to stop by signals.
struct LineAudience: TrainingAudience {
  private var display: ProgressDisplay
  private var stop = StopRequest()

  init(display: ProgressDisplay) { self.display = display }

  var signal: Int32? { stop.signal }

  mutating func say(_ line: String) { display.print(line) }

  mutating func warn(_ notice: TrainingNotice) { say("\(notice)") }

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
