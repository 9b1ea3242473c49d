public import Datasets
public import Models
public import Storage

/// Why a training run cannot start or go on; the description is one line.
public enum TrainingError: Error, CustomStringConvertible {
  /// The recipe is wrong.
  case recipe(RecipeError)
  /// The run's folder cannot be used.
  case run(RunError)
  /// The data set cannot be made or opened.
  case dataset(DatasetError)
  /// Latents cannot be tied to the factors of the data set.
  case objective(AuxiliaryError)
  /// The network does not fit the samples.
  case network(String)
  /// A state to resume from is not one of this run.
  case state(path: String, expected: String, found: String)
  /// A state to resume from holds what no run writes; the reason is one line with the place.
  case unusableState(String)
  /// A state to resume from cannot be read or written.
  case storage(StorageError)
  /// The model file cannot be written.
  case checkpoint(CheckpointError)

  /// One line: what, where, expected and found.
  public var description: String {
    switch self {
    case .recipe(let error): error.description
    case .run(let error): error.description
    case .dataset(let error): error.description
    case .objective(let error): error.description
    case .network(let reason): reason
    case .state(let path, let expected, let found):
      "\(path): expected \(expected), found \(found)"
    case .unusableState(let reason): reason
    case .storage(let error): error.description
    case .checkpoint(let error): error.description
    }
  }
}
