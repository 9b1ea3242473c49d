import Platform

/// Why text could not be written.
package enum StandardOutputError: Error, Equatable, CustomStringConvertible {
  /// The reader is gone, as with `head` after its last line.
  case closed
  /// The system refused the write.
  case system(code: Int32)

  /// What happened, in one line.
  package var description: String {
    switch self {
    case .closed: "standard output: closed by its reader"
    case .system(let code): "standard output: \(String(cString: strerror(code)))"
    }
  }
}

/// Unbuffered text output, every failure of which is reported.
package enum StandardOutput {
  /// Writes lines, whatever is in them.
  ///
  /// - Throws: As ``write(_:to:)``.
  package static func write(lines: some Sequence<String>) throws(StandardOutputError) {
    try write(Printout(lines: lines))
  }

  /// Writes a value as JSON.
  ///
  /// - Throws: What encoding the value throws, and as ``write(_:to:)``.
  package static func write(json value: some Encodable) throws {
    try write(try Printout(json: value))
  }

  /// Whether what is written can still be read; only a pipe or a socket loses its reader.
  package static func hasReader(_ descriptor: Int32 = STDOUT_FILENO) -> Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0, [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
    else { return true }
    var ready = pollfd(fd: descriptor, events: 0, revents: 0)
    return poll(&ready, 1, 0) <= 0 || Int32(ready.revents) & (POLLERR | POLLHUP) == 0
  }

  /// Stops work whose result would not be read.
  ///
  /// - Throws: ``StandardOutputError/closed`` when the reader of stdout is gone.
  package static func requireReader() throws(StandardOutputError) {
    guard hasReader() else { throw .closed }
  }

  /// Writes all of a text.
  ///
  /// - Throws: ``StandardOutputError/closed`` when the reader is gone; the program then ends without a message.
  package static func write(
    _ printout: Printout, to descriptor: Int32 = STDOUT_FILENO
  ) throws(StandardOutputError) {
    var bytes = Array(printout.text.utf8)[...]
    while !bytes.isEmpty {
      switch bytes.withUnsafeBytes({ platformWrite(descriptor, $0.baseAddress, $0.count) }) {
      case let count where count >= 0: bytes = bytes.dropFirst(count)
      case _ where errno == EINTR: continue
      case _ where errno == EPIPE: throw .closed
      default: throw .system(code: errno)
      }
    }
  }
}

private let platformWrite = write(_:_:_:)
