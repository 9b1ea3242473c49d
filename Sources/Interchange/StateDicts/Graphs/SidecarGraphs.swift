/// The decoder and the encoder that a sidecar makes of weights.
enum SidecarGraphs {
  /// A graph, and what is known of it.
  struct Part: Sendable {
    let graph: OperatorGraph
    /// The extents of its output before heads, without the batch.
    let extents: [Int]
    /// The multiply-adds of one sample.
    let products: Double
    /// The normalisations by statistics of the training.
    let normalizations: [StepGraph.Normalization]
  }

  /// The decoder.
  static func decoder(
    _ sidecar: ModelSidecar, source: LayerConstants
  ) throws(InterchangeError) -> Part {
    var decoder = StepGraph(
      name: "decoder", input: "z", extents: [sidecar.latents], sidecar: sidecar, source: source,
      conditions: sidecar.conditions)
    for condition in sidecar.conditions
    where !sidecar.decoder.contains(.concatenate(condition.name)) {
      throw .undetermined(
        path: source.path, missing: "the decoder does not read the condition \(condition.name)",
        advice: "add the step \"concatenate \(condition.name)\" to it")
    }
    try decoder.add(sidecar.decoder)
    return Part(
      graph: decoder.finished, extents: decoder.shape, products: decoder.products,
      normalizations: decoder.normalizations)
  }

  /// The encoder of samples with the extents that the decoder computes.
  static func encoder(
    _ sidecar: ModelSidecar, extents: [Int], source: LayerConstants
  ) throws(InterchangeError) -> Part {
    let used = sidecar.conditions.filter { sidecar.encoder.contains(.concatenate($0.name)) }
    var encoder = StepGraph(
      name: "encoder", input: "x", extents: extents, sidecar: sidecar, source: source,
      conditions: used)
    try encoder.add(sidecar.encoder)
    let body = encoder.shape
    let graph = try graph(&encoder, sidecar, source.path)
    return Part(graph: graph, extents: body, products: encoder.products, normalizations: [])
  }

  /// The encoder's steps with its heads.
  private static func graph(
    _ encoder: inout StepGraph, _ sidecar: ModelSidecar, _ path: String
  ) throws(InterchangeError) -> OperatorGraph {
    switch sidecar.heads {
    case .code:
      try encoder.add([.flatten])
      try check(encoder, sidecar.latents, path)
      encoder.normalize(to: sidecar.norm)
      return encoder.finished
    case .joint(let layer, let split):
      try encoder.add((layer.map { [.layer($0)] } ?? []) + [.flatten])
      try check(encoder, 2 * sidecar.latents, path)
      return encoder.splitting(latents: sidecar.latents, split)
    case .pair(let mean, let logVariance):
      var first = encoder
      try first.add([.layer(mean), .flatten])
      try check(first, sidecar.latents, path)
      first.normalize(to: sidecar.norm)
      guard let logVariance else {
        encoder = first
        return first.finished
      }
      var second = first
      second.rewind(to: encoder)
      try second.add([.layer(logVariance), .flatten])
      try check(second, sidecar.latents, path)
      encoder = second
      return StepGraph.joined(first, second)
    }
  }

  private static func check(
    _ graph: StepGraph, _ expected: Int, _ path: String
  ) throws(InterchangeError) {
    guard graph.shape == [expected] else {
      throw .mismatch(
        path: path, place: "codes of the encoder", expected: "\(expected) values",
        found: "\(graph.shape)")
    }
  }

  /// The axes of samples with the extents that the decoder computes.
  static func axes(
    of extents: [Int], _ sidecar: ModelSidecar, path: String
  ) throws(InterchangeError) -> SampleAxes {
    if extents == sidecar.sample { return extents.count == 3 ? .channelsFirst : .vector }
    guard extents == [sidecar.sample.reduce(1, *)] else {
      throw .mismatch(
        path: path, place: "output of the decoder", expected: "a sample of \(sidecar.sample)",
        found: "\(extents)")
    }
    return .flat(shape: sidecar.sampleShape, channelsFirst: !sidecar.hasChannelsLast)
  }
}
