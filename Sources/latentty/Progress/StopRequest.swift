#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A signal that asks a long piece of work to end at the next place where nothing is half done.
///
/// The signals are blocked and looked at between steps. Once the first was seen they have their usual
/// effect again: a second Ctrl-C ends the process at once, wherever it is.
struct StopRequest {
  private static let numbers = [SIGINT, SIGTERM, SIGHUP]

  /// The signal that was seen.
  private(set) var signal: Int32?

  /// Blocks the signals; must run while the process has a single thread, so that all threads to come
  /// inherit it.
  static func block() {
    var set = Self.set
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Whether a signal has asked to stop.
  mutating func poll() -> Bool {
    guard signal == nil else { return true }
    var pending = sigset_t()
    sigpending(&pending)
    guard let number = Self.numbers.first(where: { sigismember(&pending, $0) == 1 }) else {
      return false
    }
    signal = number
    take(number)
    return true
  }

  /// Removes the pending signal and lets the next one through.
  private func take(_ number: Int32) {
    var seen = sigset_t()
    sigemptyset(&seen)
    sigaddset(&seen, number)
    var received: Int32 = 0
    sigwait(&seen, &received)
    var set = Self.set
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  /// The signals that would end the process; one that is ignored, as `nohup` does with the hang-up,
  /// stays so, for a blocked signal is kept even when it is ignored.
  private static var set: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers {
      var action = sigaction()
      sigaction(number, nil, &action)
      if !isIgnored(action) { sigaddset(&set, number) }
    }
    return set
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
