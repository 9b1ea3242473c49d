import Escaping
import Platform

/// Captures what libraries and the runtime print, which would corrupt the screen, and returns it line by line.
///
/// Only streams connected to a terminal are captured; one that the user redirected to a file is left alone.
final class OutputCapture {
  private static let lineLimit = 4096

  let descriptor: Int32
  private(set) var savedOutput: Int32 = -1
  private(set) var savedErrors: Int32 = -1
  private var partial: [UInt8] = []
  private var isReleased = false

  init() throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(operation: "pipe", code: errno) }
    descriptor = ends[0]
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    fflush(nil)
    savedOutput = Self.redirect(STDOUT_FILENO, to: ends[1])
    savedErrors = Self.redirect(STDERR_FILENO, to: ends[1])
    close(ends[1])
  }

  deinit {
    release()
    close(descriptor)
  }

  /// Redirects a stream to the pipe and returns its previous destination; -1 when it was left alone.
  private static func redirect(_ stream: Int32, to pipe: Int32) -> Int32 {
    guard isatty(stream) == 1 else { return -1 }
    let saved = fcntl(stream, F_DUPFD_CLOEXEC, 3)
    if saved >= 0 { dup2(pipe, stream) }
    return saved
  }

  /// Takes the lines printed since.
  func takeLines() -> [String] {
    readAvailable()
    var lines: [String] = []
    while let end = partial.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(String(decoding: partial[..<end], as: UTF8.self))
      partial.removeFirst(end + 1)
    }
    if partial.count > Self.lineLimit {
      lines.append(String(decoding: partial, as: UTF8.self))
      partial = []
    }
    return lines
  }

  /// Restores the streams; lines that were not taken are printed there now.
  func release() {
    guard !isReleased else { return }
    isReleased = true
    fflush(nil)
    readAvailable()
    for (saved, stream) in [(savedOutput, STDOUT_FILENO), (savedErrors, STDERR_FILENO)]
    where saved >= 0 {
      dup2(saved, stream)
      close(saved)
    }
    let rest = partial.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self).escaped }.joined(separator: "\n")
    _ = Array(rest.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    partial = []
  }

  private func readAvailable() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
      partial.append(contentsOf: buffer[..<count])
    }
  }
}
