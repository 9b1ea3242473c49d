import CPseudoTerminal
import Glibc

/// A program running on a pseudo-terminal, with a model of the screen that it draws.
///
/// Nothing here sleeps: every wait reads what the program writes until a condition holds, and throws with
/// the screen's text when a deadline passes first.
package final class PseudoTerminal {
  /// How a program ended.
  package enum Outcome: Sendable, Equatable {
    /// With an exit status.
    case exited(Int32)
    /// By a signal.
    case signalled(Int32)
  }

  /// Why a wait was given up.
  package enum Failure: Error, CustomStringConvertible {
    /// The program or the terminal could not be made.
    case cannotStart(String, code: Int32)
    /// The deadline passed; what was waited for, and the screen.
    case timedOut(String, screen: String)
    /// The program ended before the condition held.
    case ended(String, Outcome, screen: String)

    /// What failed, with the screen.
    package var description: String {
      switch self {
      case .cannotStart(let path, let code):
        "cannot start \(path): \(String(cString: strerror(code)))"
      case .timedOut(let what, let screen): "timed out waiting for \(what); the screen:\n\(screen)"
      case .ended(let what, let outcome, let screen):
        "\(outcome) while waiting for \(what); the screen:\n\(screen)"
      }
    }
  }

  /// The screen as the program has drawn it so far.
  package private(set) var screen: ScreenModel
  /// Every byte that the program has written.
  package private(set) var transcript: [UInt8] = []

  /// Whether the terminal answers questions about itself, as nearly all do.
  package var isAnswering = true

  /// The bytes of output that the line carries in a second; `nil` for as many as there are.
  package var bytesPerSecond: Double? {
    didSet { carriedUntil = .now }
  }

  /// Until when the line is busy with bytes that it has carried.
  private var carriedUntil = ContinuousClock.now
  private var session = pt_session()
  private var outcome: Outcome?

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - path: The executable.
  ///   - arguments: Its arguments, without its name.
  ///   - environment: All of its environment; without `HOME` its state is kept apart from the user's.
  ///   - columns: The width of the terminal.
  ///   - rows: The height of the terminal.
  ///   - background: What it says that the colour behind text is; `nil` when it does not.
  ///   - widths: The columns of scalars on the terminal; those of the C library unless given.
  /// - Throws: `Failure.cannotStart`.
  package init(
    _ path: String, _ arguments: [String] = [], environment: [String: String] = [:],
    columns: Int = 80, rows: Int = 24, background: String? = "rgb:0000/0000/0000",
    widths: @escaping @Sendable (Unicode.Scalar) -> Int = { LibraryWidth.columns(of: $0) }
  ) throws {
    screen = ScreenModel(columns: columns, rows: rows, widths: widths)
    screen.background = background
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let home = environment["HOME"] == nil ? TestHome.variables : [:]
    let variables =
      home.merging(environment) { $1 }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    let status = pt_start(&session, path, words, variables, Int32(rows), Int32(columns))
    guard status == 0 else { throw Failure.cannotStart(path, code: errno) }
  }

  deinit {
    if outcome == nil { terminate() }
    hangUp()
    close(session.ended)
  }

  /// The program's process.
  package var process: Int32 { session.process }

  /// Types text.
  package func send(_ text: String) {
    send(bytes: Array(text.utf8))
  }

  /// Sends bytes as a terminal would.
  package func send(bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { write(session.master, $0.baseAddress, $0.count) }
  }

  /// Sends more bytes than the terminal holds, as fast as the program takes them, and reads what it writes meanwhile.
  ///
  /// - Parameters:
  ///   - bytes: What is typed.
  ///   - seconds: The longest wait.
  /// - Throws: `Failure` when the program does not take them.
  package func sendAll(_ bytes: [UInt8], seconds: Double = 20) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var rest = bytes[...]
    while !rest.isEmpty {
      guard outcome == nil, ContinuousClock.now < deadline else { throw failure("room for keys") }
      let count = rest.withUnsafeBytes { write(session.master, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if readAvailable(timeoutMilliseconds: 1) {
        _ = takeChange()
      }
    }
  }

  /// Sends a signal to the program.
  package func signal(_ number: Int32) {
    kill(session.process, number)
  }

  /// Gives the terminal a new extent.
  package func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    _ = pt_resize(&session, Int32(rows), Int32(columns))
  }

  /// Drops the line.
  package func hangUp() {
    pt_hang_up(&session)
  }

  /// Whether the terminal has the modes that it had before the program started.
  package var hasInitialModes: Bool {
    var modes = termios()
    _ = pt_modes(&session, &modes)
    return withUnsafeBytes(of: modes) { Array($0) }
      == withUnsafeBytes(of: session.initial_modes) { Array($0) }
  }

  private func terminate() {
    kill(session.process, SIGKILL)
    var ready = pollfd(fd: session.ended, events: Int16(POLLIN), revents: 0)
    poll(&ready, 1, 10_000)
    _ = takeChange()
  }
}

extension PseudoTerminal {
  /// Reads until the screen is as wanted.
  ///
  /// - Parameters:
  ///   - what: What is waited for, in words.
  ///   - seconds: The longest wait.
  ///   - condition: Looks at the screen.
  /// - Throws: `Failure` when it does not come to that.
  package func wait(
    for what: String, seconds: Double = 20, until condition: (ScreenModel) -> Bool
  ) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while !condition(screen) {
      guard outcome == nil else { throw failure(what) }
      try readMore(before: deadline, waitingFor: what)
    }
  }

  /// Reads until the screen shows a text.
  package func wait(forText text: String, seconds: Double = 20) throws {
    try wait(for: "\"\(text)\"", seconds: seconds) { $0.text.contains(text) }
  }

  /// Waits for the program's end and reads what it wrote last.
  ///
  /// - Parameter seconds: The longest wait.
  /// - Returns: How it ended.
  /// - Throws: `Failure.timedOut`.
  package func waitForEnd(seconds: Double = 20) throws -> Outcome {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      if let outcome { return outcome }
      try readMore(before: deadline, waitingFor: "the end")
    }
  }

  /// Waits until a signal has stopped the program.
  ///
  /// - Parameter seconds: The longest wait.
  /// - Returns: The signal.
  /// - Throws: `Failure` when it does not stop.
  package func waitForStop(seconds: Double = 20) throws -> Int32 {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      // Nothing becomes readable when a process stops, so this looks again after every few
      // milliseconds without output.
      readAvailable(timeoutMilliseconds: 5)
      if case .stopped(let number) = takeChange() {
        readAvailable(timeoutMilliseconds: 0)
        return number
      }
      guard outcome == nil, ContinuousClock.now < deadline else { throw failure("a stop") }
    }
  }

  /// Waits until the program does nothing, leaving what it writes unread.
  ///
  /// - Parameter seconds: The longest wait.
  /// - Throws: `Failure` when it does not come to rest.
  package func waitForRest(seconds: Double = 20) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while !isAsleep {
      guard ContinuousClock.now < deadline else { throw failure("a rest") }
      poll(nil, 0, 2)
    }
  }

  /// The third field of `stat`; the second, the command's name, holds no parenthesis here.
  private var isAsleep: Bool {
    guard let file = fopen("/proc/\(process)/stat", "re") else { return false }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 512)
    let count = fread(&buffer, 1, buffer.count, file)
    guard let end = buffer[..<count].lastIndex(of: UInt8(ascii: ")")), end + 2 < count else {
      return false
    }
    return buffer[end + 2] == UInt8(ascii: "S")
  }

  private enum Change {
    case none, ended
    case stopped(Int32)
  }

  private func takeChange() -> Change {
    var code: Int32 = 0
    switch pt_change(&session, &code) {
    case 1: outcome = .exited(code)
    case 2: outcome = .signalled(code)
    case 3: return .stopped(code)
    default: return .none
    }
    return .ended
  }

  private func failure(_ what: String) -> Failure {
    guard let outcome else { return .timedOut(what, screen: screen.text) }
    return .ended(what, outcome, screen: screen.text)
  }

  private func readMore(
    before deadline: ContinuousClock.Instant, waitingFor what: String
  ) throws {
    let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
    guard left > 0 else { throw failure(what) }
    let hasEnded = readAvailable(timeoutMilliseconds: Int32(left.rounded(.up)))
    if hasEnded {
      _ = takeChange()
      readAvailable(timeoutMilliseconds: 0)
    }
  }

  /// Reads what has arrived, waiting for the first byte; returns whether the program has ended.
  @discardableResult
  private func readAvailable(timeoutMilliseconds: Int32) -> Bool {
    var ready = [
      pollfd(fd: session.ended, events: Int16(POLLIN), revents: 0),
      pollfd(fd: session.master, events: Int16(POLLIN), revents: 0),
    ]
    var timeout = timeoutMilliseconds
    if bytesPerSecond != nil {
      let busy = ContinuousClock.now.duration(to: carriedUntil) / .milliseconds(1)
      if busy > 0 {
        timeout = min(timeout, Int32(busy.rounded(.up)))
        ready[1].fd = -1
      }
    }
    poll(&ready, 2, timeout)
    guard ready[1].fd >= 0 else { return ready[0].revents != 0 }
    // A hundredth of a second at a time.
    let limit = bytesPerSecond.map { max(1, Int($0 / 100)) } ?? 65_536
    var buffer = [UInt8](repeating: 0, count: limit)
    while case let count = read(session.master, &buffer, buffer.count), count > 0 {
      transcript += buffer[..<count]
      screen.feed(buffer[..<count])
      let answers = screen.takeAnswers()
      if isAnswering { send(bytes: answers) }
      if let bytesPerSecond {
        carriedUntil = max(.now, carriedUntil) + .seconds(Double(count) / bytesPerSecond)
        break
      }
    }
    return ready[0].revents != 0
  }
}
