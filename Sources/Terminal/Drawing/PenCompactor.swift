/// Rewrites the sequences for colours and attributes (ECMA-48 SGR) in fewer bytes.
///
/// ncurses names both colours whenever a pair changes, each in a sequence of its own, and ends attributes
/// before it moves. Here only the changes that the next character needs are sent, in one sequence; a blank needs
/// no foreground; and an upper half block may be drawn as a lower one with its colours exchanged, or as a blank
/// or full block when both are the same. A repetition (ECMA-48 REP), which mosh and others leave out where
/// entries promise it, is written out. All else passes through unchanged, so that the screen looks the same.
struct PenCompactor {
  private static let escape: UInt8 = 0x1B
  private static let moves = Set("HfGdABCD".utf8)
  private static let upperHalf = Array("▀".utf8)
  private static let lowerHalf = Array("▄".utf8)
  private static let fullBlock = Array("█".utf8)

  /// The terminal's actual state, `nil` while it is unknown.
  private var actual: Pen?
  /// The state that the stream has requested.
  private var wanted = Pen()
  /// The last character, to which a repetition refers; only ASCII is ever repeated.
  private var last: UInt8 = 0x20

  /// Marks the terminal's state as unknown, for example because another program has used it.
  mutating func forget() {
    actual = nil
    wanted = Pen()
  }

  /// Appends the shorter form of bytes that contain complete sequences only.
  mutating func compact(_ bytes: [UInt8], into output: inout [UInt8]) {
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case Self.escape: index = takeSequence(bytes, from: index, into: &output)
      case 0x08, 0x0D:
        output.append(bytes[index])
        index += 1
      case 0x20...0x7E:
        draw(bytes[index], into: &output)
        index += 1
      case Self.upperHalf[0] where bytes[index...].starts(with: Self.upperHalf):
        drawUpperHalf(into: &output)
        index += Self.upperHalf.count
      default:
        flush(into: &output)
        output.append(bytes[index])
        index += 1
      }
    }
  }

  /// Sets the terminal to the pen that was requested last.
  mutating func flush(into output: inout [UInt8]) {
    take(wanted, into: &output)
  }

  private mutating func take(_ pen: Pen, into output: inout [UInt8]) {
    guard actual != pen else { return }
    output.append(Self.escape)
    var separator = UInt8(ascii: "[")
    for code in pen.codes(after: actual) {
      output.append(separator)
      // No code has more than three digits.
      if code >= 100 { output.append(UInt8(48 + code / 100)) }
      if code >= 10 { output.append(UInt8(48 + code / 10 % 10)) }
      output.append(UInt8(48 + code % 10))
      separator = UInt8(ascii: ";")
    }
    output.append(UInt8(ascii: "m"))
    actual = pen
  }

  private mutating func draw(_ byte: UInt8, into output: inout [UInt8]) {
    last = byte
    if byte == 0x20 {
      drawBlank(into: &output)
    } else {
      flush(into: &output)
      output.append(byte)
    }
  }

  private mutating func drawBlank(into output: inout [UInt8]) {
    var pen = wanted
    if let actual, !wanted.showsForegroundInBlanks { pen.foreground = actual.foreground }
    take(pen, into: &output)
    output.append(0x20)
  }

  private mutating func drawUpperHalf(into output: inout [UInt8]) {
    guard let actual, let exchanged = wanted.exchanged else {
      flush(into: &output)
      output += Self.upperHalf
      return
    }
    if wanted == exchanged {
      drawBlock(ifDrawnWith: actual, into: &output)
    } else if exchanged.codes(after: actual).count < wanted.codes(after: actual).count {
      take(exchanged, into: &output)
      output += Self.lowerHalf
    } else {
      flush(into: &output)
      output += Self.upperHalf
    }
  }

  /// Both halves have the same colour.
  private mutating func drawBlock(ifDrawnWith actual: Pen, into output: inout [UInt8]) {
    if actual.attributes.isEmpty, actual.foreground == wanted.foreground {
      output += actual.background == wanted.background ? [0x20] : Self.fullBlock
    } else {
      drawBlank(into: &output)
    }
  }

  /// Takes the sequence that starts at `start` and returns where it ends.
  private mutating func takeSequence(
    _ bytes: [UInt8], from start: Int, into output: inout [UInt8]
  ) -> Int {
    guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "["),
      let end = bytes[(start + 2)...].firstIndex(where: { (0x40...0x7E).contains($0) })
    else {
      flush(into: &output)
      output.append(bytes[start])
      return start + 1
    }
    let parameters = bytes[(start + 2)..<end]
    if bytes[end] == UInt8(ascii: "m"), let changed = wanted.changed(by: parameters) {
      wanted = changed
    } else if bytes[end] == UInt8(ascii: "b") {
      let count = Int(String(decoding: parameters, as: UTF8.self)) ?? 1
      for _ in 0..<count { draw(last, into: &output) }
    } else {
      if !Self.moves.contains(bytes[end]) { flush(into: &output) }
      output += bytes[start...end]
    }
    return end + 1
  }
}
