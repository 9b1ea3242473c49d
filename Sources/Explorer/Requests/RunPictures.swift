package import Datasets
package import Runs
package import Tensors

/// The types of images made from a run's model.
package enum RunPictureKind: String, Sendable, CaseIterable {
  /// Samples of the gallery above their reconstructions.
  case reconstructions
  /// Traversals of the most informative latents, from -2 to 2 standard deviations of the prior, or without
  /// one of the codes.
  case traversals
  /// Decoded draws from the prior, or without one from the principal components of the codes.
  case draws
}

/// Which pictures of a run are wanted.
package struct RunPicturesRequest: EngineRequest {
  /// Where the pictures come from.
  package enum Source: Sendable, Equatable {
    /// A model, by its file.
    case model(RunPictureKind, path: String)
    /// A kept checkpoint, by its step.
    case checkpoint(RunPictureKind, step: Int)
    /// An image in an event file.
    case logged(name: String, RunImage)
  }

  /// The run.
  package var path: String
  /// The source of the images.
  package var source: Source
  /// The seed of the draws.
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

/// Images of a run at a step.
package struct RunPictures: Sendable, Equatable {
  /// The run.
  package var path: String
  /// The name of their type, or that in the log.
  package var title: String
  /// The step.
  package var step: Int
  /// The labels of the rows, one word each; empty for a single unlabelled row.
  package var labels: [String]
  /// The samples, `[height, width, channels]` each, row by row.
  package var rows: [[Tensor]]
  /// The description of the samples.
  package var data: DataDescription

  /// Creates images.
  package init(
    path: String, title: String, step: Int, labels: [String], rows: [[Tensor]],
    data: DataDescription
  ) {
    (self.path, self.title, self.step, self.labels) = (path, title, step, labels)
    (self.rows, self.data) = (rows, data)
  }
}
