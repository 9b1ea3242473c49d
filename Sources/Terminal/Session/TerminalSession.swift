import CTerminal
import Platform
package import Plotting

/// The terminal while the program owns it: frames go out, keys and signals come in.
///
/// Everything happens on the thread that made the session, which should be the main one, and nothing
/// blocks but ``wait(alsoFor:timeoutMilliseconds:)``. Bytes of a frame that the connection does not accept
/// at once are sent during later waits; no other frame is composed until they are sent, and until the
/// terminal has processed enough of them. The terminal is restored by ``close()``, and by a guard when the
/// process dies instead.
package final class TerminalSession {
  /// The size used while the terminal does not report its own.
  private static let usualSize = Size(columns: 80, rows: 24)
  /// How long the first frame waits for the terminal's answers.
  private static let patienceForAnswers = Duration.milliseconds(150)

  /// What the terminal can show, and why.
  package private(set) var description: TerminalDescription
  /// The extent of the screen.
  package private(set) var size: Size
  /// What was sent so far.
  package var statistics: OutputStatistics { output.statistics }

  private let initialDescription: TerminalDescription
  private let device: TerminalDevice
  private let signals: SignalQueue
  private let capture: OutputCapture
  private var output: TerminalOutput
  private var answers = TerminalAnswers()
  /// Until when the first frame waits for answers; `nil` once they have arrived or were given up.
  private var answerDeadline: ContinuousClock.Instant?
  /// Whether the first queries are still unanswered; later cursor position reports are keys of some terminals.
  private var hasOpenQuestions = true
  private var decoder = KeyDecoder()
  private var inputBuffer = [UInt8](repeating: 0, count: 4096)
  private var keyDeadline: ContinuousClock.Instant?
  /// Events before the first wait.
  private var waitingEvents: [TerminalEvent] = []
  private var stopsWholeGroup = true
  private var isOnScreen = false
  private var isClosed = false
  private var hasReportedHangUp = false

  /// Takes the terminal, and queries what the environment does not provide; waits report its answers.
  ///
  /// - Parameter description: What ``CapabilityProbe`` found.
  /// - Throws: `TerminalError` when the streams are not a terminal or it cannot be drawn on; the
  ///   terminal is then unchanged.
  package init(_ description: TerminalDescription) throws(TerminalError) {
    self.description = description
    initialDescription = description
    signals = try SignalQueue()
    device = try TerminalDevice()
    size = device.size ?? Self.usualSize
    output = try TerminalOutput(device, description, size: size)
    capture = try OutputCapture()
    armGuard()
    enterScreen()
    if output.ask() { answerDeadline = .now + Self.patienceForAnswers }
  }

  deinit {
    close()
  }

  /// Whether a frame drawn now would be sent, and be the newest when it is shown.
  package var isReadyToDraw: Bool {
    isOnScreen && output.isReady && answerDeadline == nil
  }

  /// Sends the difference to the last frame.
  ///
  /// - Parameters:
  ///   - frame: What the screen shall show.
  ///   - byteLimit: The approximate bytes that the frame may cost; `nil` for no limit.
  ///   - isAtRest: Whether nothing moves, so that the limit only applies where the connection is slow.
  /// - Returns: The outcome.
  @discardableResult
  package func draw(_ frame: Frame, byteLimit: Int? = nil, isAtRest: Bool = false) -> DrawOutcome {
    guard isReadyToDraw else {
      output.skip()
      return .skipped
    }
    return output.draw(frame, byteLimit: byteLimit, isAtRest: isAtRest) ? .whole : .partial
  }

  /// Makes the next frame be sent whole, whatever the terminal is assumed to show.
  package func repaint() {
    output.repaint()
  }

  /// Restores the shell's screen and stops the process; after it is continued, a wait reports `resumed`.
  ///
  /// Where no shell could continue it, the program continues and a wait reports the reason.
  package func suspend() {
    defer { stopsWholeGroup = true }
    guard !ProcessGroup.isOrphaned, device.isControlling else { return refuseToStop() }
    leaveScreen()
    guard !signals.stop(wholeGroup: stopsWholeGroup) else { return }
    waitingEvents += resume()
    refuseToStop()
  }

  private func refuseToStop() {
    waitingEvents.append(.notice("not suspended: no shell could continue the program"))
  }

  /// Gives the terminal back; later calls do nothing.
  package func close() {
    guard !isClosed else { return }
    isClosed = true
    leaveScreen()
    ct_guard_disarm()
    capture.release()
  }
}

extension TerminalSession {
  private func armGuard() {
    var state = ct_guard_state()
    state.terminal = device.output
    state.input = device.input
    state.settings = device.originalModes
    state.flags = device.inheritedFlags ?? -1
    state.captured = capture.descriptor
    state.output = capture.savedOutput
    state.errors = capture.savedErrors
    let sequence = output.restoreSequence
    ct_guard_arm(&state, sequence, sequence.count)
  }

  private func enterScreen() {
    device.enterKeyMode()
    output.enter()
    isOnScreen = true
  }

  /// Waits for bytes of the terminal alone; returns whether the time is not over.
  private func waitForInput(until deadline: ContinuousClock.Instant) -> Bool {
    let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
    guard left > 0 else { return false }
    var ready = [pollfd(fd: device.input, events: Int16(POLLIN), revents: 0)]
    poll(&ready, 1, Int32(clamping: Int(left.rounded(.up))))
    if ready[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { device.markHungUp() }
    return true
  }

  private func leaveScreen() {
    guard isOnScreen else { return }
    isOnScreen = false
    output.leave()
    // Less than the watchdog's grace period for a program that should end.
    output.finish(waits: signals.isEndExpected ? 5 : 10)
    awaitLastAnswers()
    device.restoreModes()
  }

  /// An answer that arrives after the end would be read by the shell as input.
  private func awaitLastAnswers() {
    defer { output.forgetAnswers() }
    let flow = output.flow
    guard flow.isWorthAsking, !signals.isEndExpected else { return }
    let longest = flow.isAnswering ? Duration.seconds(3) : .seconds(1)
    let deadline = min(flow.deadline ?? .now, .now + longest)
    while output.flow.unansweredCount > 0, device.isAlive, waitForInput(until: deadline) {
      _ = readInput()
    }
  }
}

extension TerminalSession {
  /// Waits until something happens, without waking up for anything else.
  ///
  /// - Parameters:
  ///   - wakeDescriptor: A descriptor whose becoming readable also ends the wait; it is not read.
  ///   - timeoutMilliseconds: The longest wait; `nil` for ever.
  /// - Returns: What happened, in order; empty when the wait ended for another reason.
  package func wait(
    alsoFor wakeDescriptor: Int32? = nil, timeoutMilliseconds: Int? = nil
  ) -> [TerminalEvent] {
    guard device.isAlive else { return reportHangUp() }
    defer { waitingEvents = [] }
    let isShared = device.input == device.output
    let terminalEvents = output.isPending && isShared ? POLLIN | POLLOUT : POLLIN
    let separateOutput = output.isPending && !isShared ? device.output : -1
    var descriptors = [
      pollfd(fd: device.input, events: Int16(terminalEvents), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: capture.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeDescriptor ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: separateOutput, events: Int16(POLLOUT), revents: 0),
    ]
    let patience = waitingEvents.isEmpty ? patience(timeoutMilliseconds) : 0
    let readyCount = poll(&descriptors, nfds_t(descriptors.count), Int32(clamping: patience))
    let events = readyCount > 0 ? takeEvents(descriptors.map { Int32($0.revents) }) : []
    output.expire()
    if let answerDeadline, answerDeadline <= .now { self.answerDeadline = nil }
    return waitingEvents + events + settleKeys() + noticeSize()
  }

  /// The shortest of the pending timeouts; -1 means none.
  private func patience(_ timeoutMilliseconds: Int?) -> Int {
    let deadlines = [keyDeadline, answerDeadline, output.deadline]
      .compactMap(\.self).map {
        max(0, Int((ContinuousClock.now.duration(to: $0) / .milliseconds(1)).rounded(.up)))
      }
    // A size change of another session's terminal sends no signal.
    let look = device.isControlling ? nil : 500
    return (deadlines + [timeoutMilliseconds, look].compactMap(\.self)).min() ?? -1
  }

  private func noticeSize() -> [TerminalEvent] {
    guard !device.isControlling, let present = device.size, present != size else { return [] }
    return takeSize()
  }

  private func settleKeys() -> [TerminalEvent] {
    guard let deadline = keyDeadline, ContinuousClock.now >= deadline else { return [] }
    defer { startKeyPatience() }
    return decoder.expire().flatMap { take($0) }
  }

  private func startKeyPatience() {
    keyDeadline = decoder.pending.map { .now + $0.patience }
  }

  private func takeEvents(_ ready: [Int32]) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    if ready[1] != 0 { events += signals.take().flatMap { handle($0) } }
    if (ready[0] | ready[4]) & POLLOUT != 0 { output.flush() }
    if ready[0] & POLLIN != 0 { events += readInput() }
    if (ready[0] | ready[4]) & (POLLHUP | POLLERR | POLLNVAL) != 0 { device.markHungUp() }
    if ready[2] != 0 { events += capture.takeLines().map { .message($0) } }
    return device.isAlive ? events : events + reportHangUp()
  }

  private func readInput() -> [TerminalEvent] {
    guard case .done(let count) = device.read(into: &inputBuffer) else { return [] }
    defer { startKeyPatience() }
    return decoder.feed(inputBuffer[..<count]).flatMap { take($0) }
  }

  private func reportHangUp() -> [TerminalEvent] {
    guard !hasReportedHangUp else { return [] }
    hasReportedHangUp = true
    signals.expectEnd(by: SIGHUP)
    output.discard()
    return [.hungUp]
  }
}

extension TerminalSession {
  /// Keys that the terminal usually turns into signals arrive as keys where another program has left a keyboard
  /// protocol on, and on the terminal of another session.
  private func take(_ input: TerminalInput) -> [TerminalEvent] {
    switch input {
    case .key(.control("c")): return [.interrupted]
    case .key(.control("z")): return [.suspendRequested]
    case .key(.control("\\")): return end(by: SIGQUIT)
    case .key(let key): return [.key(key)]
    case .paste(let text): return [.paste(text)]
    case .report(.ready):
      output.noteAnswer()
      answerDeadline = nil
      hasOpenQuestions = false
      return []
    case .report(let report): return take(report)
    }
  }

  private func take(_ report: TerminalReport) -> [TerminalEvent] {
    let isAsked = hasOpenQuestions && description.questions.contains(.ambiguousWidth)
    if case .cursor = report, !isAsked { return [] }
    answers.note(report)
    let better = initialDescription.taking(answers)
    guard better != description else { return [] }
    description = better
    return [.described]
  }

  private func handle(_ signal: SignalQueue.Signal) -> [TerminalEvent] {
    switch signal {
    case .resized: return takeSize()
    case .stop:
      // Another program has chosen which processes to stop.
      stopsWholeGroup = false
      return [.suspendRequested]
    case .continued: return resume()
    case .key(let number): return takeSignal(ofKey: number)
    case .terminate(let number): return end(by: number)
    }
  }

  private func end(by number: Int32) -> [TerminalEvent] {
    signals.expectEnd(by: number)
    return [.terminated(signal: number)]
  }

  /// The kernel also turns Ctrl-C inside a paste into a signal; the input before it shows whether it belongs to a
  /// paste.
  private func takeSignal(ofKey number: Int32) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    var ready = pollfd(fd: device.input, events: Int16(POLLIN), revents: 0)
    // The kernel buffers no more than this before the key.
    for _ in 0..<2
    where device.isAlive && !decoder.isPasting && poll(&ready, 1, 1) > 0
      && ready.revents & Int16(POLLIN) != 0
    {
      events += readInput()
    }
    let isPasted =
      decoder.isPasting || events.contains { if case .paste = $0 { true } else { false } }
    guard !isPasted else { return events }
    return events + (number == SIGINT ? [.interrupted] : end(by: number))
  }

  /// The screen is redrawn completely even when the size is unchanged: of a quick change and back only
  /// the end is seen here, and the terminal has lost what did not fit meanwhile.
  private func takeSize() -> [TerminalEvent] {
    size = device.size ?? size
    output.resize(to: size)
    return [.resized(size)]
  }

  /// Another program may have used the terminal meanwhile, also when the stop came without a warning.
  private func resume() -> [TerminalEvent] {
    if isOnScreen { output.leave() }
    output.forgetAnswers()
    enterScreen()
    output.flush()
    return takeSize() + [.resumed]
  }
}
