/// Turns the bytes of a terminal into keys.
///
/// A sequence may arrive in pieces. A lone escape is only told from the start of a sequence by time:
/// while ``pending`` is not `nil`, the caller waits for more bytes and then calls ``expire()``.
public struct KeyDecoder: Sendable {
  /// What an unfinished input may still become.
  public enum Pending: Sendable, Equatable {
    /// The start of a sequence or of a character.
    case sequence
    /// A paste whose end has not come.
    case paste
  }

  /// A longer sequence is no key; its bytes are dropped.
  private static let sequenceLimit = 64
  /// A paste is cut here, so that a lost end marker costs bounded memory.
  private static let pasteLimit = 65_536
  private static let pasteEnd: [UInt8] = [0x1B] + Array("[201~".utf8)

  private var buffer: [UInt8] = []
  private var isPasting = false

  /// Creates a decoder with nothing pending.
  public init() {}

  /// What is waited for, `nil` when nothing is.
  public var pending: Pending? {
    if isPasting { return .paste }
    return buffer.isEmpty ? nil : .sequence
  }

  /// Takes bytes as they came.
  ///
  /// - Parameter bytes: Any cut of the terminal's output.
  /// - Returns: What they complete, in order.
  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalInput] {
    buffer.append(contentsOf: bytes)
    var inputs: [TerminalInput] = []
    while let step = nextStep() {
      buffer.removeFirst(step.length)
      if let input = step.input { inputs.append(input) }
    }
    return inputs
  }

  /// Settles what was pending after the wait: a lone escape becomes the key, pieces are dropped.
  ///
  /// - Returns: What the pending bytes mean now.
  public mutating func expire() -> [TerminalInput] {
    defer { buffer = [] }
    if isPasting {
      isPasting = false
      return [.paste(String(decoding: buffer, as: UTF8.self))]
    }
    guard buffer.first == 0x1B, buffer.count <= 2 else { return [] }
    let typed = buffer.dropFirst().map { TerminalInput.key(Self.plainKey($0)) }
    return [.key(.escape)] + typed
  }

  private struct Step {
    var input: TerminalInput?
    var length: Int
  }

  /// The next complete input at the head of the buffer, `nil` when more bytes are needed.
  private mutating func nextStep() -> Step? {
    guard let first = buffer.first else { return nil }
    if isPasting { return pasteStep() }
    switch first {
    case 0x1B: return escapeStep()
    case ..<0x80: return Step(input: .key(Self.plainKey(first)), length: 1)
    default: return characterStep(lead: first)
    }
  }

  private static func plainKey(_ byte: UInt8) -> Key {
    switch byte {
    case 0x00: .control(" ")
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x1B: .escape
    case ..<0x1B: .control(Character(Unicode.Scalar(byte + 0x60)))
    case ..<0x20: .control(Character(Unicode.Scalar(byte + 0x40)))
    default: .character(Character(Unicode.Scalar(byte)))
    }
  }

  private func characterStep(lead: UInt8) -> Step? {
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    let tail = buffer.dropFirst().prefix(length - 1)
    let good = tail.prefix { $0 & 0xC0 == 0x80 }.count
    guard lead >= 0xC2, lead <= 0xF4, good == tail.count else {
      return Step(input: nil, length: 1 + good)
    }
    guard tail.count == length - 1 else { return nil }
    let text = String(validating: buffer.prefix(length), as: UTF8.self)
    return Step(input: text?.first.map { .key(.character($0)) }, length: length)
  }
}

extension KeyDecoder {
  private mutating func escapeStep() -> Step? {
    guard buffer.count > 1 else { return nil }
    switch buffer[1] {
    case UInt8(ascii: "["): return controlStep()
    case UInt8(ascii: "O"): return applicationStep()
    default: return Step(input: .key(.escape), length: 1)
    }
  }

  private mutating func controlStep() -> Step? {
    guard buffer.count > 2 else { return nil }
    if buffer[2] == UInt8(ascii: "[") {
      guard buffer.count > 3 else { return nil }
      return Step(input: KeySequences.console(final: buffer[3]).map { .key($0) }, length: 4)
    }
    // The oldest mouse report carries three bytes after its final one.
    if buffer[2] == UInt8(ascii: "M") { return buffer.count < 6 ? nil : Step(length: 6) }
    guard let end = buffer.dropFirst(2).firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
      return buffer.count > Self.sequenceLimit ? Step(length: buffer.count) : nil
    }
    // A control byte inside a sequence cancels it and counts on its own.
    guard (0x40...0x7E).contains(buffer[end]) else { return Step(length: end) }
    let body = buffer[2..<end]
    if Array(body) == Array("200".utf8), buffer[end] == UInt8(ascii: "~") {
      isPasting = true
      return Step(length: end + 1)
    }
    let isPrivate = body.contains { !(0x30...0x3B).contains($0) }
    let key =
      isPrivate
      ? nil : KeySequences.control(final: buffer[end], parameters: Self.parameters(body))
    return Step(input: key.map { .key($0) }, length: end + 1)
  }

  private func applicationStep() -> Step? {
    guard let end = buffer.dropFirst(2).firstIndex(where: { !(0x30...0x3B).contains($0) }) else {
      return buffer.count > Self.sequenceLimit ? Step(length: buffer.count) : nil
    }
    guard (0x40...0x7E).contains(buffer[end]) else { return Step(length: end) }
    let key = KeySequences.application(final: buffer[end])
    return Step(input: key.map { .key($0) }, length: end + 1)
  }

  private static func parameters(_ body: ArraySlice<UInt8>) -> [Int] {
    body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
      Int(String(decoding: $0.prefix(6), as: UTF8.self)) ?? 0
    }
  }

  private mutating func pasteStep() -> Step? {
    let marker = Self.pasteEnd
    let starts = buffer.indices.filter { buffer[$0] == 0x1B }
    if let end = starts.first(where: { buffer[$0...].starts(with: marker) }) {
      isPasting = false
      let text = String(decoding: buffer[..<end], as: UTF8.self)
      return Step(input: .paste(text), length: end + marker.count)
    }
    guard buffer.count > Self.pasteLimit else { return nil }
    isPasting = false
    return Step(
      input: .paste(String(decoding: buffer, as: UTF8.self)), length: buffer.count)
  }
}
