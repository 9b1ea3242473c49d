/// Names from strangers' files, made fit to be shown and told apart.
public enum PrintableNames {
  /// Names that are unique and safe to print, each as near to its own as possible.
  ///
  /// - Parameters:
  ///   - names: The names as they were found.
  ///   - fallback: What a name without characters is called, with its place behind it.
  /// - Returns: One per name; repeated ones are numbered from 2.
  public static func unique(_ names: [String], orElse fallback: String) -> [String] {
    var taken: Set<String> = []
    return names.enumerated().map { index, found in
      let name = printable(found)
      let base = name.isEmpty ? "\(fallback) \(index)" : name
      var unique = base
      var number = 1
      while !taken.insert(unique).inserted {
        number += 1
        unique = "\(base) \(number)"
      }
      return unique
    }
  }

  /// A text without the control characters that a terminal would obey.
  public static func printable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }
}
