import CTerminal
public import Plotting

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The terminal while the program owns it: frames go out, keys and signals come in.
///
/// Everything happens on the thread that made the session, which should be the main one, and nothing
/// blocks but ``wait(alsoFor:timeoutMilliseconds:)``. Bytes of a frame that the line does not take at
/// once are sent during later waits; until they are gone no other frame is composed. The terminal is
/// restored by ``close()``, and by a guard when the process dies instead.
public final class TerminalSession {
  /// The extent used while the terminal does not know its own.
  private static let usualSize = Size(columns: 80, rows: 24)
  /// Pasted text arrives marked, so that it is never taken for keys.
  private static let enableMarkedPaste = Array("\u{1B}[?2004h".utf8)
  private static let disableMarkedPaste = Array("\u{1B}[?2004l".utf8)
  /// Ends an escape sequence that was cut.
  private static let cancel: UInt8 = 0x18

  /// What the terminal can show, and why.
  public let description: TerminalDescription
  /// The extent of the screen.
  public private(set) var size: Size
  /// What was sent so far.
  public private(set) var statistics = OutputStatistics()

  private let device: TerminalDevice
  private let signals: SignalQueue
  private let capture: OutputCapture
  private let encoder: FrameEncoder
  private var sender = FrameSender()
  private var decoder = KeyDecoder()
  private var inputBuffer = [UInt8](repeating: 0, count: 4096)
  private var keyDeadline: ContinuousClock.Instant?
  private var isOnScreen = false
  private var isClosed = false
  private var hasReportedHangUp = false

  /// Takes the terminal.
  ///
  /// - Parameter description: What ``CapabilityProbe`` found.
  /// - Throws: `TerminalError` when the streams are no terminal or it cannot be drawn on; the terminal
  ///   is then as it was.
  public init(_ description: TerminalDescription) throws(TerminalError) {
    self.description = description
    signals = try SignalQueue()
    device = try TerminalDevice()
    size = device.size ?? Self.usualSize
    encoder = try FrameEncoder(
      entry: description.entry, color: description.capabilities.color, size: size)
    capture = try OutputCapture()
    armGuard()
    enterScreen()
  }

  deinit {
    close()
  }

  /// Whether a frame drawn now would be sent.
  public var isReadyToDraw: Bool {
    device.isAlive && isOnScreen && !sender.isPending
  }

  /// Sends the difference to the last frame.
  ///
  /// - Parameter frame: What the screen shall show.
  /// - Returns: Whether the frame was composed; `false` while the line has not taken the last one, and
  ///   then it should be drawn again after the next wait.
  @discardableResult
  public func draw(_ frame: Frame) -> Bool {
    guard isReadyToDraw else {
      statistics.skippedFrameCount += 1
      return false
    }
    let count = sender.add { encoder.encode(frame, into: &$0) }
    sender.flush(to: device)
    statistics.frameCount += 1
    statistics.byteCount += count
    statistics.lastFrameByteCount = count
    return true
  }

  /// Makes the next frame be sent whole, whatever the terminal is thought to show.
  public func repaint() {
    encoder.invalidate()
  }

  /// Gives the shell its screen and stops the process; after it is continued, a wait reports `resumed`.
  public func suspend() {
    leaveScreen()
    kill(getpid(), SIGSTOP)
  }

  /// Gives the terminal back; later calls do nothing.
  public func close() {
    guard !isClosed else { return }
    isClosed = true
    leaveScreen()
    ct_guard_disarm()
    capture.release()
  }

  private func armGuard() {
    var state = ct_guard_state()
    state.terminal = device.descriptor
    state.settings = device.originalModes
    state.captured = capture.descriptor
    state.output = capture.savedOutput
    state.errors = capture.savedErrors
    let sequence = [Self.cancel] + Self.disableMarkedPaste + encoder.restoreSequence()
    ct_guard_arm(&state, sequence, sequence.count)
  }

  private func enterScreen() {
    device.enterKeyMode()
    if description.isXtermLike { _ = sender.add { $0 += Self.enableMarkedPaste } }
    isOnScreen = true
  }

  private func leaveScreen() {
    guard isOnScreen else { return }
    composeLeaving()
    flushForLeaving()
    device.restoreModes()
  }

  private func composeLeaving() {
    isOnScreen = false
    let isCut = sender.isCut
    sender.discard()
    _ = sender.add { bytes in
      if isCut { bytes.append(Self.cancel) }
      if description.isXtermLike { bytes += Self.disableMarkedPaste }
      encoder.leave(into: &bytes)
    }
  }

  /// A stalled line is given a second to take the last bytes, but less than the watchdog gives a program that shall end.
  private func flushForLeaving() {
    sender.flush(to: device)
    for _ in 0..<(signals.isEndExpected ? 5 : 10) where sender.isPending {
      var ready = pollfd(fd: device.descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&ready, 1, 100)
      sender.flush(to: device)
    }
    sender.discard()
  }
}

extension TerminalSession {
  /// Waits until something happens, without waking up for anything else.
  ///
  /// - Parameters:
  ///   - wakeDescriptor: A descriptor whose becoming readable also ends the wait; it is not read.
  ///   - timeoutMilliseconds: The longest wait; `nil` for ever.
  /// - Returns: What happened, in order; empty when the wait ended for another reason.
  public func wait(
    alsoFor wakeDescriptor: Int32? = nil, timeoutMilliseconds: Int? = nil
  ) -> [TerminalEvent] {
    guard device.isAlive else { return reportHangUp() }
    let terminalEvents = sender.isPending ? POLLIN | POLLOUT : POLLIN
    var descriptors = [
      pollfd(fd: device.descriptor, events: Int16(terminalEvents), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: capture.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeDescriptor ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    let patience = [timeoutMilliseconds, remainingKeyPatience].compactMap { $0 }.min() ?? -1
    let readyCount = poll(&descriptors, nfds_t(descriptors.count), Int32(clamping: patience))
    let events = readyCount > 0 ? takeEvents(descriptors.map { Int32($0.revents) }) : []
    return events + settleKeys()
  }

  /// The milliseconds left for unfinished input, `nil` when there is none.
  private var remainingKeyPatience: Int? {
    keyDeadline.map { deadline in
      let left = ContinuousClock.now.duration(to: deadline)
      return max(0, Int((left / .milliseconds(1)).rounded(.up)))
    }
  }

  /// Over a network the bytes of one key may arrive apart.
  private func startKeyPatience() {
    keyDeadline = decoder.pending.map { pending in
      switch pending {
      case .sequence: .now + .milliseconds(description.isRemote ? 100 : 25)
      case .paste: .now + .seconds(1)
      }
    }
  }

  private func settleKeys() -> [TerminalEvent] {
    guard let deadline = keyDeadline, ContinuousClock.now >= deadline else { return [] }
    keyDeadline = nil
    return decoder.expire().map { .input($0) }
  }

  private func takeEvents(_ ready: [Int32]) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    if ready[1] != 0 { events += signals.take().flatMap { handle($0) } }
    if ready[0] & POLLOUT != 0 { sender.flush(to: device) }
    if ready[0] & POLLIN != 0 { events += readInput() }
    if ready[0] & (POLLHUP | POLLERR | POLLNVAL) != 0 { device.markHungUp() }
    if ready[2] != 0 { events += capture.takeLines().map { .message($0) } }
    return device.isAlive ? events : events + reportHangUp()
  }

  private func readInput() -> [TerminalEvent] {
    guard case .done(let count) = device.read(into: &inputBuffer) else { return [] }
    defer { startKeyPatience() }
    return decoder.feed(inputBuffer[..<count]).map { .input($0) }
  }

  private func reportHangUp() -> [TerminalEvent] {
    guard !hasReportedHangUp else { return [] }
    hasReportedHangUp = true
    signals.expectEnd(by: SIGHUP)
    sender.discard()
    return [.hungUp]
  }

  private func handle(_ signal: SignalQueue.Signal) -> [TerminalEvent] {
    switch signal {
    case .resized: return takeSize()
    case .stop(let isFromKeyboard): return stop(isFromKeyboard: isFromKeyboard)
    case .continued: return resume()
    case .interrupt: return [.interrupted]
    case .terminate(let number):
      signals.expectEnd(by: number)
      return [.terminated(signal: number)]
    case .hungUp:
      device.markHungUp()
      return []
    }
  }

  /// The screen is drawn whole even when the extent is the old one: of a quick change and back only the
  /// end is seen here, and the terminal has forgotten what did not fit meanwhile.
  private func takeSize() -> [TerminalEvent] {
    size = device.size ?? size
    encoder.resize(to: size)
    return [.resized(size)]
  }

  /// A key does not stop a process that no shell could continue, as the kernel has it for others.
  private func stop(isFromKeyboard: Bool) -> [TerminalEvent] {
    if isFromKeyboard, getsid(0) == getpid() {
      return [.message("not suspended: there is no shell to return to")]
    }
    return [.suspendRequested]
  }

  /// Somebody else may have used the terminal meanwhile, also when the stop came without a warning.
  private func resume() -> [TerminalEvent] {
    if isOnScreen { composeLeaving() }
    enterScreen()
    sender.flush(to: device)
    return takeSize() + [.resumed]
  }
}
