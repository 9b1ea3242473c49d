import Datasets
import Explorer

/// Where the points of a map come from.
enum MapOrigin: Sendable {
  /// Codes of a model, of fresh samples or of a data set's.
  case model(LoadedModel, data: (path: String, dataset: Dataset)?)
  /// The rows of a file.
  case file(MapFile)
}
