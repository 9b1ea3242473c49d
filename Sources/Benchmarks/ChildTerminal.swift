import CTerminal
import Platform
import Plotting

/// Another process of this program, on a pseudo-terminal read from the other end.
final class ChildTerminal {
  /// A burst of output.
  struct Answer {
    var firstByte: ContinuousClock.Instant
    var lastByte: ContinuousClock.Instant
    var byteCount: Int
  }

  /// The process.
  private(set) var process: pid_t = 0
  /// When it was started.
  let started: ContinuousClock.Instant
  private let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 65_536)
  private var lastOutput: [UInt8] = []

  /// Starts the program.
  ///
  /// - Throws: `BenchError.system` when no pseudo-terminal or process can be created.
  init(arguments: [String], size: Size) throws(BenchError) {
    var name = [CChar](repeating: 0, count: 64)
    descriptor = ct_pseudo_terminal_open(&name, name.count)
    guard descriptor >= 0 else { throw Self.failure("pseudo-terminal", errno) }
    var extent = winsize(
      ws_row: UInt16(clamping: size.rows), ws_col: UInt16(clamping: size.columns), ws_xpixel: 0,
      ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &extent)
    started = .now
    let code = Self.spawn(arguments, on: name, process: &process)
    guard code == 0 else { throw Self.failure("posix_spawn", code) }
  }

  deinit {
    end()
    close(descriptor)
  }

  private static func failure(_ operation: String, _ code: Int32) -> BenchError {
    .system(operation: operation, message: String(cString: strerror(code)))
  }

  /// Starts this executable as leader of a new session whose terminal is `name`.
  private static func spawn(
    _ arguments: [String], on name: [CChar], process: inout pid_t
  ) -> Int32 {
    let setsid: Int32 = 0x80
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(setsid))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    for stream: Int32 in 1...2 { posix_spawn_file_actions_adddup2(&actions, 0, stream) }
    let words = (["latentty"] + arguments).map { strdup($0) } + [nil]
    let variables = ["TERM=xterm-256color", "LANG=C.UTF-8", "PATH=/usr/bin:/bin"]
    let environment = variables.map { strdup($0) } + [nil]
    defer { (words + environment).forEach { free($0) } }
    return posix_spawn(&process, "/proc/self/exe", &actions, &attributes, words, environment)
  }

  /// Types.
  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(descriptor, bytes, bytes.count)
  }

  /// Reads until no bytes have arrived for a while.
  ///
  /// - Parameters:
  ///   - quietMilliseconds: How long no bytes must arrive.
  ///   - limitMilliseconds: How long to wait for the first byte.
  /// - Returns: When the bytes arrived.
  /// - Throws: `BenchError.silent` when none arrived, `BenchError.ended` when the program ended.
  func readUntilQuiet(
    quietMilliseconds: Int, limitMilliseconds: Int
  ) throws(BenchError) -> Answer {
    guard let first = try readSome(timeoutMilliseconds: limitMilliseconds) else {
      throw .silent(milliseconds: limitMilliseconds)
    }
    var answer = Answer(firstByte: first.time, lastByte: first.time, byteCount: first.count)
    while let more = try readSome(timeoutMilliseconds: quietMilliseconds) {
      answer.lastByte = more.time
      answer.byteCount += more.count
    }
    return answer
  }

  /// Answers status queries (DSR), as terminals do; nothing else is recognised.
  private func answer(_ output: [UInt8]) {
    let count = output.split(separator: 0x1B).count { $0.starts(with: "[5n".utf8) }
    for _ in 0..<count { send("\u{1B}[0n") }
  }

  /// Lets time pass; output during it is read and discarded.
  func watch(seconds: Int) {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while case let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1), left > 0 {
      var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      poll(&ready, 1, Int32(left.rounded(.up)))
      if read(descriptor, &buffer, buffer.count) <= 0, ready.revents & Int16(POLLHUP) != 0 {
        return
      }
    }
  }

  /// Ends the program and waits for it.
  func end() {
    guard process > 0 else { return }
    kill(process, SIGTERM)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    process = 0
  }

  private func readSome(
    timeoutMilliseconds: Int
  ) throws(BenchError) -> (time: ContinuousClock.Instant, count: Int)? {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, Int32(timeoutMilliseconds)) > 0 else { return nil }
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else {
      throw .ended(output: String(decoding: lastOutput, as: UTF8.self))
    }
    lastOutput = Array(buffer[..<count])
    answer(lastOutput)
    return (.now, count)
  }
}
