import Storage

/// Where a setting was written: a line of a file, or an argument of the command.
package struct RecipeLocation: Sendable, Equatable, CustomStringConvertible {
  /// The file's path, or the argument as it was typed.
  package let origin: String
  /// The line in the file, from 1; `nil` for an argument, and for a missing setting.
  package let line: Int?
  /// The character in the line, from 1; `nil` where there is no line.
  package let column: Int?

  /// Creates a location without a line.
  package init(_ origin: String) {
    (self.origin, line, column) = (origin, nil, nil)
  }

  init(_ origin: String, _ place: TOMLPlace) {
    (self.origin, line, column) = (origin, place.line, place.column)
  }

  /// `file:line:column`, or the argument.
  package var description: String {
    [origin, line.map(String.init), column.map(String.init)].compactMap(\.self)
      .joined(separator: ":")
  }
}

/// Why a recipe cannot be used; the description is one line: where, what was expected and what was found.
package enum RecipeError: Error, Sendable, Equatable, CustomStringConvertible {
  /// No bundled recipe has this name.
  case unknownPreset(String, folder: String, known: [String])
  /// The file cannot be read.
  case unreadable(path: String, reason: String)
  /// The file is not TOML.
  case syntax(RecipeLocation, expected: String, found: String)
  /// An argument is not of the form `section.key=value`.
  case malformedOverride(String)
  /// No section has this name; `nearest` is the known one that resembles it.
  case unknownSection(RecipeLocation, found: String, known: [String], nearest: String?)
  /// The section has no such setting; `nearest` is the known one that resembles it.
  case unknownSetting(
    RecipeLocation, section: String, found: String, known: [String], nearest: String?)
  /// The setting's value has the wrong type or is out of range.
  case badValue(RecipeLocation, setting: String, expected: String, found: String)
  /// The setting belongs to objectives or likelihoods that are not chosen.
  case foreignSetting(RecipeLocation, setting: String, chosen: String, owners: String)
  /// A required setting is missing, or two that exclude each other are given.
  case incomplete(RecipeLocation, expected: String, found: String)
  /// A resumed run cannot change this setting.
  case fixedSetting(RecipeLocation, setting: String, expected: String, found: String)
  /// A run that goes on was trained with another objective than the recipe that was given has.
  case otherObjective(recipe: String, run: String, expected: String, found: String)

  /// One line: what, where, expected and found.
  package var description: String {
    switch self {
    case .unknownPreset(let name, let folder, let known):
      "unknown recipe \(name): expected a .toml file or one of \(Self.list(known)) (\(folder))"
    case .unreadable(let path, let reason):
      reason.contains(path) ? reason : "\(path): \(reason)"
    case .syntax(let place, let expected, let found):
      "\(place): expected \(expected), found \(Self.short(found))"
    case .malformedOverride(let text):
      "--set \(Self.short(text)): expected section.key=value, found \(Self.short(text))"
    case .unknownSection(let place, let found, let known, let nearest):
      "\(place): unknown section: expected one of \(Self.list(known)), found "
        + Self.short(found) + Self.hint(nearest)
    case .unknownSetting(let place, let section, let found, let known, let nearest):
      "\(place): unknown setting in [\(section)]: expected one of \(Self.list(known)), found "
        + Self.short(found) + Self.hint(nearest)
    case .badValue(let place, let setting, let expected, let found):
      "\(place): \(setting): expected \(expected), found \(Self.short(found))"
    case .foreignSetting(let place, let setting, let chosen, let owners):
      "\(place): \(setting): expected a setting of \(chosen), found one of \(owners)"
    case .incomplete(let place, let expected, let found):
      "\(place): expected \(expected), found \(found)"
    case .fixedSetting(let place, let setting, let expected, let found):
      "\(place): \(setting) is fixed when a run is resumed: expected \(Self.short(expected)), "
        + "found \(Self.short(found))"
    case .otherObjective(let recipe, let run, let expected, let found):
      "recipe \(recipe): objective.name: expected \(expected), with which the run in \(run) was trained, "
        + "found \(found)"
    }
  }

  /// Whether the arguments of the command are wrong, not the content of a file.
  package var isAboutArguments: Bool {
    switch self {
    case .unknownPreset, .malformedOverride: true
    case .unreadable, .syntax, .otherObjective: false
    case .unknownSection(let place, _, _, _), .unknownSetting(let place, _, _, _, _),
      .badValue(let place, _, _, _), .incomplete(let place, _, _),
      .fixedSetting(let place, _, _, _), .foreignSetting(let place, _, _, _):
      place.origin.hasPrefix("--")
    }
  }

  /// Whether the file may be none of a recipe at all.
  package var isNoRecipe: Bool {
    switch self {
    case .unreadable, .syntax, .unknownPreset: true
    default: false
    }
  }

  private static func hint(_ nearest: String?) -> String {
    nearest.map { "; the nearest is \($0)" } ?? ""
  }

  /// A text from a file, truncated to keep the line readable.
  private static func short(_ text: String) -> String {
    text.count > 200 ? text.prefix(200) + "…" : text
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "(none)" : names.joined(separator: ", ")
  }
}
