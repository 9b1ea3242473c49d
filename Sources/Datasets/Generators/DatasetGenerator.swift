package import Simulations

/// The settings of a simulated data set, and how they become a simulator.
///
/// A new data set is one file with a type that conforms, and one line in ``DatasetGenerators/all``.
package protocol DatasetGenerator: Sendable {
  /// What makes the samples.
  associatedtype Source: Simulator

  /// The name on the command line and in recipes.
  static var name: String { get }
  /// Every setting that a recipe or a command line may change.
  static var settings: [GeneratorSetting<Self>] { get }

  /// Creates the default settings.
  init()

  /// The description of the samples; equal descriptions and counts imply equal samples.
  var description: DataDescription { get }
  /// How the factors are distributed over the samples, in a few words.
  var design: String { get }
  /// The number of samples.
  var count: Int { get set }
  /// The seed of everything random.
  var seed: UInt64 { get set }

  /// Checks that the settings, each valid by itself, fit together.
  ///
  /// - Throws: ``DatasetError/unusableSettings(generator:reason:)``.
  func validate() throws(DatasetError)

  /// Makes a simulator of ``count`` samples.
  ///
  /// - Returns: The simulator.
  /// - Throws: What ``validate()`` throws.
  func makeSimulator() throws(DatasetError) -> Source

  /// The settings that made a data set, apart from the number of samples.
  ///
  /// - Parameter description: A description by this generator, perhaps of another version of the program: its
  ///   settings have the keys and its factors the names of ``description``, while the values may be anything.
  /// - Returns: The settings; `nil` when a value is not one that this generator writes.
  static func settings(for description: DataDescription) -> Self?

  /// The source that simulates single points of the factors of a data set by this generator.
  ///
  /// - Parameter description: A description by this generator, perhaps of another version of the
  ///   program: its settings have the keys and its factors the names of ``description``, while the
  ///   values may be anything.
  /// - Returns: The source; `nil` when a value is not one that this generator writes.
  static func referenceSource(for description: DataDescription) -> (any ReferenceSource)?
}

extension DatasetGenerator {
  /// The keys of all settings.
  package static var keys: [String] { settings.map(\.key) }

  /// Changes one setting by its key.
  ///
  /// - Parameters:
  ///   - key: One of ``keys``.
  ///   - value: The value as text, in the form that the setting's error explains.
  /// - Throws: ``DatasetError/unknownSetting(generator:key:available:)`` or
  ///   ``DatasetError/invalidSetting(generator:key:expected:found:)``; the settings are then unchanged.
  package mutating func set(key: String, value: String) throws(DatasetError) {
    guard let setting = Self.settings.first(where: { $0.key == key }) else {
      throw .unknownSetting(generator: Self.name, key: key, available: Self.keys)
    }
    guard setting.assign(value, &self) else {
      throw .invalidSetting(
        generator: Self.name, key: key, expected: setting.expected, found: value)
    }
  }

  /// The text of one setting, as ``set(key:value:)`` reads it; `nil` for an unknown key.
  package func value(of key: String) -> String? {
    Self.settings.first { $0.key == key }?.text(self)
  }
}
