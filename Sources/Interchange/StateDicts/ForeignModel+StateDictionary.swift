package import Storage
package import Tensors

extension ForeignModel {
  /// Makes a model of bare weights.
  ///
  /// - Parameters:
  ///   - tensors: The weights in the order of the file.
  ///   - sidecar: The architecture, if the user has one; otherwise it is inferred.
  ///   - samples: Some of the user's data, `[n, height, width, channels]`, to choose the interpretation by.
  ///   - choice: The position of the interpretation in the ranking.
  ///   - facts: Numbers that the file holds beside the weights, such as `latent_dim`.
  /// - Returns: The model, with the ranking where the architecture was inferred.
  /// - Throws: ``InterchangeError`` of one line.
  package static func stateDictionary(
    _ tensors: TensorCollection, sidecar: ModelSidecar?, samples: Tensor?, choice: Int = 0,
    facts: [String: Double] = [:]
  ) throws(InterchangeError) -> ForeignModel {
    guard let sidecar else {
      return try StateDictReading(tensors, samples: samples, facts: facts).model(choice: choice)
    }
    let names = sidecar.layerNames
    let layers = StateLayers(tensors.entries).layers.filter { names.contains($0.name) }
    let source = try LayerConstants(layers, weights: StateWeights(collection: tensors))
    return try ForeignModel(sidecar, source: source, count: tensors.entries.count)
  }

  /// The model that a sidecar makes of weights.
  init(_ sidecar: ModelSidecar, source: LayerConstants, count: Int) throws(InterchangeError) {
    let decoder = try SidecarGraphs.decoder(sidecar, source: source)
    let axes = try SidecarGraphs.axes(of: decoder.extents, sidecar, path: source.path)
    let encoder =
      sidecar.encoder.isEmpty
      ? nil : try SidecarGraphs.encoder(sidecar, extents: decoder.extents, source: source).graph
    var start = sidecar.latents
    var selectors: [Selector] = []
    for condition in sidecar.conditions {
      selectors.append(
        Selector(
          name: condition.name, start: start, count: condition.count, isCondition: true))
      start += condition.count
    }
    self.init(
      format: "weights, \(count) tensors", decoder: decoder.graph, encoder: encoder,
      latentCount: sidecar.latents, sampleAxes: axes, sampleShape: sidecar.sampleShape,
      range: sidecar.output.map { $0.minimum...$0.maximum }, selectors: selectors,
      norm: sidecar.norm)
  }
}
