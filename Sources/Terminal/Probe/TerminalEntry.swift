/// The description of a terminal that ncurses draws by.
package enum TerminalEntry: Sendable, Equatable, CustomStringConvertible {
  /// An entry of the system's terminfo database.
  case named(String)
  /// The program's own entry for xterm-like terminals, with exact colours; needs no database.
  case exactColors

  /// The entry's name.
  package var description: String {
    switch self {
    case .named(let name): name
    case .exactColors: "latentty-direct"
    }
  }
}
