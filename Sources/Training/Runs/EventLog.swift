import Platform
import Storage

/// The growing `events.jsonl` of a run.
package struct EventLog: Sendable {
  private let appender: LineAppender

  /// The file.
  package var path: String { appender.path }

  /// Opens the log for a run that continues after `step` steps.
  ///
  /// Lines of later steps are removed, since the run will write them again; so is an incomplete last line.
  ///
  /// - Parameters:
  ///   - path: The log; it is created when missing.
  ///   - step: The number of steps that the run has done.
  /// - Throws: ``RunError/storage(_:)`` when the log cannot be read or written.
  package init(path: String, continuingAfter step: Int) throws(RunError) {
    do {
      _ = try LineAppender(path: path)
      let length = try Self.length(of: path, upTo: step)
      appender = try LineAppender(path: path, truncatingTo: length)
    } catch {
      throw .storage(error)
    }
  }

  /// Continues a file that has taken the log's place, after its existing lines.
  ///
  /// - Parameter path: The log, a regular file.
  /// - Throws: ``RunError/storage(_:)`` when it cannot be read or written, or is not a regular file.
  init(goingOnIn path: String) throws(RunError) {
    do throws(StorageError) {
      guard try FileStatus(path: path) != nil else {
        throw StorageError.system(path: path, operation: "append to", code: ENOENT)
      }
      appender = try LineAppender(path: path)
    } catch {
      throw .storage(error)
    }
  }

  private init(_ appender: LineAppender) { self.appender = appender }

  /// Whether the path still leads to the file that is being written.
  var isInPlace: Bool { appender.isInPlace }

  /// The log written anew, with all of its lines, where it was deleted or moved away.
  ///
  /// - Throws: ``RunError/storage(_:)`` when it cannot be written.
  func restored() throws(RunError) -> EventLog {
    do {
      return EventLog(try appender.restored())
    } catch {
      throw .storage(error)
    }
  }

  /// Adds an event as one line, in a single write.
  ///
  /// - Parameter event: The event; its step is not below that of the last line.
  /// - Throws: ``RunError/storage(_:)`` when the disk is full; the log keeps its whole lines.
  package func append(_ event: TrainingEvent) throws(RunError) {
    do {
      try appender.append(line: event.line)
    } catch {
      throw .storage(error)
    }
  }

  /// Waits until every line is on disk.
  ///
  /// - Throws: ``RunError/storage(_:)`` when the device fails.
  package func synchronize() throws(RunError) {
    do {
      try appender.synchronize()
    } catch {
      throw .storage(error)
    }
  }

  /// The events in a log; invalid lines, such as an incomplete last one, are skipped.
  ///
  /// - Parameter path: The log.
  /// - Returns: The events in the order of the lines.
  /// - Throws: ``RunError/storage(_:)`` when the log cannot be read.
  package static func events(at path: String) throws(RunError) -> [TrainingEvent] {
    do {
      return try JSONLines.read(path: path).lines.compactMap { TrainingEvent(line: $0) }
    } catch {
      throw .storage(error)
    }
  }

  /// The length in bytes of the lines before the first that belongs to a later step.
  private static func length(of path: String, upTo step: Int) throws(StorageError) -> Int {
    try MappedFile(path: path).withUnsafeBytes { bytes in
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        let line = String(
          decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
        if let event = TrainingEvent(line: line), event.step > step { return start }
        start = min(end + 1, bytes.count)
      }
      return bytes.count
    }
  }
}
