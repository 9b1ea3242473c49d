import Datasets
import Explorer

/// The source of the points of a map.
enum MapOrigin: Sendable {
  /// Codes of a model, of fresh samples or of an open data set.
  case model(LoadedModel, data: (path: String, dataset: Dataset)?)
  /// The rows of a file.
  case file(MapFile)
}
