package import Datasets
package import Models
package import Storage

/// Why a training run cannot start or continue; the description is one line.
package enum TrainingError: Error, CustomStringConvertible {
  /// The recipe is wrong.
  case recipe(RecipeError)
  /// The run's folder cannot be used.
  case run(RunError)
  /// The data set cannot be simulated or opened.
  case dataset(DatasetError)
  /// Latents cannot be tied to the factors of the data set.
  case objective(AuxiliaryError)
  /// The network does not fit the samples.
  case network(String)
  /// The state to resume from belongs to another run.
  case state(path: String, expected: String, found: String)
  /// The state to resume from holds invalid values; the reason is one line with the place.
  case unusableState(String)
  /// The state to resume from cannot be read or written.
  case storage(StorageError)
  /// The newest model cannot be opened.
  case model(ModelError)
  /// The model file cannot be written.
  case checkpoint(CheckpointError)
  /// There is no cache directory for large simulated data sets.
  case noCache
  /// The model of the last step cannot be written; `checkpointStep` is the newest one kept, `nil` without
  /// any.
  case unsaved(reason: String, step: Int, checkpointStep: Int?)

  /// One line: what, where, expected and found.
  package var description: String {
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
    case .model(let error): error.description
    case .checkpoint(let error): error.description
    case .noCache: "cache: expected XDG_CACHE_HOME or HOME to be set, found neither"
    case .unsaved(let reason, let step, let kept):
      if kept == step {
        "\(reason); the model of step \(step) was not saved, but --resume continues from there"
      } else {
        "\(reason); step \(step) was not saved, "
          + (kept.map { "the checkpoint of step \($0) is kept" } ?? "and none before it")
      }
    }
  }

  /// Whether a file could not be written, so that a retry may succeed.
  var isAboutWriting: Bool {
    switch self {
    case .storage, .run, .checkpoint(.storage): true
    default: false
    }
  }
}
