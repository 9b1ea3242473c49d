import Datasets

/// Samples unlike those a model was trained on, defined by changes of the simulator's settings.
package struct AnomalousSet: Sendable, Equatable {
  /// One changed setting.
  package struct Change: Sendable, Equatable {
    /// The key of the setting.
    package let key: String
    /// The value as text.
    package let value: String

    /// Creates a change.
    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The name, at most 15 characters.
  package let title: String
  /// What is anomalous, in one line.
  package let meaning: String
  /// The changed settings, in this order.
  package let changes: [Change]

  /// Creates a set.
  ///
  /// - Parameters:
  ///   - title: The name.
  ///   - meaning: What is anomalous, in one line.
  ///   - changes: The changed settings, in this order.
  package init(_ title: String, _ meaning: String, _ changes: [Change]) {
    self.title = title
    self.meaning = meaning
    self.changes = changes
  }

  init(_ title: String, _ meaning: String, _ changes: KeyValuePairs<String, String> = [:]) {
    self.init(title, meaning, changes.map { Change(key: $0.key, value: $0.value) })
  }

  /// A set from changes given by the user, and named after them.
  package init(_ changes: [Change]) {
    let text = changes.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    self.init(text, "the model's simulator with \(text)", changes)
  }

  /// The standard sets of a simulator; the first is a control without changes.
  static func standard(for settings: any DatasetGenerator) -> [AnomalousSet] {
    let control = AnomalousSet(
      "normal again", "normal samples with another seed: any difference here is due to chance")
    return [control] + (table[type(of: settings).name]?(settings) ?? [])
  }

  /// The sets of every simulator by its name.
  private static let table: [String: @Sendable (any DatasetGenerator) -> [AnomalousSet]] = [
    FluidSettings.name: fluid, GalaxySettings.name: galaxies, QCFSettings.name: qcf,
  ]

  /// The simulator's settings with the changes applied.
  ///
  /// - Throws: `DatasetError` when a setting does not exist or a value is invalid.
  func applied(to settings: any DatasetGenerator) throws(DatasetError) -> any DatasetGenerator {
    var changed = settings
    for change in changes { try changed.set(key: change.key, value: change.value) }
    return changed
  }

  /// Values of a factor from the upper end of its training range to half a range width above.
  static func beyond(
    _ factor: String, of settings: any DatasetGenerator
  ) -> AnomalousSet? {
    guard let own = settings.description.factors.first(where: { $0.name == factor }) else {
      return nil
    }
    let end = own.upper + (own.upper - own.lower) / 2
    return AnomalousSet(
      "\(factor) beyond", "\(factor) from \(own.upper) to \(end), above the training range",
      [factor: "\(own.upper)...\(end)"])
  }
}
