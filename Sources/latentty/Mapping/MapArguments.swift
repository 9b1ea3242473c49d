import ArgumentParser
import CommandSupport
import Maps

/// The method of a map, as named on the command line.
enum MapMethodChoice: String, ExpressibleByArgument, CaseIterable {
  case pca, tsne

  /// The method.
  var method: MapMethod {
    switch self {
    case .pca: .principalComponents
    case .tsne: .tsne
    }
  }
}

/// The features of a map, as named on the command line: `all`, `tied`, `remaining`, `0,3`, or all three kinds as `panels`.
struct MapFeatureChoice: RuledArgument {
  static let expected = "all, tied, remaining, panels or indices such as 0,3"

  /// One entry per map.
  let panels: [MapFeatures]

  init(panels: [MapFeatures]) { self.panels = panels }

  init?(argument: String) {
    if argument == "panels" {
      panels = [.all, .auxiliary, .remaining]
    } else {
      guard let features = MapFeatures(argument: argument) else { return nil }
      panels = [features]
    }
  }
}

/// What a map is written to, by the end of the file's name.
enum MapFileFormat: String, CaseIterable {
  case safetensors, npy, csv, png

  init?(path: String) {
    guard let format = Self.allCases.first(where: { path.hasSuffix("." + $0.rawValue) }) else {
      return nil
    }
    self = format
  }
}
