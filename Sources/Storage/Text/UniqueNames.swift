/// Names from files, made unique.
package enum UniqueNames {
  /// Unique names, each as close to the original as possible.
  ///
  /// - Parameters:
  ///   - names: The names as they were found.
  ///   - fallback: The replacement for an empty name, followed by its index.
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
