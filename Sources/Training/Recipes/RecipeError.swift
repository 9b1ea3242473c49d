/// Where a setting was written: a line of a file, or an argument of the command.
public struct RecipeLocation: Sendable, Equatable, CustomStringConvertible {
  /// The file's path, or the argument as it was typed.
  public let origin: String
  /// The line in the file, from 1; `nil` for an argument or where the line is not known.
  public let line: Int?

  /// Creates a location.
  public init(_ origin: String, line: Int? = nil) {
    self.origin = origin
    self.line = line
  }

  /// `file:line`, or the argument.
  public var description: String {
    line.map { "\(origin):\($0)" } ?? origin
  }
}

/// Why a recipe cannot be used; the description is one line with place, expectation and finding.
public enum RecipeError: Error, Sendable, Equatable, CustomStringConvertible {
  /// No bundled recipe has this name.
  case unknownPreset(String, folder: String, known: [String])
  /// The file cannot be read.
  case unreadable(path: String, reason: String)
  /// The file is not TOML.
  case syntax(RecipeLocation, message: String)
  /// An argument is not of the form `section.key=value`.
  case malformedOverride(String)
  /// No section has this name.
  case unknownSection(RecipeLocation, found: String, known: [String])
  /// The section has no such setting.
  case unknownSetting(RecipeLocation, section: String, found: String, known: [String])
  /// The setting's value has the wrong type or lies out of range.
  case badValue(RecipeLocation, setting: String, expected: String, found: String)
  /// A setting that has no default is not there, or two that exclude each other are.
  case incomplete(RecipeLocation, expected: String, found: String)
  /// A run that goes on cannot change this setting.
  case fixedSetting(RecipeLocation, setting: String, expected: String, found: String)

  /// One line: what, where, expected and found.
  public var description: String {
    switch self {
    case .unknownPreset(let name, let folder, let known):
      "unknown recipe \(name): expected a .toml file or one of \(Self.list(known)) (\(folder))"
    case .unreadable(let path, let reason):
      reason.contains(path) ? reason : "\(path): \(reason)"
    case .syntax(let place, let message):
      "\(place): expected TOML, found: \(message)"
    case .malformedOverride(let text):
      "--set \(text): expected section.key=value, found \(text)"
    case .unknownSection(let place, let found, let known):
      "\(place): unknown section: expected one of \(Self.list(known)), found \(found)"
    case .unknownSetting(let place, let section, let found, let known):
      "\(place): unknown setting in [\(section)]: expected one of \(Self.list(known)),"
        + " found \(found)"
    case .badValue(let place, let setting, let expected, let found):
      "\(place): \(setting): expected \(expected), found \(found)"
    case .incomplete(let place, let expected, let found):
      "\(place): expected \(expected), found \(found)"
    case .fixedSetting(let place, let setting, let expected, let found):
      "\(place): \(setting) is fixed when a run goes on: expected \(expected), found \(found)"
    }
  }

  /// Whether the arguments of the command are wrong, not what a file says.
  public var isAboutArguments: Bool {
    switch self {
    case .unknownPreset, .malformedOverride: true
    case .unreadable, .syntax: false
    case .unknownSection(let place, _, _), .unknownSetting(let place, _, _, _),
      .badValue(let place, _, _, _), .incomplete(let place, _, _),
      .fixedSetting(let place, _, _, _):
      place.origin.hasPrefix("--")
    }
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "(none)" : names.joined(separator: ", ")
  }
}
