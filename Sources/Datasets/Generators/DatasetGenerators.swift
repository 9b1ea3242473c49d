/// The data sets that this program can make.
package enum DatasetGenerators {
  /// Every generator's type; one line each.
  package static let all: [any DatasetGenerator.Type] = [
    GalaxySettings.self,
    QCFSettings.self,
    FluidSettings.self,
  ]

  /// The names in the order of ``all``.
  package static var names: [String] { all.map { $0.name } }

  /// The default settings of a data set.
  ///
  /// - Parameter name: One of ``names``.
  /// - Returns: Settings that can be changed by key.
  /// - Throws: ``DatasetError/unknownGenerator(name:available:)``.
  package static func named(_ name: String) throws(DatasetError) -> any DatasetGenerator {
    guard let type = all.first(where: { $0.name == name }) else {
      throw .unknownGenerator(name: name, available: names)
    }
    return type.init()
  }

  /// The settings that made a data set, apart from the number of samples.
  ///
  /// - Parameter description: Any description, also of data by other programs.
  /// - Returns: The settings; `nil` when no generator of this program writes such a description.
  package static func settings(for description: DataDescription) -> (any DatasetGenerator)? {
    guard let type = all.first(where: { $0.name == description.name }) else { return nil }
    let own = type.init().description
    guard Set(own.settings.keys) == Set(description.settings.keys),
      own.factors.map(\.name) == description.factors.map(\.name),
      let settings = type.settings(for: description),
      settings.description.kind == description.kind,
      settings.description.shape == description.shape
    else { return nil }
    return settings
  }
}
