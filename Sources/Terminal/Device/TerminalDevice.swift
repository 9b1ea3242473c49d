import CGuard
import Plotting

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The terminal as a device: its modes, its size and its bytes, never blocking.
///
/// The device is opened anew, because non-blocking mode belongs to an open file that the shell and our
/// standard streams would share.
final class TerminalDevice {
  /// How a transfer of bytes ended.
  enum Transfer: Equatable {
    case done(Int)
    case wouldBlock
    case hungUp
  }

  /// More than any screen has; a larger size is a mistake of somebody and would only cost memory.
  private static let largest = Size(columns: 1000, rows: 500)

  let descriptor: Int32
  private(set) var isAlive = true
  let originalModes: termios

  /// Opens the terminal of the standard streams.
  ///
  /// - Throws: `TerminalError.notATerminal` when one of them is none, `TerminalError.system` when the
  ///   device does not open.
  init() throws(TerminalError) {
    for (stream, name) in [(STDIN_FILENO, "standard input"), (STDOUT_FILENO, "standard output")] {
      guard isatty(stream) == 1 else { throw .notATerminal(stream: name) }
    }
    descriptor = try Self.open()
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else {
      let code = errno
      close(descriptor)
      throw .system(operation: "tcgetattr", code: code)
    }
    originalModes = modes
  }

  deinit {
    close(descriptor)
  }

  /// Where the standard output leads: by the name that always works for the controlling terminal, by
  /// its own name for any other.
  private static func open() throws(TerminalError) -> Int32 {
    let isControlling = tcgetsid(STDOUT_FILENO) == getsid(0)
    let name = isControlling ? "/dev/tty" : ttyname(STDOUT_FILENO).map { String(cString: $0) }
    let path = name ?? "/dev/tty"
    let low = Glibc.open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard low >= 0 else { throw .system(operation: path, code: errno) }
    guard low <= 2 else { return low }
    let moved = fcntl(low, F_DUPFD_CLOEXEC, 3)
    close(low)
    guard moved >= 0 else { throw .system(operation: path, code: errno) }
    return moved
  }

  /// The screen's extent, `nil` while the terminal does not know it.
  var size: Size? {
    var extent = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &extent) == 0, extent.ws_col > 0, extent.ws_row > 0
    else { return nil }
    return Size(
      columns: min(Int(extent.ws_col), Self.largest.columns),
      rows: min(Int(extent.ws_row), Self.largest.rows))
  }

  /// Hands keys over one by one and unechoed; the keys that send signals still do.
  ///
  /// - Returns: Whether the terminal took the modes.
  @discardableResult
  func enterKeyMode() -> Bool {
    var modes = originalModes
    modes.c_iflag &= ~tcflag_t(
      BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON | IXOFF | PARMRK)
    modes.c_oflag &= ~tcflag_t(OPOST)
    modes.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | IEXTEN)
    modes.c_cflag = modes.c_cflag & ~tcflag_t(CSIZE | PARENB) | tcflag_t(CS8)
    return set(modes)
  }

  /// Gives the terminal the modes that it had.
  @discardableResult
  func restoreModes() -> Bool {
    set(originalModes)
  }

  /// A shell that hands the terminal over while we set modes interrupts the call, so it is repeated.
  private func set(_ modes: termios) -> Bool {
    guard isAlive else { return false }
    var modes = modes
    for _ in 0..<10 where tcsetattr(descriptor, TCSANOW, &modes) == 0 { return true }
    return false
  }

  /// Notes that the line is gone: nothing is ever sent again.
  func markHungUp() {
    isAlive = false
  }

  /// Reads what has arrived.
  func read(into buffer: inout [UInt8]) -> Transfer {
    guard isAlive else { return .hungUp }
    let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    return outcome(count, isEndHangUp: true)
  }

  /// Sends as many bytes as the line takes at once.
  ///
  /// Nothing is sent once the process is ending on another thread: the screen is the shell's again.
  func write(_ bytes: ArraySlice<UInt8>) -> Transfer {
    guard isAlive, !cg_is_ending() else { return .hungUp }
    let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
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
