import Datasets
import Diagnostics
import Explorer
import Maps
import Tensors

/// The points of a map with the samples from which they were made.
struct EncodedPoints {
  /// The points.
  let points: MapPoints
  /// The samples; `nil` for the rows of a file.
  let samples: EvaluationSamples?
  private let recipe: Recipe

  /// The inputs of the points apart from the contents of files; when those change, the points are dropped.
  private struct Recipe: Equatable {
    let sampleCount: Int?
    let seed: UInt64
    let modelPath: String?
    let dataPath: String?
    let file: MapFile?

    init(_ request: MapRequest, _ origin: MapOrigin) {
      (sampleCount, seed) = (request.sampleCount, request.sampleSeed)
      switch origin {
      case .model(let model, let data):
        (modelPath, dataPath, file) = (model.path, data?.path, nil)
      case .file(let file): (modelPath, dataPath, self.file) = (nil, nil, file)
      }
    }
  }

  /// Simulates or reads samples and encodes them, or reads points.
  init(
    _ request: MapRequest, _ origin: MapOrigin, team: WorkerTeam,
    isCancelled: @escaping @Sendable () -> Bool, progress: (Double) -> Void
  ) throws(MapError) {
    recipe = Recipe(request, origin)
    switch origin {
    case .file(let file):
      samples = nil
      let all = try MapPoints(contentsOf: file.path, array: file.array, choice: file.choice)
      points =
        request.sampleCount.map { all.sampled(limit: $0, seed: request.sampleSeed) } ?? all
    case .model(let model, let data):
      let wanted = request.sampleCount ?? data.map { max($0.dataset.count, 1) }
      let settings = EvaluationSettings(
        sampleCount: wanted ?? MapRequest.usualSampleCount, seed: request.sampleSeed)
      let samples: EvaluationSamples
      do {
        samples = try EvaluationSamples.best(
          for: model.checkpoint, data: data.map { ($0.path, $0.dataset) }, settings: settings)
      } catch { throw .samples(error) }
      var told = -1.0
      points = try MapPoints(
        checkpoint: model.checkpoint, samples: samples, team: team, isCancelled: isCancelled
      ) { fraction in
        guard fraction >= told + 0.01 else { return }
        told = fraction
        progress(fraction)
      }
      self.samples = samples
    }
  }

  /// Whether a request is for these points; when the model or data set changes they are dropped.
  func suits(_ request: MapRequest, _ origin: MapOrigin) -> Bool {
    recipe == Recipe(request, origin)
  }
}
