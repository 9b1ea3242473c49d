import Storage

/// Follows one growing file: reads what is new since the last poll, and detects when the file was replaced or
/// rewritten.
///
/// What was read is recognised by its first and last bytes, not by the inode number, because a file that was copied
/// again over a network has another number and the same content, and one that was truncated and has grown since has
/// the same number and another content.
struct FileTail {
  /// What happened to the file since the last poll.
  enum Change: Equatable {
    /// Nothing.
    case none
    /// It has more bytes, which were read.
    case grown
    /// It does not exist.
    case missing
    /// It cannot be read, for the reason in ``FileTail/failure``.
    case unreadable
    /// It was truncated or rewritten; what was read from it is no longer valid.
    case rewritten
    /// Another file took its place, as after a rotation; it was read from its start.
    case replaced
  }

  let path: String
  /// The offset after the last line or record that was read.
  private(set) var offset = 0
  /// The bytes of the file, as of the last poll.
  private(set) var byteCount = 0
  /// When the file was last written, in unix seconds.
  private(set) var modificationTime: Double?

  /// Why the file could not be read at the last poll.
  private(set) var failure: StorageError?
  /// Whether the file ends with zeros that are not written yet.
  private(set) var endsWithZeros = false

  private var status: FileStatus?
  private let files: OpenFiles
  private let opened = OpenFiles.Place()
  /// How far zeros were seen after what was read.
  private var zeroEnd = 0
  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  private var idleLooks = 0

  private static let markCount = 256
  private static let partByteCount = 1 << 20
  /// The longest line, far above one of thousands of figures.
  static let lineLimit = 1 << 24
  /// From this many zero bytes on they are taken for reserved space.
  private static let leastReserved = 1 << 12
  /// A file that has not changed for this many polls is closed.
  private static let idleLimit = 20

  init(path: String, files: OpenFiles) { (self.path, self.files) = (path, files) }

  /// Polls the file, and reads what is new.
  ///
  /// - Parameters:
  ///   - decoder: Reads the bytes; replaced by `fresh` where the file starts again.
  ///   - log: Receives the figures.
  ///   - fresh: A decoder for the start of a file.
  /// - Returns: What happened; after ``Change/rewritten`` nothing was read, and the next poll starts from the
  ///   beginning.
  mutating func look(
    _ decoder: inout any LogDecoder, into log: inout RunLog, fresh: () -> any LogDecoder
  ) -> Change {
    do {
      let found = try FileStatus(path: path)
      failure = nil
      guard let found else { return rest(.missing) }
      if found == status { return rest(.none) }
      return try follow(found, &decoder, into: &log, fresh: fresh)
    } catch {
      failure = error
      close()
      return .unreadable
    }
  }

  /// Closes the file, which is opened again when it changes.
  func close() { files.close(opened) }

  /// The bytes after the last complete line or record.
  var pendingByteCount: Int { max(0, byteCount - offset) }

  private mutating func rest(_ change: Change) -> Change {
    idleLooks = min(idleLooks + 1, Self.idleLimit)
    if idleLooks == Self.idleLimit { close() }
    return change
  }

  private mutating func follow(
    _ found: FileStatus, _ decoder: inout any LogDecoder, into log: inout RunLog,
    fresh: () -> any LogDecoder
  ) throws(StorageError) -> Change {
    idleLooks = 0
    let isSameFile = status.map { $0.device == found.device && $0.number == found.number } ?? true
    let next = try open(isSameFile: isSameFile)
    if try holdsWhatWasRead(next) {
      files.keep(next, at: opened)
      try read(next, &decoder, into: &log)
      return .grown
    }
    let isCut = try Self.isCut(next, head: head, isSameFile: isSameFile)
    guard !isCut else {
      forget()
      return .rewritten
    }
    // What its writer added before the file was moved away can still be read.
    if let file = opened.file { try read(file, &decoder, into: &log) }
    forget()
    decoder = fresh()
    files.keep(next, at: opened)
    try read(next, &decoder, into: &log)
    return .replaced
  }

  private func open(isSameFile: Bool) throws(StorageError) -> GrowingFile {
    if isSameFile, let file = opened.file { return file }
    return try files.open(path)
  }

  private mutating func forget() {
    close()
    (offset, byteCount, status, head, tail) = (0, 0, nil, [], [])
    (zeroEnd, endsWithZeros) = (0, false)
  }

  private func holdsWhatWasRead(_ file: GrowingFile) throws(StorageError) -> Bool {
    guard offset > 0 else { return true }
    guard try Self.bytes(file, at: 0, count: head.count) == head else { return false }
    return try Self.bytes(file, at: offset - tail.count, count: tail.count) == tail
  }

  /// Whether what was read disappeared from the file itself, not because another file took its place.
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

  /// Reads to the end of a file, a part at a time; a part doubles while it contains no complete line.
  ///
  /// Records that are longer than a part are left to the decoder.
  private mutating func read(
    _ file: GrowingFile, _ decoder: inout any LogDecoder, into log: inout RunLog
  ) throws(StorageError) {
    let status = try file.status
    let (remaining, start) = (max(0, status.byteCount - offset), offset)
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
      let zeros = part.withUnsafeBytes { part in
        ZeroBytes.start(ofTailOf: UnsafeRawBufferPointer(rebasing: part[used..<count]))
      }
      let rest = count - used
      offset += used
      if isEnd {
        byteCount = offset + rest
        endsWithZeros = zeros == 0 && rest > 0
        break
      }
      if rest >= Self.leastReserved, zeros <= rest / 2 {
        let next = try self.next(file, behindZerosFrom: offset + zeros, hasProgress: offset > start)
        guard let next else { break }
        if zeros == 0 {
          skip(to: decoder.pass(zeros: offset..<next, into: &log))
          continue
        }
      }
      guard used == 0 else { continue }
      switch try decoder.decodeLongRecord(file, at: offset, end: status.byteCount, into: &log) {
      case .wanted: grow(&part, &log)
      case .read(let byteCount): try pass(byteCount, file)
      case .awaited:
        byteCount = status.byteCount
        isWaiting = true
      }
    } while !isWaiting && !log.isOutdated
    self.status = status
    modificationTime = status.modificationTime
  }

  /// Where the file continues after zeros; `nil` when it has only zeros up to its end, which are not written yet.
  ///
  /// Zeros that were seen before are not searched again while they are being filled from their start on.
  private mutating func next(
    _ file: GrowingFile, behindZerosFrom place: Int, hasProgress: Bool
  ) throws(StorageError) -> Int? {
    let size = try file.status.byteCount
    let unseen = hasProgress ? max(zeroEnd, place) : place
    if try file.firstNonZero(from: unseen) != nil, let next = try file.firstNonZero(from: place) {
      return next
    }
    zeroEnd = size
    (byteCount, endsWithZeros) = (max(size, offset), true)
    return nil
  }

  /// Moves past a record that was not in memory, and remembers the bytes around it.
  private mutating func pass(_ byteCount: Int, _ file: GrowingFile) throws(StorageError) {
    offset += byteCount
    head = try Self.bytes(file, at: 0, count: min(Self.markCount, offset))
    let count = min(Self.markCount, offset)
    tail = try Self.bytes(file, at: offset - count, count: count)
  }

  /// Makes room for a line that is longer than the part; one beyond the limit is skipped.
  private mutating func grow(_ part: inout [UInt8], _ log: inout RunLog) {
    if part.count > Self.lineLimit {
      log.notes.add(.longLine, file: path, offset: offset, byteCount: part.count)
      skip(to: offset + part.count)
    } else {
      part = [UInt8](repeating: 0, count: 2 * part.count)
    }
  }

  /// Continues at another offset; what was skipped is not recognised again.
  private mutating func skip(to place: Int) { (offset, tail) = (place, []) }

  /// Keeps the first and the last bytes of what was read, before the offset moves.
  private mutating func remember(_ bytes: UnsafeRawBufferPointer) {
    guard !bytes.isEmpty else { return }
    if offset < Self.markCount { head += bytes.prefix(Self.markCount - offset) }
    tail =
      bytes.count >= Self.markCount
      ? Array(bytes.suffix(Self.markCount)) : (tail + bytes).suffix(Self.markCount)
  }
}
