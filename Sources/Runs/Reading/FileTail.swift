import Storage

/// Follows one growing file: reads what is new since the last look, and sees when the file is not the one it was.
///
/// What was read is recognised by its first and last bytes, not by the number of the file, because a file that was
/// copied anew over a network has another number and the same content, and one that was cut and has grown since has the
/// same number and another content.
struct FileTail {
  /// What happened to the file since the last look.
  enum Change: Equatable {
    /// Nothing.
    case none
    /// It has more bytes, which were read.
    case grown
    /// It is not there, or cannot be read.
    case missing
    /// It was cut or written anew; what was read from it does not hold any more.
    case rewritten
    /// Another file took its place, as after a rotation; it was read from its start.
    case replaced
  }

  let path: String
  /// The place behind the last line or record that was read.
  private(set) var offset = 0
  /// The bytes of the file, as of the last look.
  private(set) var byteCount = 0
  /// When the file was last written, in unix seconds.
  private(set) var modificationTime: Double?

  private var status: FileStatus?
  private var file: GrowingFile?
  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  private var idleLooks = 0

  private static let markCount = 256
  private static let partByteCount = 1 << 20
  /// The longest line, far above one of thousands of figures.
  static let lineLimit = 1 << 24
  /// A file that has not changed for so many looks is closed, so that many finished runs do not use up descriptors.
  private static let idleLimit = 20

  init(path: String) { self.path = path }

  /// Looks at the file, and reads what is new.
  ///
  /// - Parameters:
  ///   - decoder: Reads the bytes; replaced by `fresh` where the file begins anew.
  ///   - log: Receives the figures.
  ///   - fresh: A decoder for the start of a file.
  /// - Returns: What happened; after ``Change/rewritten`` nothing was read, and the next look starts from the beginning.
  mutating func look(
    _ decoder: inout any LogDecoder, into log: inout RunLog, fresh: () -> any LogDecoder
  ) -> Change {
    guard let found = FileStatus(path: path) else { return .missing }
    if found == status { return rest() }
    do {
      return try follow(found, &decoder, into: &log, fresh: fresh)
    } catch {
      log.notes.add(.unreadable, file: path, offset: offset)
      file = nil
      return .missing
    }
  }

  /// The bytes behind the last whole line or record.
  var pendingByteCount: Int { max(0, byteCount - offset) }

  private mutating func rest() -> Change {
    idleLooks += 1
    if idleLooks > Self.idleLimit { file = nil }
    return .none
  }

  private mutating func follow(
    _ found: FileStatus, _ decoder: inout any LogDecoder, into log: inout RunLog,
    fresh: () -> any LogDecoder
  ) throws(StorageError) -> Change {
    idleLooks = 0
    let isSameFile = status.map { $0.device == found.device && $0.number == found.number } ?? true
    let next = try open(isSameFile: isSameFile)
    if try holdsWhatWasRead(next) {
      file = next
      try read(next, &decoder, into: &log)
      return .grown
    }
    let isCut = try Self.isCut(next, head: head, isSameFile: isSameFile)
    guard !isCut else {
      forget()
      return .rewritten
    }
    // What its writer added before the file was moved away is still to be had.
    if let file { try read(file, &decoder, into: &log) }
    forget()
    decoder = fresh()
    file = next
    try read(next, &decoder, into: &log)
    return .replaced
  }

  private func open(isSameFile: Bool) throws(StorageError) -> GrowingFile {
    if isSameFile, let file { return file }
    return try GrowingFile(path: path)
  }

  private mutating func forget() {
    (offset, byteCount, status, file, head, tail) = (0, 0, nil, nil, [], [])
  }

  private func holdsWhatWasRead(_ file: GrowingFile) throws(StorageError) -> Bool {
    guard offset > 0 else { return true }
    guard try Self.bytes(file, at: 0, count: head.count) == head else { return false }
    return try Self.bytes(file, at: offset - tail.count, count: tail.count) == tail
  }

  /// Whether what was read is gone from the file itself, and not because another file took its place.
  private static func isCut(
    _ file: GrowingFile, head: [UInt8], isSameFile: Bool
  ) throws(StorageError) -> Bool {
    if isSameFile { return true }
    let start = try bytes(file, at: 0, count: head.count)
    return !start.isEmpty && head.starts(with: start)
  }

  private static func bytes(
    _ file: GrowingFile, at offset: Int, count: Int
  ) throws(StorageError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = try bytes.withUnsafeMutableBufferPointer {
      bytes throws(StorageError) in
      try file.read(into: UnsafeMutableRawBufferPointer(bytes), at: offset)
    }
    bytes.removeLast(count - read)
    return bytes
  }

  /// Reads to the end of a file, a part at a time; a part doubles while it holds no whole line.
  ///
  /// Records that are longer than a part are left to the decoder.
  private mutating func read(
    _ file: GrowingFile, _ decoder: inout any LogDecoder, into log: inout RunLog
  ) throws(StorageError) {
    let status = try file.status
    let remaining = max(0, status.byteCount - offset)
    var part = [UInt8](repeating: 0, count: min(Self.partByteCount, remaining + 1))
    var isWaiting = false
    repeat {
      let count = try part.withUnsafeMutableBufferPointer {
        part throws(StorageError) in
        try file.read(into: UnsafeMutableRawBufferPointer(part), at: offset)
      }
      let isEnd = count < part.count
      let used = part.withUnsafeBytes { part in
        let bytes = UnsafeRawBufferPointer(rebasing: part[..<count])
        let used = decoder.decode(bytes, at: offset, isEnd: isEnd, into: &log)
        remember(UnsafeRawBufferPointer(rebasing: bytes[..<used]))
        return used
      }
      offset += used
      if isEnd {
        byteCount = offset + count - used
        break
      }
      guard used == 0 else { continue }
      switch try decoder.decodeLongRecord(file, at: offset, end: status.byteCount, into: &log) {
      case .wanted: grow(&part, &log)
      case .read(let byteCount): try pass(byteCount, file)
      case .awaited:
        byteCount = status.byteCount
        isWaiting = true
      }
    } while !isWaiting
    self.status = status
    modificationTime = status.modificationTime
  }

  /// Moves behind a record that was not in memory, and keeps what stands around it.
  private mutating func pass(_ byteCount: Int, _ file: GrowingFile) throws(StorageError) {
    offset += byteCount
    head = try Self.bytes(file, at: 0, count: min(Self.markCount, offset))
    let count = min(Self.markCount, offset)
    tail = try Self.bytes(file, at: offset - count, count: count)
  }

  /// Makes room for a line that is longer than the part; one beyond all measure is passed over.
  private mutating func grow(_ part: inout [UInt8], _ log: inout RunLog) {
    if part.count > Self.lineLimit {
      log.notes.add(.longLine, file: path, offset: offset, byteCount: part.count)
      offset += part.count
    } else {
      part = [UInt8](repeating: 0, count: 2 * part.count)
    }
  }

  /// Keeps the first and the last bytes of what was read, before the offset moves.
  private mutating func remember(_ bytes: UnsafeRawBufferPointer) {
    guard !bytes.isEmpty else { return }
    if offset < Self.markCount { head += bytes.prefix(Self.markCount - offset) }
    tail =
      bytes.count >= Self.markCount
      ? Array(bytes.suffix(Self.markCount)) : (tail + bytes).suffix(Self.markCount)
  }
}
