import CTerminal
import Platform
import Plotting

/// Output to the terminal: frames as far as the connection and the terminal keep up, queries, and the sequence
/// that restores it.
struct TerminalOutput {
  /// Enables bracketed paste, so that pasted text is never taken for keys.
  private static let enableMarkedPaste = Array("\u{1B}[?2004h".utf8)
  private static let disableMarkedPaste = Array("\u{1B}[?2004l".utf8)
  /// Ends an escape sequence that was cut.
  private static let cancel: UInt8 = 0x18

  /// What was sent so far.
  private(set) var statistics = OutputStatistics()
  /// How far the terminal is behind.
  private(set) var flow = LineFlow()

  private let device: TerminalDevice
  private let encoder: FrameEncoder
  private let questions: TerminalQuestions
  private let hasMarkedPaste: Bool
  /// Only exact colours change by so little and cost so much that some can wait.
  private let hasExactColors: Bool
  private var sender = FrameSender()

  /// Opens the screen; nothing is sent.
  ///
  /// - Throws: `TerminalError.unusableEntry` when ncurses does not take the entry.
  init(
    _ device: TerminalDevice, _ description: TerminalDescription, size: Size
  ) throws(TerminalError) {
    self.device = device
    questions = description.questions
    hasMarkedPaste = description.hasMarkedPaste
    hasExactColors = description.capabilities.color == .trueColor
    encoder = try FrameEncoder(
      entry: description.entry, color: description.capabilities.color, size: size)
  }

  /// Whether unsent bytes are pending.
  var isPending: Bool { sender.isPending }
  /// Whether a frame composed now would be sent at once, and be the newest when it is shown.
  var isReady: Bool { device.isAlive && !sender.isPending && flow.hasRoom(at: .now) }
  /// When an answer that holds frames back is given up, `nil` when none does.
  var deadline: ContinuousClock.Instant? { flow.hasRoom(at: .now) ? nil : flow.deadline }
  /// The bytes that reset the terminal to its usual state, whatever was sent last.
  var restoreSequence: [UInt8] {
    [Self.cancel] + Self.disableMarkedPaste + encoder.restoreSequence()
  }

  /// Sends the difference to the last frame; see ``TerminalSession/draw(_:byteLimit:isAtRest:)``.
  ///
  /// - Returns: Whether all of the frame was composed.
  mutating func draw(_ frame: Frame, byteLimit: Int?, isAtRest: Bool) -> Bool {
    let budget = budget(byteLimit, isAtRest: isAtRest)
    var isWhole = true
    let count = sender.add { isWhole = encoder.encode(frame, within: budget, into: &$0) }
    if count > 0, questions.contains(.status), flow.isWorthAsking { askStatus(after: count) }
    flush()
    statistics.frameCount += 1
    statistics.byteCount += count
    statistics.lastFrameByteCount = count
    return isWhole
  }

  private func budget(_ byteLimit: Int?, isAtRest: Bool) -> FrameBudget? {
    guard let byteLimit, hasExactColors, flow.isSlow || !isAtRest else { return nil }
    return FrameBudget(byteLimit: byteLimit, isStrict: flow.isSlow)
  }

  /// Notes that a frame was wanted and not composed.
  mutating func skip() { statistics.skippedFrameCount += 1 }

  /// Makes the next frame be sent whole.
  func repaint() { encoder.invalidate() }

  /// Takes a new extent; the next frame is sent whole.
  func resize(to size: Size) { encoder.resize(to: size) }

  /// Sends the queries that the terminal understands, on the alternate screen, where nothing of the user's can
  /// be overwritten.
  ///
  /// - Returns: Whether an answer can be waited for.
  mutating func ask() -> Bool {
    guard questions.contains(.status) else { return false }
    let size = encoder.size
    let count = sender.add { bytes in
      encoder.encode(Frame(size: size), into: &bytes)
      questions.subtracting(.status).write(into: &bytes)
    }
    encoder.invalidate()
    askStatus(after: count)
    flush()
    return true
  }

  private mutating func askStatus(after byteCount: Int) {
    _ = sender.add { TerminalQuestions.status.write(into: &$0) }
    flow.ask(after: byteCount, at: .now)
    ct_guard_expect_answer(true)
  }

  /// Notes that the terminal has answered a status query.
  mutating func noteAnswer() {
    flow.answer(at: .now)
    ct_guard_expect_answer(flow.unansweredCount > 0)
  }

  /// Gives up answers that have timed out.
  mutating func expire() { flow.expire(at: .now) }

  /// Sends what the connection accepts.
  mutating func flush() { sender.flush(to: device) }

  /// Discards what was not sent.
  mutating func discard() { sender.discard() }

  /// Discards unanswered queries.
  mutating func forgetAnswers() { flow.forget() }

  /// Makes the first bytes ready after the modes were set.
  mutating func enter() {
    if hasMarkedPaste { _ = sender.add { $0 += Self.enableMarkedPaste } }
  }

  /// Composes the return to the shell's screen in place of what was not sent.
  mutating func leave() {
    let isCut = sender.isCut
    sender.discard()
    _ = sender.add { bytes in
      if isCut { bytes.append(Self.cancel) }
      if hasMarkedPaste { bytes += Self.disableMarkedPaste }
      encoder.leave(into: &bytes)
    }
  }

  /// Waits for a stalled connection to accept the last bytes, a tenth of a second at a time.
  mutating func finish(waits: Int) {
    flush()
    for _ in 0..<waits where sender.isPending {
      var ready = pollfd(fd: device.output, events: Int16(POLLOUT), revents: 0)
      poll(&ready, 1, 100)
      flush()
    }
    sender.discard()
  }
}
