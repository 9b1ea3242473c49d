import Tensors
import Plotting

extension ExplorerState {
  /// Asks for the decoded picture and its record to be written.
  mutating func takeSnapshot() -> [ExplorerEffect] {
    guard let model, let decoded else { return [] }
    let scale = showsCurves ? DisplayScale(covering: decoded.sample.elements) : sampleScale
    let record = SnapshotRecord(
      model: model.path, latents: decoded.latents, source: source?.label ?? "none",
      seed: draws.seed, draws: draws.count, stretch: scale.stretch.label,
      limits: [scale.minimum, scale.maximum], colorMap: look.colorMap.rawValue,
      quantities: decoded.answer.quantities.map {
        SnapshotRecord.Quantity(
          name: $0.name, value: $0.value.isFinite ? $0.value : nil, unit: $0.unit)
      })
    let picture =
      showsCurves
      ? SnapshotPicture(CurveView.snapshot(self))
      : SnapshotPicture(decoded.sample, scale: scale, colorMap: look.colorMap)
    message = .done("writing a snapshot")
    let snapshot = Snapshot(stem: model.title, picture: picture, record: record)
    return [.snapshot(request(.snapshot), snapshot)]
  }
}
