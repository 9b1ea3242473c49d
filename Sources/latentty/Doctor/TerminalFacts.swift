import Platform
import Terminal

/// What the environment says about the terminal and its character set.
struct TerminalFacts: Encodable {
  /// The variables that decide, as they are set.
  let environment: [String: String]
  /// Whether the locale that the variables name exists on this machine.
  let localeExists: Bool
  /// The character set of the locale.
  let codeset: String
  /// Whether the input and the output are a terminal.
  let isInteractive: Bool
  /// The columns of the terminal on stdout, when there is one.
  let columns: Int?
  /// The rows of the terminal on stdout, when there is one.
  let rows: Int?

  /// Whether the background is known to be light; `nil` where nothing says so.
  let isLight: Bool?
  /// The theme that `--theme auto` takes, and why.
  let theme: String

  /// The variables that decide what is drawn, and how.
  static let variables = [
    "TERM", "COLORTERM", "NO_COLOR", "COLORFGBG", "LANG", "LC_ALL", "LC_CTYPE", "TMUX",
    "SSH_CONNECTION",
  ]

  /// Asks the environment; the program's own locale stays as it was.
  init() {
    let pairs = Self.variables.compactMap { name in
      getenv(name).map { (name, String(cString: $0)) }
    }
    environment = Dictionary(uniqueKeysWithValues: pairs)
    localeExists = setlocale(LC_CTYPE, "") != nil
    codeset = nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } ?? ""
    _ = setlocale(LC_CTYPE, "C")
    isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    let background = CapabilityProbe.system.background
    isLight = background.isLight
    theme = "\(isLight == true ? "light" : "dark"); \(background.reason)"
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
    columns = isKnown ? Int(size.ws_col) : nil
    rows = isKnown ? Int(size.ws_row) : nil
  }

  /// Whether text outside ASCII arrives as it should.
  var isUTF8: Bool { codeset == "UTF-8" }
}
