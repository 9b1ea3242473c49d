import Numerics
import Plotting
import Runs

extension ExplorerState {
  /// The state of the selected run in words for the status line; `nil` before there is one.
  var trainWord: (text: String, kind: RunWordKind)? {
    if train.isStopping { return ("stopping after this step", .waiting) }
    if case .preparing(let stage) = train.report { return (stage, .waiting) }
    if case .ended(_, let isFailure) = train.report {
      return isFailure ? ("training has failed", .bad) : ("training has ended", .done)
    }
    guard let run = chosenRun else { return train.isTraining ? ("training", .good) : nil }
    return (run.state.text, RunWordKind(run.state))
  }

  /// The progress of the selected run, from the longest text to the shortest.
  var trainFacts: [String] {
    guard let run = chosenRun else { return train.isTraining ? [] : train.halt.map { [$0] } ?? [] }
    var parts = [run.step.map { "step \(Runs.NumberText.step($0))" } ?? "no step yet"]
    if let prospect = run.prospect {
      parts.append(
        "epoch \(NumberText.compact(prospect.epoch))/\(prospect.epochCount)")
      if let seconds = prospect.secondsLeft, !run.state.isOver {
        parts.append("ETA \(Self.spanText(seconds))")
      }
    }
    if let bytes = run.residentBytes {
      parts.append("memory \(NumberText.fixed(Double(bytes) / 1_048_576, decimals: 0)) MiB")
    }
    return (1...parts.count).reversed().map { parts.prefix($0).joined(separator: "  ") }
  }

  /// A duration in hours and minutes, minutes and seconds, or seconds.
  static func spanText(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "?" }
    let whole = Int(clamping: seconds.rounded(.up), to: 0...1_000_000_000)
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    if hours >= 48 { return "\(hours / 24) d \(hours % 24) h" }
    if hours > 0 { return "\(hours) h \(minutes) min" }
    return minutes > 0 ? "\(minutes) min \(whole % 60) s" : "\(whole) s"
  }

  /// The averaging and the visible part of the curves in words; empty for neither.
  var trainManner: String {
    [
      smoothingReach.map { "mean of \(Self.widthText($0)) steps" },
      train.share < 1 ? "newest \(Self.shareText(train.share))" : nil,
    ].compactMap(\.self).joined(separator: "  ")
  }

  static func shareText(_ share: Double) -> String {
    "1/\(Int(clamping: (1 / share).rounded(), to: 1...Int.max))"
  }

  /// The half-width of the smoothing window in steps, an integer where it is large; `nil` without smoothing.
  var smoothingReach: Double? {
    guard train.smoothing > 0, let steps = train.snapshot?.steps else { return nil }
    let reach = (steps.upperBound - steps.lowerBound) * train.smoothing / 2
    return reach >= 1 || steps.upperBound == steps.upperBound.rounded()
      ? max(1, reach.rounded()) : reach
  }

  /// The width of a smoothing window with this half-width.
  static func widthText(_ reach: Double) -> String {
    reach >= 1 ? Runs.NumberText.step(reach * 2) : NumberText.compact(reach * 2, digits: 2)
  }
}

/// The severity of a state.
enum RunWordKind: Sendable {
  /// Running normally.
  case good
  /// Possibly over.
  case waiting
  /// Ended prematurely.
  case bad
  /// Finished.
  case done

  init(_ state: RunState) {
    self =
      switch state {
      case .running: .good
      case .waiting, .withoutFigures, .quiet, .stopped: .waiting
      case .crashed, .gone, .unreadable: .bad
      case .done: .done
      }
  }

  /// The glyph before the word.
  func glyph(_ glyphs: GlyphSet) -> Character {
    switch self {
    case .good: glyphs.ready
    case .waiting: glyphs.waiting
    case .bad: glyphs.failed
    case .done: glyphs.done
    }
  }

  /// The style of the word.
  func style(_ ink: Ink) -> Style {
    switch self {
    case .good, .done: ink.good
    case .waiting: ink.warning
    case .bad: ink.error
    }
  }
}

extension RunState {
  /// Whether the run is over.
  var isOver: Bool {
    switch self {
    case .done, .stopped, .crashed, .gone: true
    case .waiting, .withoutFigures, .running, .quiet, .unreadable: false
    }
  }
}
