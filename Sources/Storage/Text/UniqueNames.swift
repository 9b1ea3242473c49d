/// Names from strangers' files, made fit to be told apart.
package enum UniqueNames {
  /// Names that differ, each as near to its own as possible.
  ///
  /// - Parameters:
  ///   - names: The names as they were found.
  ///   - fallback: What a name without characters is called, with its place behind it.
  /// - Returns: One per name; repeated ones are numbered from 2.
  package static func of(_ names: [String], orElse fallback: String) -> [String] {
    var taken: Set<String> = []
    return names.enumerated().map { index, name in
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
}
