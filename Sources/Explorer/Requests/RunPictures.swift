package import Datasets
package import Runs
package import Tensors

/// What a run's model is asked to show.
package enum RunPictureKind: String, Sendable, CaseIterable {
  /// Samples of the gallery above what the model makes of them.
  case reconstructions
  /// The latents with the largest divergence, each decoded from -2 to 2 with all others at the origin.
  case traversals
  /// Codes drawn from the prior, decoded.
  case draws
}

/// Which pictures of a run are wanted.
package struct RunPicturesRequest: EngineRequest {
  /// Where the pictures come from.
  package enum Source: Sendable, Equatable {
    /// The newest model.
    case newest(RunPictureKind)
    /// A checkpoint that is kept, by its steps.
    case checkpoint(RunPictureKind, step: Int)
    /// A picture in an event file.
    case logged(name: String, RunImage)
  }

  /// The run.
  package var path: String
  /// Where the pictures come from.
  package var source: Source
  /// The seed of draws from the prior.
  package var seed: UInt64

  /// Creates a request.
  package init(path: String, source: Source, seed: UInt64 = 7) {
    (self.path, self.source, self.seed) = (path, source, seed)
  }

  /// Making pictures of a run.
  package static let kind = RequestKind("runPictures")

  /// Adds the pictures to those of the run.
  package func take(_ pictures: RunPictures, _ state: inout ExplorerState) -> [ExplorerEffect] {
    state.take(pictures.escaped)
    return []
  }
}

/// Pictures of a run at a step.
package struct RunPictures: Sendable, Equatable {
  /// The run.
  package var path: String
  /// What they are: the name of the kind, or that in the log.
  package var title: String
  /// The step.
  package var step: Int
  /// What the rows are, a word each; empty where there is one without a name.
  package var labels: [String]
  /// The samples, `[height, width, channels]` each, row by row.
  package var rows: [[Tensor]]
  /// What the samples are.
  package var data: DataDescription

  /// Creates pictures.
  package init(
    path: String, title: String, step: Int, labels: [String], rows: [[Tensor]],
    data: DataDescription
  ) {
    (self.path, self.title, self.step, self.labels) = (path, title, step, labels)
    (self.rows, self.data) = (rows, data)
  }
}
