import Storage

/// Makes a model of a whole module: finds its encoder and decoder, and where the latents are.
struct TorchAutoencoder {
  private let file: TorchFile
  private let module: TorchModule
  private var notes: [String] = []

  init(_ file: TorchFile, _ module: TorchModule) { (self.file, self.module) = (file, module) }

  /// The model.
  func model() throws(InterchangeError) -> ForeignModel {
    var reader = self
    let parts = TorchParts(module)
    if !parts.decoder.isEmpty { return try reader.model(parts) }
    return try reader.chainedModel()
  }

  // MARK: Encoder and decoder by name

  private mutating func model(_ parts: TorchParts) throws(InterchangeError) -> ForeignModel {
    let latents = try latents(parts)
    var decoder = TorchChain(file, name: "decoder", input: "z", extents: [latents.count])
    if latents.conditions > 0 {
      try decoder.addCondition(count: latents.conditions, before: parts.decoder[0])
      notes.append(
        "the decoder reads \(latents.conditions) more than the latents: taken for a label")
    }
    try decoder.append(parts.decoder)
    notes += decoder.builder.notes
    let encoder =
      parts.encoder.isEmpty && parts.mean == nil
      ? nil : try encoder(parts, latents: latents.count, sample: decoder.builder.extents)
    return try foreign(decoder.builder, encoder: encoder, latents)
  }

  private struct Latents {
    var count: Int
    var conditions = 0
  }

  /// The number of latents by the heads and by what the decoder reads.
  private func latents(_ parts: TorchParts) throws(InterchangeError) -> Latents {
    let heads = parts.mean.flatMap { Self.outputCount($0) }
    guard let first = parts.decoder.first, let axes = TorchChain.inputAxes(first) else {
      guard let heads else { throw unknownLatents }
      return Latents(count: heads)
    }
    switch axes {
    case .vector:
      let layer = first.layers.first { $0.kind == "Linear" }
      guard let inputs = layer?.tensors["weight"]?.shape.last else { throw unknownLatents }
      guard let heads, heads < inputs else { return Latents(count: inputs) }
      return Latents(count: heads, conditions: inputs - heads)
    case .picture(let channels), .sequence(let channels):
      let code = heads ?? parts.encoder.last.flatMap { Self.outputCount($0) }
      return Latents(count: code ?? channels)
    }
  }

  private var unknownLatents: InterchangeError {
    .undetermined(
      path: file.path,
      missing: "\(TorchGraphBuilder.place(module)): the number of latents is not in the file",
      advice: TorchFile.exportAdvice)
  }

  /// The outputs of the last dense layer, if no other layer with weights comes behind it.
  private static func outputCount(_ part: TorchModule) -> Int? {
    let last = part.layers.last { TorchGraphBuilder.weighted[$0.kind] != nil }
    guard let last, last.kind == "Linear" else { return nil }
    return last.tensors["weight"]?.shape.first
  }

  private mutating func encoder(
    _ parts: TorchParts, latents: Int, sample: [Int]
  ) throws(InterchangeError) -> OperatorGraph {
    var chain = TorchChain(file, name: "encoder", input: "x", extents: sample)
    try addCondition(to: &chain, parts, sample)
    try chain.append(parts.encoder)
    guard let mean = parts.mean, let spread = parts.spread else {
      if let mean = parts.mean { try chain.append(mean) }
      return try encoder(chain, latents: latents)
    }
    if !parts.spreadIsNamed {
      notes.append(
        "module \(TorchGraphBuilder.place(spread.module)) is taken for the log variance")
    }
    let trunk = chain.builder.position
    var ends: [(value: String, extents: [Int])] = []
    for head in [mean, spread.module] {
      chain.go(to: trunk)
      try chain.append(head)
      try finish(&chain, latents)
      ends.append(chain.builder.position)
    }
    notes += chain.builder.notes
    return chain.builder.finished(at: ends)
  }

  /// A dense encoder that reads more than a sample has elements reads a label too.
  private func addCondition(
    to chain: inout TorchChain, _ parts: TorchParts, _ sample: [Int]
  ) throws(InterchangeError) {
    guard let first = parts.encoder.first ?? parts.mean,
      case .vector? = TorchChain.inputAxes(first),
      let inputs = first.layers.first(where: { $0.kind == "Linear" })?.tensors["weight"]?.shape.last
    else { return }
    let count = sample.reduce(1, *)
    if inputs > count { try chain.addCondition(count: inputs - count, before: first) }
  }

  /// An encoder with one output: the code, or the mean and the log variance behind each other.
  private mutating func encoder(
    _ chain: TorchChain, latents: Int
  ) throws(InterchangeError) -> OperatorGraph {
    var chain = chain
    if chain.builder.extents.reduce(1, *) == 2 * latents {
      try chain.flatten(module)
      notes.append("the first half of the encoder's output is taken for the mean")
      var graph = chain.builder.finished()
      graph.splitHeads(of: chain.builder.value, latents: latents, .halves)
      notes += chain.builder.notes
      return graph
    }
    try finish(&chain, latents)
    notes += chain.builder.notes
    return chain.builder.finished()
  }

  /// Makes a vector of as many numbers as the decoder reads of the encoder's output.
  private func finish(_ chain: inout TorchChain, _ latents: Int) throws(InterchangeError) {
    let extents = chain.builder.extents
    if extents.reduce(1, *) == latents { return try chain.flatten(module) }
    if extents.count == 3, extents[1] * extents[2] > 1 {
      throw .unsupported(
        path: file.path, place: "encoder",
        feature: "a code of shape \(extents), which has places like a picture,")
    }
    throw .mismatch(
      path: file.path, place: "encoder", expected: "\(latents) latents, as the decoder reads",
      found: "\(extents.reduce(1, *)) numbers")
  }

  // MARK: One chain

  /// A container without names: a decoder, or an autoencoder that is cut at its narrowest layer.
  private mutating func chainedModel() throws(InterchangeError) -> ForeignModel {
    guard TorchGraphBuilder.containers.contains(module.className), let first = module.layers.first,
      first.kind == "Linear", let inputs = first.tensors["weight"]?.shape.last
    else {
      throw .undetermined(
        path: file.path,
        missing: "\(TorchGraphBuilder.place(module)): no decoder was found in the module",
        advice: TorchFile.exportAdvice)
    }
    let layers = module.layers
    var chain = TorchGraphBuilder(file, name: "decoder", input: "z", extents: [inputs])
    var widths: [Int] = []
    for layer in layers {
      try chain.append(layer)
      widths.append(chain.extents.reduce(1, *))
    }
    if widths.last ?? 0 > inputs { return try foreign(chain, encoder: nil, Latents(count: inputs)) }
    guard widths.last == inputs, let narrowest = widths.min(), narrowest < inputs,
      let cut = widths.firstIndex(of: narrowest)
    else {
      throw .notAnAutoencoder(
        path: file.path,
        found: "\(TorchGraphBuilder.place(module)), which narrows from \(inputs) to "
          + "\(widths.last ?? 0) numbers and decodes nothing",
        advice: TorchFile.exportAdvice)
    }
    return try cutModel(layers, at: cut, inputs: inputs, latents: narrowest)
  }

  private mutating func cutModel(
    _ layers: [TorchModule], at cut: Int, inputs: Int, latents: Int
  ) throws(InterchangeError) -> ForeignModel {
    notes.append(
      "the module is cut behind \(TorchGraphBuilder.place(layers[cut])), its narrowest layer")
    var encoder = TorchGraphBuilder(file, name: "encoder", input: "x", extents: [inputs])
    for layer in layers[...cut] { try encoder.append(layer) }
    var decoder = TorchGraphBuilder(file, name: "decoder", input: "z", extents: [latents])
    for layer in layers[(cut + 1)...] { try decoder.append(layer) }
    return try foreign(decoder, encoder: encoder.finished(), Latents(count: latents))
  }

  // MARK: The model

  private func foreign(
    _ decoder: TorchGraphBuilder, encoder: OperatorGraph?, _ latents: Latents
  ) throws(InterchangeError) -> ForeignModel {
    let axes = try axes(decoder.extents)
    guard let shape = axes.axes.shape(of: decoder.extents) else { throw unknownLatents }
    var notes = notes + axes.notes
    if decoder.range == nil {
      notes.append("the decoder ends without an activation that bounds its output")
    }
    let selectors =
      latents.conditions == 0
      ? []
      : [
        Selector(
          name: "label", start: latents.count, count: latents.conditions, isCondition: true)
      ]
    return ForeignModel(
      format: file.words, decoder: decoder.finished(), encoder: encoder,
      latentCount: latents.count, sampleAxes: axes.axes, sampleShape: shape, range: decoder.range,
      selectors: selectors, notes: notes)
  }

  private typealias Selector = ForeignModel.Selector

  /// The axes of a sample by its extents, and what was assumed.
  private func axes(
    _ extents: [Int]
  ) throws(InterchangeError) -> (axes: SampleAxes, notes: [String]) {
    if extents.count == 3 { return (.channelsFirst, []) }
    guard let guess = SampleAxes.guess(extents, channelsFirst: true) else {
      throw .unsupported(
        path: file.path, place: "decoder", feature: "a sample of shape \(extents)")
    }
    return (guess.axes, guess.note.map { [$0] } ?? [])
  }
}
