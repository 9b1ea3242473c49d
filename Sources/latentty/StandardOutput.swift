#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why text could not be handed to its reader.
enum StandardOutputError: Error, Equatable, CustomStringConvertible {
  /// The reader has gone, as `head` does once it has seen enough.
  case closed
  /// The system refused the write.
  case system(code: Int32)

  var description: String {
    switch self {
    case .closed: "standard output: closed by its reader"
    case .system(let code): "standard output: \(String(cString: strerror(code)))"
    }
  }
}

/// Unbuffered text for scripts and people, whose every failure is seen.
enum StandardOutput {
  /// Writes all of `text`.
  ///
  /// - Throws: ``StandardOutputError/closed`` when nobody reads any more, for which the program ends quietly.
  static func write(
    _ text: String, to descriptor: Int32 = STDOUT_FILENO
  ) throws(StandardOutputError) {
    var bytes = Array(text.utf8)[...]
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
