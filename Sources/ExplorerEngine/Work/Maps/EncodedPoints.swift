import Datasets
import Diagnostics
import Explorer
import Maps
import Tensors

/// The points of a map with the samples that they come from.
struct EncodedPoints {
  let points: MapPoints
  let samples: DiagnosisSamples
  private let sampleCount: Int
  private let modelPath: String
  private let dataPath: String?

  /// Makes or reads samples and encodes them.
  init(
    _ request: MapRequest, _ model: LoadedModel, _ data: (path: String, dataset: Dataset)?,
    team: WorkerTeam, isCancelled: @escaping @Sendable () -> Bool, progress: (Double) -> Void
  ) throws(MapError) {
    let settings = DiagnosisSettings(sampleCount: request.sampleCount)
    do {
      samples = try DiagnosisSamples.best(
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
    sampleCount = request.sampleCount
    modelPath = model.path
    dataPath = data?.path
  }

  /// Whether a request is of these points; another model or data set is announced by dropping them.
  func suits(_ request: MapRequest, _ model: LoadedModel, _ dataPath: String?) -> Bool {
    request.sampleCount == sampleCount && model.path == modelPath && dataPath == self.dataPath
  }
}
