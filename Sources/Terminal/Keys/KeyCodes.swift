/// Keys as numbers, a protocol that other programs may have left enabled and this one never enables.
///
/// They are `ESC [ code ; modifiers u` of kitty's protocol and `ESC [ 27 ; modifiers ; code ~` of
/// xterm's modifyOtherKeys.
enum KeyCodes {
  /// The key of `ESC [ code:shifted ; modifiers:event ; text u`.
  static func key(_ sequence: ControlSequence) -> Key? {
    guard let code = sequence.part(0, of: 0) else { return nil }
    let modifiers = KeyModifiers(parameter: sequence.part(0, of: 1))
    let typed = sequence.part(0, of: 2) ?? sequence.part(1, of: 0)
    return key(code, modifiers, typed: typed)
  }

  /// The key of `ESC [ 27 ; modifiers ; code ~`.
  static func otherKey(_ sequence: ControlSequence) -> Key? {
    guard let code = sequence.part(0, of: 2) else { return nil }
    return key(code, KeyModifiers(parameter: sequence.part(0, of: 1)), typed: nil)
  }

  /// The key of a code; `typed` is the character that the terminal reports for it, if any.
  private static func key(_ code: Int, _ modifiers: KeyModifiers, typed: Int?) -> Key? {
    guard modifiers.isDisjoint(with: .foreign) else { return nil }
    if let named = named(code, isShifted: modifiers.contains(.shift)) { return named }
    if modifiers.contains(.control) { return control(code) }
    guard let character = character(typed ?? code) else { return nil }
    let isUpper = modifiers.contains(.shift) != modifiers.contains(.capsLock)
    guard typed == nil, isUpper, let upper = character.uppercased().first else {
      return .character(character)
    }
    return .character(upper)
  }

  private static func named(_ code: Int, isShifted: Bool) -> Key? {
    switch code {
    case 9: return isShifted ? .backtab : .tab
    case 13, 57414: return .enter
    case 27: return .escape
    case 8, 127: return .backspace
    case 57399...57408: return Key(byte: UInt8(code - 57399 + 48))
    case 57409...57416: return Key(byte: Array("./*-+\r=,".utf8)[code - 57409])
    case 57417: return .arrow(.left, isShifted: isShifted)
    case 57418: return .arrow(.right, isShifted: isShifted)
    case 57419: return .arrow(.up, isShifted: isShifted)
    case 57420: return .arrow(.down, isShifted: isShifted)
    case 57421: return .pageUp
    case 57422: return .pageDown
    case 57423: return .home
    case 57424: return .end
    case 57426: return .delete
    default: return nil
    }
  }

  /// What the key would be without the protocol, so that control and `m` is enter here too.
  private static func control(_ code: Int) -> Key? {
    switch code {
    case 32, 64: Key(byte: 0)
    case 65...95, 97...122: Key(byte: UInt8(code & 0x1F))
    default: nil
    }
  }

  /// What is typed by a code; private ones stand for keys that type nothing.
  private static func character(_ code: Int) -> Character? {
    guard code >= 0x20, code != 0x7F, !(0xE000...0xF8FF).contains(code) else { return nil }
    return UInt32(exactly: code).flatMap(Unicode.Scalar.init).map { Character($0) }
  }
}
