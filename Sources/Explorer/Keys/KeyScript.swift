/// Keys written as text, for tests and for runs without a terminal.
///
/// Characters stand for themselves; other keys are names in angle brackets: `jj<right><pgup><c-r><enter>`. A
/// literal `<` is `<lt>`, a click on the cell in column 12 and row 5 is `<click 12,5>`; newlines are skipped,
/// so that a script may be laid out in lines.
package enum KeyScript {
  /// An error in a script.
  package enum ScriptError: Error, Equatable, CustomStringConvertible {
    /// A bracket that is not closed; its position counts from 1.
    case unclosed(position: Int)
    /// An unknown name in brackets; the bracket's position counts from 1.
    case unknownKey(name: String, position: Int)

    /// The error in one line.
    package var description: String {
      switch self {
      case .unclosed(let position):
        "script, character \(position): expected '>' after '<', found the end"
      case .unknownKey(let name, let position):
        "script, character \(position): expected a key such as <left> or <c-r>, found <\(name)>"
      }
    }
  }

  /// Parses a script.
  ///
  /// - Parameter text: The script.
  /// - Returns: Its keys in order.
  /// - Throws: ``ScriptError`` for a bracket that is not closed or contains no known key.
  package static func parse(_ text: String) throws(ScriptError) -> [KeyPress] {
    let characters = Array(text)
    var keys: [KeyPress] = []
    var index = 0
    while index < characters.count {
      guard characters[index] == "<" else {
        if !characters[index].isNewline { keys.append(.character(characters[index])) }
        index += 1
        continue
      }
      guard let end = characters[index...].firstIndex(of: ">") else {
        throw .unclosed(position: index + 1)
      }
      let name = String(characters[index + 1..<end])
      guard let key = KeyPress(notation: name) else {
        throw .unknownKey(name: name, position: index + 1)
      }
      keys.append(key)
      index = end + 1
    }
    return keys
  }
}
