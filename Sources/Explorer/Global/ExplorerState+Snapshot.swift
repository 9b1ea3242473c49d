import Tensors
import Plotting

extension ExplorerState {
  /// Requests that the decoded image and its record be written.
  mutating func takeSnapshot() -> [ExplorerEffect] {
    guard let model, let decoded else { return [] }
    let depiction = depiction
    let shown = depiction.snapshot(decoded.sample, self)
    let named = depiction.namedElements(decoded.sample, model.data)
    let record = SnapshotRecord(
      model: model.path, latents: decoded.latents, source: source?.label ?? "none",
      seed: draws.seed, draws: draws.count, stretch: shown.scale.stretch.label,
      limits: [shown.scale.minimum, shown.scale.maximum], colorMap: look.colorMap.rawValue,
      quantities: decoded.answer.quantities.map(SnapshotRecord.Quantity.init),
      elements: named.isEmpty ? nil : named.map(SnapshotRecord.Quantity.init))
    message = .done("writing a snapshot")
    let snapshot = Snapshot(
      stem: model.title, picture: SnapshotPicture(shown.bitmap), record: record)
    return [ask(snapshot)]
  }
}

extension SnapshotRecord.Quantity {
  fileprivate init(_ quantity: MeasuredQuantity) {
    self.init(
      name: quantity.name, value: quantity.value.isFinite ? quantity.value : nil,
      unit: quantity.unit)
  }
}
