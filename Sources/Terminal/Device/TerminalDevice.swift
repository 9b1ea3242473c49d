import CGuard
import Escaping
import Platform
import Plotting

/// The terminal as a device: its modes, its size and its bytes, never blocking.
///
/// The device is opened separately, because non-blocking mode belongs to an open file description that
/// the shell and our standard streams would share. Where it does not open, as for another user's
/// terminal and in some containers, the standard streams are used, and afterwards restored.
final class TerminalDevice {
  /// How a transfer of bytes ended.
  enum Transfer: Equatable {
    case done(Int)
    case wouldBlock
    case hungUp
  }

  /// Larger than any screen; a larger size is an error and would only cost memory.
  private static let largest = Size(columns: 1000, rows: 500)

  /// The file descriptor that bytes are read from.
  let input: Int32
  /// The file descriptor that bytes are written to; also for modes and size.
  let output: Int32
  /// The flags of a standard stream that is used as it is; `nil` for a device of our own.
  let inheritedFlags: Int32?
  /// Whether keys, jobs and the size of this terminal send signals to this process.
  let isControlling: Bool
  private(set) var isAlive = true
  let originalModes: termios

  /// Opens the terminal of the standard streams.
  ///
  /// - Throws: `TerminalError.notATerminal` when one of them is not a terminal,
  ///   `TerminalError.system` when the device does not open.
  init() throws(TerminalError) {
    for (stream, name) in [(STDIN_FILENO, "standard input"), (STDOUT_FILENO, "standard output")] {
      guard isatty(stream) == 1 else { throw .notATerminal(stream: name) }
    }
    isControlling = tcgetsid(STDOUT_FILENO) == getsid(0)
    if let opened = Self.open(isControlling: isControlling) {
      (input, output, inheritedFlags) = (opened, opened, nil)
    } else {
      (input, output) = (try Self.copy(STDIN_FILENO), try Self.copy(STDOUT_FILENO))
      inheritedFlags = fcntl(output, F_GETFL)
    }
    var modes = termios()
    let code = tcgetattr(output, &modes) == 0 ? 0 : errno
    originalModes = modes
    guard code == 0 else { throw .system(operation: "tcgetattr", code: code) }
  }

  deinit {
    close(input)
    if output != input { close(output) }
  }

  /// Opens the terminal of stdout: by the name that always works for the controlling terminal, by
  /// its own name for any other; `nil` where it does not open.
  private static func open(isControlling: Bool) -> Int32? {
    let ownName = ttyname(STDOUT_FILENO).map { String(cString: $0) }
    for path in [isControlling ? "/dev/tty" : nil, ownName].compactMap(\.self) {
      let low = Glibc.open(FileName.cString(path), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
      guard low >= 0 else { continue }
      guard low <= 2 else { return low }
      defer { close(low) }
      if case let moved = fcntl(low, F_DUPFD_CLOEXEC, 3), moved >= 0 { return moved }
    }
    return nil
  }

  private static func copy(_ stream: Int32) throws(TerminalError) -> Int32 {
    let copied = fcntl(stream, F_DUPFD_CLOEXEC, 3)
    guard copied >= 0 else { throw .system(operation: "dup", code: errno) }
    return copied
  }

  /// The size of the screen, `nil` while the terminal does not report it.
  var size: Size? {
    var extent = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &extent) == 0, extent.ws_col > 0, extent.ws_row > 0
    else { return nil }
    return Size(
      columns: min(Int(extent.ws_col), Self.largest.columns),
      rows: min(Int(extent.ws_row), Self.largest.rows))
  }

  /// Delivers keys one by one without echo; those that interrupt and quit still send signals.
  ///
  /// - Returns: Whether the terminal accepted the modes.
  @discardableResult
  func enterKeyMode() -> Bool {
    var modes = originalModes
    modes.c_iflag &= ~tcflag_t(
      BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON | IXOFF | PARMRK)
    modes.c_oflag &= ~tcflag_t(OPOST)
    modes.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | IEXTEN)
    // A signal from a key does not flush what was typed before it.
    modes.c_lflag |= tcflag_t(NOFLSH)
    // The suspend key arrives as a key: with its signal a shell in between would stop before the screen is left,
    // and the outer shell would get the terminal in our modes.
    withUnsafeMutableBytes(of: &modes.c_cc) { $0[Int(VSUSP)] = 0 }
    // The signals of another session's terminal go to other processes; here they arrive as keys.
    if !isControlling { modes.c_lflag &= ~tcflag_t(ISIG) }
    modes.c_cflag = modes.c_cflag & ~tcflag_t(CSIZE | PARENB) | tcflag_t(CS8)
    if let inheritedFlags { _ = fcntl(output, F_SETFL, inheritedFlags | O_NONBLOCK) }
    return set(modes)
  }

  /// Restores the terminal's previous modes.
  @discardableResult
  func restoreModes() -> Bool {
    defer { if let inheritedFlags { _ = fcntl(output, F_SETFL, inheritedFlags) } }
    return set(originalModes)
  }

  /// A shell that moves this process to the foreground while modes are set interrupts the call, so it is repeated.
  private func set(_ modes: termios) -> Bool {
    guard isAlive else { return false }
    var modes = modes
    for _ in 0..<10 where tcsetattr(output, TCSANOW, &modes) == 0 { return true }
    return false
  }

  /// Notes that the connection is closed: nothing is ever sent again.
  func markHungUp() {
    isAlive = false
  }

  /// Reads what has arrived.
  func read(into buffer: inout [UInt8]) -> Transfer {
    guard isAlive else { return .hungUp }
    let count = buffer.withUnsafeMutableBytes { Glibc.read(input, $0.baseAddress, $0.count) }
    return outcome(count, isEndHangUp: true)
  }

  /// Sends as many bytes as the connection accepts at once.
  ///
  /// Nothing is sent once the process is ending on another thread: the screen is the shell's again.
  func write(_ bytes: ArraySlice<UInt8>) -> Transfer {
    guard isAlive, !cg_is_ending() else { return .hungUp }
    let count = bytes.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
    return outcome(count, isEndHangUp: false)
  }

  private func outcome(_ count: Int, isEndHangUp: Bool) -> Transfer {
    if count > 0 { return .done(count) }
    let code = errno
    if count < 0, code == EAGAIN || code == EINTR { return .wouldBlock }
    if count == 0, !isEndHangUp { return .wouldBlock }
    markHungUp()
    return .hungUp
  }
}
