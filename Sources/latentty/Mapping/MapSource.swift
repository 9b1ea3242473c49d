import ArgumentParser
import Contents
import Datasets
import Diagnostics
import Maps
import Models
import Storage

/// Where the points of a map come from.
struct MapSource {
  /// A model or a file of points.
  let path: String
  /// The samples of a model; its own simulator's unless given.
  let dataPath: String?
  /// What the user says of the samples, and which array of a file of points is meant.
  let data: DataOptions
  /// What the user says of the columns of a table.
  let choice: ColumnChoice
  /// How many samples are simulated.
  let count: Int
  /// How many points are kept at most.
  let limit: Int?
  /// The seed of samples and draws.
  let seed: UInt64

  /// Makes or reads the points.
  ///
  /// - Throws: One-line errors of the files and of the maps; `ValidationError` for options that do not suit the file.
  func points(_ watched: WatchedWork) throws -> MapPoints {
    guard try isModel() else {
      return drawn(try MapPoints(contentsOf: path, array: data.array, choice: choice))
    }
    let checkpoint = try ModelFile.open(path, needs: MapPoints.modelNeeds, for: "map")
    let opened = try dataPath.map { try DataFile.open($0, data) }
    // A file is measured whole unless the user limits it; fresh samples are as many as were asked for.
    let sampleCount = opened.map { limit ?? max($0.dataset.count, 1) } ?? min(count, limit ?? count)
    let samples = try EvaluationSamples.best(
      for: checkpoint, data: opened,
      settings: EvaluationSettings(sampleCount: sampleCount, seed: seed))
    return drawn(
      try MapPoints(
        checkpoint: checkpoint, samples: samples, isCancelled: watched.isCancelled,
        progress: { watched.show("encode and decode", $0) }))
  }

  /// Whether the points are the codes of a model.
  ///
  /// - Throws: One-line errors of the file; `ValidationError` for options that do not suit it.
  func isModel() throws -> Bool {
    try OtherContent.checkPoints(path)
    let isModel = try ContentKind.of(path: path, searchesFolder: true) == .model
    guard isModel || dataPath == nil else {
      throw ValidationError("--data: expected a model before it, found a file of points, \(path)")
    }
    guard !isModel || !choice.isMade else {
      throw ValidationError(
        "--features, --label and --index: expected a table of points, found a model, \(path)")
    }
    guard !isModel || data.array == nil || dataPath != nil else {
      throw ValidationError("--array: expected a file of points or --data, found a model, \(path)")
    }
    return isModel
  }

  private func drawn(_ points: MapPoints) -> MapPoints {
    limit.map { points.sampled(limit: $0, seed: seed) } ?? points
  }
}
