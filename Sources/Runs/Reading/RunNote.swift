/// Something in a log that was skipped, with its count and first offset.
package struct RunNote: Sendable, Equatable, CustomStringConvertible {
  /// What was skipped.
  package enum Kind: String, Sendable, CaseIterable {
    /// Lines that are not of the log's format.
    case malformedLine = "line that cannot be parsed"
    /// Objects of a JSON document that are not of the log's format.
    case malformedObject = "object that cannot be parsed"
    /// Objects of lists that are longer than the limit.
    case longObject = "object above 8 MiB"
    /// Lines longer than the limit.
    case longLine = "line above 16 MiB"
    /// Records whose payload does not match its checksum.
    case damagedRecord = "record with a wrong checksum"
    /// Offsets where no record begins although one should; the next one is searched after them.
    case lostRecord = "place without a valid record"
    /// Records with a correct checksum and a malformed message.
    case malformedRecord = "record that is not an event"
    /// Values in records that are longer than the limit.
    case longValue = "value above 16 MiB"
    /// A file that was truncated or rewritten, so that everything was read again.
    case rewritten = "time the file was rewritten"
    /// A file that was replaced by another.
    case replaced = "time the file was replaced"
    /// Zero bytes in a text log, such as reserved space that was never written.
    case zeroBytes = "stretch of zero bytes"
    /// A batch that restarted without an epoch: what follows is offset after what came before.
    case passBegan = "time the step restarted: what follows is appended to what was there"
  }

  /// What was skipped.
  package var kind: Kind
  /// The file.
  package var file: String
  /// Where in the file it was first, in bytes.
  package var firstOffset: Int
  /// How often.
  package var count: Int
  /// The bytes skipped.
  package var byteCount: Int

  /// One line.
  package var description: String {
    let plural =
      count == 1
      ? "1 \(kind.rawValue)"
      : "\(count) " + kind.rawValue.replacingFirstNoun
    let bytes = byteCount > 0 ? ", \(byteCount) bytes" : ""
    let place = kind == .passBegan ? "in line" : "at byte"
    return "\(file): \(plural), first \(place) \(firstOffset)\(bytes)"
  }
}

extension String {
  /// The first word in the plural.
  fileprivate var replacingFirstNoun: String {
    let parts = split(separator: " ", maxSplits: 1)
    let first = parts.first.map(String.init) ?? ""
    let rest = parts.count > 1 ? " " + parts[1] : ""
    return first + "s" + rest
  }
}

extension [RunNote] {
  /// Counts something skipped.
  mutating func add(
    _ kind: RunNote.Kind, file: String, offset: Int, count: Int = 1, byteCount: Int = 0
  ) {
    if let index = firstIndex(where: { $0.kind == kind && $0.file == file }) {
      self[index].count += count
      self[index].byteCount += byteCount
    } else {
      append(
        RunNote(
          kind: kind, file: file, firstOffset: offset, count: Swift.max(count, 1),
          byteCount: byteCount))
    }
  }
}
