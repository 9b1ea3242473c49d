import Datasets
import Storage

/// One setting: its name, its allowed values, and its place in a recipe.
///
/// Reading, writing and the errors of all recipes use the table ``RecipeSetting/all``; a new setting is a
/// property of ``Recipe`` and a line there. Generators, objectives and likelihoods add their own.
struct RecipeSetting: Sendable {
  let section: String
  let key: String
  /// What a value must be, for errors: "an integer from 1 to 10".
  let expected: String
  /// What it is, in Markdown.
  let summary: String
  /// Sets the value in a recipe; `false` when it is not what is expected.
  let assign: @Sendable (_ value: TOMLValue, _ recipe: inout Recipe) -> Bool
  /// The value in a recipe.
  let value: @Sendable (Recipe) -> TOMLValue

  var name: String { "\(section).\(key)" }

  /// The sections in the order of a written recipe.
  static let sections = ["data", "network", "objective", "optimizer", "training"]

  /// The keys of a section in the order of a written recipe.
  static func keys(of section: String) -> [String] {
    all.filter { $0.section == section }.map(\.key)
  }
}

extension RecipeSetting {
  typealias Path<Value> = any WritableKeyPath<Recipe, Value> & Sendable

  private init(
    _ name: String, _ summary: String, expected: String,
    assign: @escaping @Sendable (TOMLValue, inout Recipe) -> Bool,
    value: @escaping @Sendable (Recipe) -> TOMLValue
  ) {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    precondition(parts.count == 2, "RecipeSetting: \(name)")
    self.section = parts[0]
    self.key = parts[1]
    self.summary = summary
    self.expected = expected
    self.assign = assign
    self.value = value
  }

  static func integer(
    _ name: String, _ path: Path<Int>, _ range: ClosedRange<Int>, _ summary: String
  ) -> Self {
    Self(
      name, summary, expected: "an integer from \(range.lowerBound) to \(range.upperBound)",
      assign: { value, recipe in
        guard case .integer(let integer) = value, range.contains(integer) else { return false }
        recipe[keyPath: path] = integer
        return true
      },
      value: { .integer($0[keyPath: path]) })
  }

  static func number(
    _ name: String, _ path: Path<Double>, _ range: ClosedRange<Double>, _ summary: String
  ) -> Self {
    Self(
      name, summary, expected: "a number from \(range.lowerBound) to \(range.upperBound)",
      assign: { value, recipe in
        guard let number = value.double, range.contains(number) else { return false }
        recipe[keyPath: path] = number
        return true
      },
      value: { .number($0[keyPath: path]) })
  }

  static func text(_ name: String, _ path: Path<String>, _ summary: String) -> Self {
    Self(
      name, summary, expected: "a text",
      assign: { value, recipe in
        guard case .text(let text) = value else { return false }
        recipe[keyPath: path] = text
        return true
      },
      value: { .text($0[keyPath: path]) })
  }

  /// An order of axes, or nothing.
  static func sampleOrder(_ name: String, _ path: Path<String>, _ summary: String) -> Self {
    Self(
      name, summary, expected: SampleOrder.expected,
      assign: { value, recipe in
        guard case .text(let text) = value, text.isEmpty || SampleOrder(argument: text) != nil
        else { return false }
        recipe[keyPath: path] = text
        return true
      },
      value: { .text($0[keyPath: path]) })
  }

  static func choice(_ name: String, _ path: Path<String>, of names: [String], _ summary: String)
    -> Self
  {
    Self(
      name, summary, expected: "one of \(names.joined(separator: ", "))",
      assign: { value, recipe in
        guard case .text(let text) = value, names.contains(text) else { return false }
        recipe[keyPath: path] = text
        return true
      },
      value: { .text($0[keyPath: path]) })
  }

  static func pixelMode(_ name: String, _ path: Path<PixelMode>, _ summary: String) -> Self {
    let modes = PixelMode.allCases.map(\.rawValue)
    return Self(
      name, summary, expected: "one of \(modes.joined(separator: ", "))",
      assign: { value, recipe in
        guard case .text(let text) = value, let mode = PixelMode(rawValue: text) else {
          return false
        }
        recipe[keyPath: path] = mode
        return true
      },
      value: { .text($0[keyPath: path].rawValue) })
  }

  static func channels(_ name: String, _ path: Path<[Int]>, _ summary: String) -> Self {
    Self(
      name, summary, expected: "up to 8 integers from 1 to 4096",
      assign: { value, recipe in
        guard let channels = value.integers, channels.count <= 8,
          channels.allSatisfy({ (1...4096).contains($0) })
        else { return false }
        recipe[keyPath: path] = channels
        return true
      },
      value: { .list($0[keyPath: path].map { .integer($0) }) })
  }

  static func names(_ name: String, _ path: Path<[String]>, _ summary: String) -> Self {
    Self(
      name, summary, expected: "a list of names",
      assign: { value, recipe in
        guard let names = value.texts, names.allSatisfy({ $0 != "" }) else { return false }
        recipe[keyPath: path] = names
        return true
      },
      value: { .list($0[keyPath: path].map { .text($0) }) })
  }

  static func decays(_ name: String, _ path: Path<[Double]>, _ summary: String) -> Self {
    Self(
      name, summary, expected: "two numbers from 0 to below 1",
      assign: { value, recipe in
        guard case .list(let values) = value, values.count == 2 else { return false }
        let decays = values.compactMap(\.double)
        guard decays.count == 2, decays.allSatisfy({ $0 >= 0 && $0 < 1 }) else { return false }
        recipe[keyPath: path] = decays
        return true
      },
      value: { .list($0[keyPath: path].map { .number($0) }) })
  }
}
