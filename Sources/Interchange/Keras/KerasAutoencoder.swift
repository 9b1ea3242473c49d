import Escaping

/// Makes a foreign model of models of Keras.
struct KerasAutoencoder {
  /// The format in words.
  let format: String
  private(set) var notes: [String] = []

  init(format: String) { self.format = format }

  /// Cuts one model, which is a whole autoencoder or a decoder.
  mutating func model(
    _ built: KerasBuiltModel, latents: String?
  ) throws(InterchangeError) -> ForeignModel {
    let output = try built.sampleOutput()
    if let latents {
      return try split(built, built.cut(asked: latents, output: output), output)
    }
    let reached = built.sources(of: [output.name]).filter { built.skipped[$0] != nil }
    if let first = reached.first {
      guard reached.count == 1 else { throw Self.unsupported(built, reached) }
      return try split(built, built.cut(atSkipped: first), output)
    }
    let sample = try built.mainInput()
    if sample.isVector, sample.count < output.count {
      return try decoder(built, latents: sample, output, encoder: nil)
    }
    if let cut = built.cutAtInnerModel(output: output)
      ?? built.cutAtVector(sample: sample, output: output)
    {
      return try split(built, cut, output)
    }
    throw Self.noAutoencoder(built, sample, output)
  }

  /// Puts an encoder and a decoder together that are models of their own.
  mutating func model(
    encoder: KerasBuiltModel, decoder: KerasBuiltModel
  ) throws(InterchangeError) -> ForeignModel {
    let output = try decoder.sampleOutput()
    if let name = decoder.sources(of: [output.name]).first(where: { decoder.skipped[$0] != nil }) {
      throw Self.unsupported(decoder, [name])
    }
    let latents = try decoder.mainInput()
    guard latents.isVector else {
      throw decoder.spatial(latents.name, latents.shape ?? [])
    }
    let heads = try Self.heads(of: encoder, count: latents.count)
    return try self.decoder(
      decoder, latents: latents, output, encoder: encoding(encoder, heads, latents.count))
  }

  private static func unsupported(
    _ built: KerasBuiltModel, _ names: [String]
  ) -> InterchangeError {
    let layer =
      names.compactMap { built.skipped[$0] }.first { !KerasNames.maySample($0.layer) }
      ?? names.first.flatMap { built.skipped[$0] }
    return .unsupported(
      path: built.path, place: "layer \(layer?.layer.escaped(limit: 120) ?? "")",
      feature: layer?.feature.escaped(limit: 120) ?? "")
  }

  /// Why a model has neither latents nor samples.
  private static func noAutoencoder(
    _ built: KerasBuiltModel, _ sample: KerasValue, _ output: KerasValue
  ) -> InterchangeError {
    let (input, result) = (extents(sample), extents(output))
    guard output.isVector, output.count < sample.count else {
      return .notAnAutoencoder(
        path: built.path,
        found: "no vector between the input, \(input), and the output, \(result): "
          + "the latent space is a picture, or there is none",
        advice: "name the layer of the latents, if there is a vector")
    }
    let last = built.producer(output.name)?.kind
    let isClassifier = last == "Softmax" || last == "Sigmoid" && output.count == 1
    return .notAnAutoencoder(
      path: built.path,
      found: isClassifier
        ? "a classifier: from \(input) to the probabilities of \(max(2, output.count)) classes"
        : "an encoder without its decoder: from \(input) to \(result)",
      advice: isClassifier
        ? "an autoencoder or a decoder can be explored" : "give the file of the decoder too")
  }

  private static func extents(_ value: KerasValue) -> String {
    "[\((value.shape ?? []).map(String.init).joined(separator: ", "))]"
  }
}

extension KerasAutoencoder {
  /// The graph of an encoder with the meaning of what it computes.
  private typealias Encoding = (graph: OperatorGraph, sample: KerasValue)

  private mutating func split(
    _ built: KerasBuiltModel, _ cut: KerasCut, _ output: KerasValue
  ) throws(InterchangeError) -> ForeignModel {
    notes.append(cut.note)
    var encoder: Encoding?
    if let heads = cut.heads {
      encoder = try encoding(built, heads, cut.latents.count)
    } else {
      notes.append("there is no encoder: what its heads are is not known")
    }
    return try decoder(built, latents: cut.latents, output, encoder: encoder)
  }

  /// The heads of an encoder that is a model of its own, for a decoder of so many latents.
  private static func heads(
    of encoder: KerasBuiltModel, count: Int
  ) throws(InterchangeError) -> KerasCut.Heads {
    let real = encoder.outputs.filter { encoder.skipped[$0.name] == nil }
    let heads = real.isEmpty ? encoder.outputs.flatMap { encoder.roots(of: $0) } : real
    let vectors = heads.filter { $0.isVector }
    let fitting = vectors.filter { $0.count == count }
    if fitting.count >= 2 {
      let spreads = fitting.map { encoder.layer(of: $0.name).flatMap(KerasNames.spread) }
      let place = spreads.prefix(2).firstIndex { $0 != nil } ?? 1
      return .pair(fitting[1 - place], fitting[place], spreads[place] ?? .logVariance)
    }
    if let code = fitting.first { return .code(code) }
    if let joint = vectors.first(where: { $0.count == 2 * count }) { return .halves(joint) }
    throw .mismatch(
      path: encoder.path, place: "encoder", expected: "\(count) latents, as the decoder has",
      found: "outputs of \(heads.map { extents($0) }.joined(separator: " and "))")
  }

  /// The graph that computes the code, or mean and log variance.
  private mutating func encoding(
    _ built: KerasBuiltModel, _ heads: KerasCut.Heads, _ count: Int
  ) throws(InterchangeError) -> Encoding? {
    let outputs: [KerasValue] =
      switch heads {
      case .code(let code): [code]
      case .pair(let mean, let spread, _): [mean, spread]
      case .halves(let joint): [joint]
      }
    let sources = built.sources(of: outputs.map(\.name))
    if let name = sources.first(where: { built.skipped[$0] != nil }),
      let layer = built.skipped[name]
    {
      notes.append(
        "there is no encoder: in layer \(layer.layer), \(layer.feature) is not supported")
      return nil
    }
    let sample = try built.mainInput()
    guard sources.contains(sample.name) else { return nil }
    let conditions = built.inputs.filter { sources.contains($0.name) && $0.name != sample.name }
    var graph = built.part("encoder", from: [sample] + conditions, to: outputs)
    finish(&graph, heads, count)
    return (graph, sample)
  }

  private mutating func finish(
    _ graph: inout OperatorGraph, _ heads: KerasCut.Heads, _ count: Int
  ) {
    switch heads {
    case .code: break
    case .halves(let joint):
      graph.splitHeads(of: joint.name, latents: count, .halves)
      notes.append(
        "the first half of the encoder's output is taken for the mean, the second for the log variance"
      )
    case .pair(let mean, let spread, let kind):
      let logVariance: String
      switch kind {
      case .logVariance: return
      case .deviation: logVariance = graph.logVariance(ofDeviation: spread.name)
      case .logDeviation: logVariance = graph.doubled(spread.name)
      }
      graph.outputs = [mean.port, OperatorGraph.Port(name: logVariance, shape: [nil, count])]
    }
  }

  private mutating func decoder(
    _ built: KerasBuiltModel, latents: KerasValue, _ output: KerasValue, encoder: Encoding?
  ) throws(InterchangeError) -> ForeignModel {
    let sources = built.sources(of: [output.name], behind: [latents.name])
    let conditions = built.inputs.filter { sources.contains($0.name) && $0.name != latents.name }
    for condition in conditions where !condition.isVector || condition.count == 1 {
      throw .unsupported(
        path: built.path, place: "input \(condition.name)",
        feature: "a decoder that reads \(Self.extents(condition)) beside the latents")
    }
    if let name = sources.first(where: { built.skipped[$0] != nil }) {
      throw Self.unsupported(built, [name])
    }
    var graph = built.part("decoder", from: [latents] + conditions, to: [output])
    var shape = output.shape ?? []
    if let sample = encoder?.sample.shape, sample != shape {
      try fit(&graph, &shape, to: sample, built)
    }
    guard let (axes, note) = built.sampleAxes(shape), let sampleShape = axes.shape(of: shape) else {
      throw .unsupported(
        path: built.path, place: "output", feature: "a sample of extents \(Self.extents(output))")
    }
    notes += [note].compactMap(\.self)
    return ForeignModel(
      format: format, decoder: graph, encoder: encoder?.graph, latentCount: latents.count,
      sampleAxes: axes, sampleShape: sampleShape, range: built.range(of: output),
      selectors: Self.selectors(conditions, behind: latents.count), notes: notes)
  }

  /// Gives what the decoder computes the extents of what the encoder reads.
  private func fit(
    _ graph: inout OperatorGraph, _ shape: inout [Int], to sample: [Int], _ built: KerasBuiltModel
  ) throws(InterchangeError) {
    guard sample.reduce(1, *) == shape.reduce(1, *) else {
      throw .mismatch(
        path: built.path, place: "decoder", expected: "samples of \(sample), as the encoder reads",
        found: "\(shape)")
    }
    graph.reshapeOutput(to: sample)
    shape = sample
  }

  private static func selectors(
    _ conditions: [KerasValue], behind latents: Int
  ) -> [ForeignModel.Selector] {
    var start = latents
    return conditions.map { condition in
      defer { start += condition.count }
      return ForeignModel.Selector(
        name: condition.name, start: start, count: condition.count, isCondition: true)
    }
  }
}

extension OperatorGraph {
  /// Twice a value: the log variance of the logarithm of a deviation.
  fileprivate mutating func doubled(_ value: String) -> String {
    let (two, result) = ("\(value).two", "\(value).log_variance")
    constants[two] = Constant(shape: [], elements: .numbers([2]))
    operations.append(Operation("Mul", name: result, inputs: [value, two], outputs: [result]))
    return result
  }

  /// Gives the only output other extents.
  fileprivate mutating func reshapeOutput(to shape: [Int]) {
    let (value, name) = (outputs[0].name, "\(outputs[0].name).reshaped")
    constants["\(name).extents"] = Constant(
      shape: [shape.count + 1], elements: .integers([-1] + shape))
    operations.append(
      Operation(
        "Reshape", name: name, inputs: [value, "\(name).extents"], outputs: [name]))
    outputs = [Port(name: name, shape: [nil] + shape)]
  }
}
