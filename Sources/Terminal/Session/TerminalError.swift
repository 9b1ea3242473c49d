import Platform

/// Why the program cannot have the terminal.
package enum TerminalError: Error, Equatable, CustomStringConvertible {
  /// A standard stream is a pipe or a file.
  case notATerminal(stream: String)
  /// The terminal cannot place text, as `TERM=dumb` says.
  case cannotPlaceText(term: String)
  /// ncurses does not take a description.
  case unusableEntry(name: String)
  /// A call to the system failed.
  case system(operation: String, code: Int32)

  /// One line: what, where, expected and found.
  package var description: String {
    switch self {
    case .notATerminal(let stream):
      "\(stream) is not a terminal"
    case .cannotPlaceText(let term):
      "terminal \"\(term)\": expected a TERM with cursor addressing, found one without"
    case .unusableEntry(let name):
      "no usable terminfo entry \"\(name)\""
    case .system(let operation, let code):
      "\(operation): \(String(cString: strerror(code)))"
    }
  }
}
