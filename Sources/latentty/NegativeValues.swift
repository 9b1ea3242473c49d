/// Negative numbers as values of options.
///
/// The parser takes `-1` for an option and calls the value of `--epochs -1` missing, where the command would say which
/// numbers it expects. Joined to `--epochs=-1` it is the value.
enum NegativeValues {
  /// The arguments with every negative number joined to the long option before it; what follows `--` is left alone.
  static func joined(_ arguments: [String]) -> [String] {
    var joined: [String] = []
    var isEnded = false
    for argument in arguments {
      let previous = joined.last ?? ""
      if !isEnded, isNegative(argument), previous.hasPrefix("--"), previous.count > 2,
        !previous.contains("=")
      {
        joined[joined.count - 1] += "=" + argument
      } else {
        joined.append(argument)
      }
      isEnded = isEnded || argument == "--"
    }
    return joined
  }

  private static func isNegative(_ text: String) -> Bool {
    text.hasPrefix("-") && Double(text) != nil
  }
}
