import Numerics
import Models
import Plotting
import Training

/// The text of a training run's progress, for one line of a terminal or a log.
struct ProgressLine {
  let progress: TrainingProgress

  /// The line that is redrawn in place: a bar, then what fits of the figures.
  ///
  /// - Parameter columns: The width of the terminal.
  /// - Returns: A text of fewer than `columns` columns, so that no terminal wraps it.
  func bar(columns: Int) -> String {
    let figures = [percent, remaining, losses, rate]
    var shown = figures.count
    var text: String { joined(figures.prefix(shown)) }
    while shown > 1, text.columns(glyphs: .ascii) + 12 > columns { shown -= 1 }
    let width = min(30, columns - text.columns(glyphs: .ascii) - 4)
    guard width >= 4 else { return String(text.prefix(columns: columns - 1, glyphs: .ascii)) }
    let filled = Int(clamping: fraction * Double(width), to: 0...width)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    return "[\(bar)] \(text)"
  }

  /// The line that is printed at the end of an epoch.
  var epochLine: String {
    let reconstruction = "reconstruction \(decimal(progress.loss.reconstruction, 2))"
    let terms = (progress.loss.figures + progress.loss.penalties).map {
      "\($0.name) \(decimal($0.value, 3))"
    }
    return joined([place, losses, reconstruction] + terms + [rate, remaining])
  }

  /// Where the run stands.
  var place: String {
    let epoch = decimal(progress.epoch, progress.isEndOfEpoch ? 0 : 2)
    return "epoch \(epoch)/\(progress.epochCount)  step \(progress.step)"
  }

  private var fraction: Double {
    Double(progress.step) / Double(max(progress.stepCount, 1))
  }

  private var percent: String {
    "\(decimal(100 * fraction, 0))% epoch \(decimal(progress.epoch, 1))/\(progress.epochCount)"
  }

  private var losses: String {
    let training = "loss \(decimal(progress.loss.total, 2))"
    guard let validation = progress.validationLoss else { return training }
    return "\(training)  validation \(decimal(validation, 2))"
  }

  private var rate: String { "\(decimal(progress.imagesPerSecond, 0)) images/s" }

  private var remaining: String {
    guard progress.remainingSeconds.isFinite else { return "ETA ?" }
    let seconds = Int(clamping: progress.remainingSeconds.rounded(.up), to: 0...Int.max)
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    if hours > 0 { return "ETA \(hours)h \(minutes)m" }
    return minutes > 0 ? "ETA \(minutes)m \(seconds % 60)s" : "ETA \(seconds)s"
  }

  private func joined(_ parts: some Sequence<String>) -> String {
    parts.joined(separator: "  ")
  }
}

/// A number with a fixed count of decimals; what is no number is named.
private func decimal(_ value: Double, _ places: Int) -> String {
  guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
  var scale = 1
  for _ in 0..<places { scale *= 10 }
  let scaled = Int(clamping: (abs(value) * Double(scale)).rounded(), to: 0...Int.max)
  let sign = value < 0 && scaled > 0 ? "-" : ""
  guard places > 0 else { return "\(sign)\(scaled)" }
  let digits = String(scaled % scale)
  let padding = String(repeating: "0", count: places - digits.count)
  return "\(sign)\(scaled / scale).\(padding)\(digits)"
}
