import Storage

/// A setting from the command line that takes precedence over the recipe's own.
package struct RecipeOverride: Sendable {
  let entry: RecipeEntry

  /// Reads `section.key=value`, the argument of `--set`.
  ///
  /// A value that is not TOML is taken as text, so that names and paths need no quotes.
  ///
  /// - Parameter argument: The argument as it was typed.
  /// - Throws: `RecipeError.malformedOverride` without a section, a key or an equals sign.
  package init(argument: String) throws(RecipeError) {
    entry = try RecipeDocument.override(argument)
  }

  /// Creates an integer setting from an option of its own, for example `--epochs 5`.
  ///
  /// - Parameters:
  ///   - option: The option's name, for errors.
  ///   - section: The recipe's section.
  ///   - key: The key in the section.
  ///   - value: The value that was typed.
  package init(option: String, section: String, key: String, value: Int) {
    let location = RecipeLocation("\(option) \(value)")
    entry = RecipeEntry(
      section: section, key: key, value: .integer(value), keyLocation: location,
      location: location)
  }
}
