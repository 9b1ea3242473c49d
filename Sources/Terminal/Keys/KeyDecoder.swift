/// Turns the bytes of a terminal into keys.
///
/// A sequence may arrive in pieces. A lone escape is only distinguished from the start of a sequence by
/// time: while ``pending`` is not `nil`, the caller waits that long for more bytes and then calls ``expire()``.
///
/// What begins as a sequence or a string is never taken for keys, even if it is incomplete: answers of
/// the terminal, including late ones, have no effect as keys. A paste ends only at its end marker.
package struct KeyDecoder: Sendable {
  /// The kinds of incomplete input.
  package enum Pending: Sendable, Equatable {
    /// An escape that is a key unless more follows.
    case escape
    /// The rest of a sequence whose escape has been taken for the key, as happens on a slow connection.
    case rest
    /// A key that may be the beginning of such a rest.
    case restOrKey
    /// A sequence, a string or a character.
    case sequence

    /// How long more bytes are waited for.
    package var patience: Duration {
      switch self {
      case .escape: .milliseconds(75)
      case .restOrKey: .milliseconds(250)
      case .rest, .sequence: .seconds(1)
      }
    }
  }

  private enum State {
    case start
    case escape
    case rest
    case restOrKey(UInt8)
    case control([UInt8])
    case console
    case application
    case mouse(missing: Int)
    case string
    case character([UInt8], length: Int, isHeldWithAlternate: Bool)
    case paste
  }

  private var state = State.start
  /// Separate from the state, so that no byte copies what came before it.
  private var string = ControlString(introducer: 0, isEightBit: false)
  private var paste = PasteCollector()
  private var inputs: [TerminalInput] = []

  /// Creates a decoder with nothing pending.
  package init() {}

  /// The incomplete input, `nil` when there is none, or when only bytes can end it, as with a paste.
  package var pending: Pending? {
    switch state {
    case .start, .paste: nil
    case .escape: .escape
    case .rest: .rest
    case .restOrKey: .restOrKey
    case .control, .console, .application, .mouse, .string, .character: .sequence
    }
  }

  /// Whether a paste has begun and not ended.
  var isPasting: Bool { if case .paste = state { true } else { false } }

  /// Takes bytes as they came.
  ///
  /// - Parameter bytes: Any part of the terminal's output.
  /// - Returns: What they complete, in order.
  package mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalInput] {
    let bytes = Array(bytes)
    for (index, byte) in bytes.enumerated() {
      if case .rest = state {
        takeRest(byte, next: index + 1 < bytes.count ? bytes[index + 1] : nil)
      } else {
        take(byte)
      }
    }
    defer { inputs.removeAll(keepingCapacity: true) }
    return inputs
  }

  /// Resolves what is pending after the timeout: a lone escape becomes the key, incomplete sequences are dropped.
  ///
  /// - Returns: What the pending bytes mean now.
  package mutating func expire() -> [TerminalInput] {
    switch state {
    case .start, .paste: return []
    case .escape:
      state = .rest
      return [.key(.escape)]
    case .restOrKey(let byte):
      state = .start
      return [.key(Key(byte: byte))]
    case .rest, .control, .console, .application, .mouse, .string, .character:
      state = .start
      return []
    }
  }
}

extension KeyDecoder {
  private mutating func take(_ byte: UInt8) {
    switch state {
    case .start, .rest: begin(byte)
    case .escape: takeAfterEscape(byte)
    case .restOrKey(let introducer): takeRestOrKey(introducer, byte)
    case .control(let body): takeControl(body, byte)
    case .console: finish(KeySequences.console(final: byte))
    case .application: takeApplication(byte)
    case .mouse(let missing): takeMouse(missing, byte)
    case .string: takeString(byte)
    case .character(let bytes, let length, let isHeld):
      takeCharacter(bytes, length, isHeld, byte)
    case .paste: takePaste(byte)
    }
  }

  private mutating func finish(_ key: Key?) {
    if let key { inputs.append(.key(key)) }
    state = .start
  }

  private mutating func begin(_ byte: UInt8, isHeldWithAlternate: Bool = false) {
    state = .start
    switch byte {
    case 0x1B: state = .escape
    case ..<0x80: finish(isHeldWithAlternate ? nil : Key(byte: byte))
    case ..<0xA0: beginEightBit(byte)
    case 0xC2...0xF4:
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      state = .character([byte], length: length, isHeldWithAlternate: isHeldWithAlternate)
    default: break
    }
  }

  /// A control of the second set (ECMA-48, C1), one byte or a character of UTF-8, is an escape and a letter.
  private mutating func beginEightBit(_ byte: UInt8) {
    let letter = byte - 0x40
    switch letter {
    case UInt8(ascii: "["): state = .control([])
    case UInt8(ascii: "O"): state = .application
    case _ where ControlString.introducers.contains(letter):
      beginString(letter, isEightBit: true)
    default: state = .start
    }
  }

  private mutating func takeAfterEscape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "["): state = .control([])
    case UInt8(ascii: "O"): state = .application
    case _ where ControlString.introducers.contains(byte):
      beginString(byte, isEightBit: false)
    case 0x1B: inputs.append(.key(.escape))
    default: begin(byte, isHeldWithAlternate: true)
    }
  }

  private mutating func takeControl(_ body: [UInt8], _ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "[") where body.isEmpty: state = .console
    // The oldest mouse report carries three bytes after its final one.
    case UInt8(ascii: "M") where body.isEmpty: state = .mouse(missing: 3)
    case 0x20...0x3F:
      // One byte too many marks a sequence that is read to its end and ignored.
      if body.count <= ControlSequence.lengthLimit { state = .control(body + [byte]) }
    case 0x40...0x7E: finishControl(body, final: byte)
    // A control byte inside a sequence cancels it and counts on its own.
    default: begin(byte)
    }
  }

  private mutating func finishControl(_ body: [UInt8], final: UInt8) {
    state = .start
    guard body.count <= ControlSequence.lengthLimit else { return }
    let sequence = ControlSequence(body: body, final: final)
    if final == UInt8(ascii: "~"), sequence.numbers == [200] {
      state = .paste
      paste = PasteCollector()
    } else if let report = TerminalReport(sequence) {
      inputs.append(.report(report))
    } else {
      finish(KeySequences.key(sequence))
    }
  }

  private mutating func takeApplication(_ byte: UInt8) {
    switch byte {
    // Old terminals put the modifiers here.
    case 0x30...0x3B: break
    case 0x40...0x7E: finish(KeySequences.application(final: byte))
    default: begin(byte)
    }
  }

  private mutating func takeMouse(_ missing: Int, _ byte: UInt8) {
    if byte == 0x1B { return begin(byte) }
    state = missing > 1 ? .mouse(missing: missing - 1) : .start
  }

  private mutating func beginString(_ introducer: UInt8, isEightBit: Bool) {
    state = .string
    string = ControlString(introducer: introducer, isEightBit: isEightBit)
  }

  private mutating func takeString(_ byte: UInt8) {
    switch string.take(byte) {
    case .inside: break
    case .end(let report):
      if let report { inputs.append(.report(report)) }
      state = .start
    case .abandoned: takeAfterEscape(byte)
    }
  }

  private mutating func takePaste(_ byte: UInt8) {
    guard let text = paste.take(byte) else { return }
    inputs.append(.paste(text))
    state = .start
  }

  private mutating func takeCharacter(
    _ bytes: [UInt8], _ length: Int, _ isHeld: Bool, _ byte: UInt8
  ) {
    guard byte & 0xC0 == 0x80 else { return begin(byte) }
    let bytes = bytes + [byte]
    if bytes.count < length {
      state = .character(bytes, length: length, isHeldWithAlternate: isHeld)
    } else if bytes[0] == 0xC2, byte < 0xA0 {
      beginEightBit(byte)
    } else {
      let character = String(validating: bytes, as: UTF8.self)?.first
      finish(isHeld ? nil : character.map { .character($0) })
    }
  }
}

extension KeyDecoder {
  /// Takes the byte after an escape that was taken for the key; it may well be another key.
  private mutating func takeRest(_ byte: UInt8, next: UInt8?) {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      state =
        next.map { Self.isSequence(byte, $0, cameAtOnce: true) } == true
        ? sequence(byte) : .restOrKey(byte)
    case _ where ControlString.introducers.contains(byte) && Self.isAnswer(byte, next):
      beginString(byte, isEightBit: false)
    default: begin(byte)
    }
  }

  /// Whether two bytes begin a terminal's answer; a terminal writes them at once.
  private static func isAnswer(_ introducer: UInt8, _ next: UInt8?) -> Bool {
    guard let next else { return false }
    return switch introducer {
    case UInt8(ascii: "]"): (0x30...0x39).contains(next)
    case UInt8(ascii: "P"): Array("01>!$+".utf8).contains(next)
    case UInt8(ascii: "_"): next == UInt8(ascii: "G")
    default: false
    }
  }

  private mutating func takeRestOrKey(_ introducer: UInt8, _ byte: UInt8) {
    guard Self.isSequence(introducer, byte, cameAtOnce: false) else {
      inputs.append(.key(Key(byte: introducer)))
      return begin(byte)
    }
    state = sequence(introducer)
    take(byte)
  }

  private func sequence(_ introducer: UInt8) -> State {
    introducer == UInt8(ascii: "O") ? .application : .control([])
  }

  /// Whether two bytes look like a sequence and not like two keys; small letters do only when both came at once.
  private static func isSequence(_ introducer: UInt8, _ byte: UInt8, cameAtOnce: Bool) -> Bool {
    let isApplication = introducer == UInt8(ascii: "O")
    let small = isApplication ? "abcdjklmnopqrstuvwxyIX" : "abcd"
    let usual = isApplication ? "ABCDHFPQRSM" : "ABCDHFPQRSZMIO0123456789<>?["
    return (cameAtOnce ? usual + small : usual).utf8.contains(byte)
  }
}
