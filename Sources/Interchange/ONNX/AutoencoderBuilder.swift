import Escaping

/// Finds encoder, decoder, latents and samples in one or two graphs.
struct AutoencoderBuilder {
  /// The graph of the decoder, and the values that it begins with: the latents first.
  private let decoder: (survey: GraphSurvey, latents: String, sample: String)
  /// The graph of the encoder, and its heads.
  private var encoder: (survey: GraphSurvey, sample: String, heads: Heads)?
  private var notes: [String] = []

  /// What an encoder computes.
  enum Heads {
    /// Mean, or code, and the spread.
    case separate(mean: String, spread: (name: String, isDeviation: Bool)?)
    /// Both in one value.
    case joint(String)
  }

  /// Whether a graph makes samples of latents, or latents of samples; `nil` for both or neither.
  private static func isDecoder(_ survey: GraphSurvey) -> Bool? {
    guard let input = survey.graph.inputs.first, let output = widestOutput(survey) else {
      return nil
    }
    let (from, to) = (survey.count(input.name), survey.count(output))
    if from == to || from == 0 || to == 0 { return nil }
    return from < to
  }

  private static func widestOutput(_ survey: GraphSurvey) -> String? {
    // Of several that are as large the first is the result, the others are by-products.
    survey.graph.outputs.map(\.name).reduce(nil as String?) { widest, name in
      widest.map { survey.count(name) > survey.count($0) ? name : $0 } ?? name
    }
  }

  /// One file: a decoder, or a whole autoencoder that is cut at its latents.
  init(_ survey: GraphSurvey, latents: String?) throws(InterchangeError) {
    guard let input = survey.graph.inputs.first, let output = Self.widestOutput(survey) else {
      throw .mismatch(
        path: survey.path, place: "graph", expected: "an input and an output", found: "none")
    }
    if let latents, survey.producers[latents] == nil,
      survey.graph.inputs.allSatisfy({ $0.name != latents })
    {
      throw .mismatch(
        path: survey.path, place: "graph", expected: "a value \(latents.escaped(limit: 80))",
        found: "\(survey.graph.operations.count) operators without one")
    }
    let isDecoder = Self.isDecoder(survey)
    if isDecoder == true && latents == nil || latents == input.name {
      decoder = (survey, latents ?? Self.latentInput(survey), output)
      return
    }
    let pair = Self.samplePair(survey)
    guard let sample = pair?.input, let result = pair?.output else {
      throw Self.notAnAutoencoder(survey, output)
    }
    guard
      let cut = LatentCut.find(survey, sample: sample, output: result, asked: latents)
    else { throw Self.noLatents(survey, sample, result) }
    let rest = survey.part(from: [cut.latents], to: [result])
    guard !rest.inputs.contains(where: { $0.name == sample }) else {
      throw .mismatch(
        path: survey.path, place: "value \(cut.latents.escaped(limit: 80))",
        expected: "latents that every path from the sample to the output passes",
        found: "a path around them")
    }
    decoder = (survey, cut.latents, result)
    encoder = (survey, sample, .separate(mean: cut.mean, spread: cut.spread))
    notes.append(cut.note)
  }

  /// The input with the latents, beside which there may be conditions.
  private static func latentInput(_ survey: GraphSurvey) -> String {
    let names = survey.graph.inputs.map(\.name)
    let known = names.first {
      ["z", "latent", "latents", "code", "codes"].contains($0.lowercased())
    }
    return known ?? names[0]
  }

  /// An input and an output of the same size.
  private static func samplePair(_ survey: GraphSurvey) -> (input: String, output: String)? {
    for input in survey.graph.inputs.map(\.name) {
      let output = survey.graph.outputs.map(\.name).first { name in
        survey.count(name) == survey.count(input) && survey.sources(of: name).contains(input)
      }
      if let output { return (input, output) }
    }
    return nil
  }

  private static func notAnAutoencoder(
    _ survey: GraphSurvey, _ output: String
  ) -> InterchangeError {
    let extents = survey.extents(output) ?? []
    let isClassifier =
      survey.producer(output).map { ["Softmax", "LogSoftmax"].contains($0.kind) } ?? false
      || survey.graph.outputs.count == 1 && output.lowercased().contains("logit")
    let found =
      isClassifier
      ? "a classifier with \(extents.reduce(1, *)) classes"
      : "an encoder alone, or a classifier: its outputs \(survey.graph.outputs.map { "\($0.name.escaped(limit: 40)) \(survey.extents($0.name) ?? [])" }.joined(separator: ", ")) are smaller than its input"
    return .mismatch(
      path: survey.path, place: "graph", expected: "a decoder, or an autoencoder", found: found)
  }

  private static func noLatents(
    _ survey: GraphSurvey, _ sample: String, _ output: String
  ) -> InterchangeError {
    let passed = LatentCut.passed(survey, sample, output)
    let narrow = passed.min { survey.count($0) < survey.count($1) }
    if let narrow, survey.count(narrow) < survey.count(sample), let extents = survey.extents(narrow)
    {
      return spatial(survey.path, narrow, extents)
    }
    return .undetermined(
      path: survey.path, missing: "no value that every path from \(sample) to \(output) passes",
      advice: "export encoder and decoder as two files")
  }

  private static func spatial(
    _ path: String, _ name: String, _ extents: [Int]
  ) -> InterchangeError {
    .unsupported(
      path: path, place: "value \(name.escaped(limit: 80))",
      feature: "a latent space of shape \(extents), a grid of codes instead of a vector,")
  }

  /// Two files, in either order.
  init(pair: [GraphSurvey]) throws(InterchangeError) {
    let byShape = pair.map(Self.isDecoder)
    let byName = pair.map { LatentNames.isDecoder(path: $0.path) }
    let second: Bool
    switch (byShape[0], byShape[1]) {
    case (false?, true?), (false?, nil), (nil, true?): second = true
    case (true?, false?), (true?, nil), (nil, false?): second = false
    default:
      guard let first = byName[0] ?? byName[1].map({ !$0 }),
        byShape[0] != byShape[1] || byShape[0] == nil
      else {
        throw .mismatch(
          path: pair[1].path, place: "files", expected: "an encoder and a decoder",
          found: byShape[0] == true ? "two decoders" : "two encoders")
      }
      second = !first
    }
    let (encoder, decoder) = second ? (pair[0], pair[1]) : (pair[1], pair[0])
    guard let sample = encoder.graph.inputs.first?.name, let output = Self.widestOutput(decoder)
    else {
      throw .mismatch(
        path: encoder.path, place: "graph", expected: "an input and an output", found: "none")
    }
    self.decoder = (decoder, Self.latentInput(decoder), output)
    let count = decoder.count(self.decoder.latents)
    self.encoder = (encoder, sample, try Self.heads(encoder, count, decoder.path))
  }

  /// The outputs of an encoder that are mean and spread of as many latents as the decoder has.
  private static func heads(
    _ survey: GraphSurvey, _ count: Int, _ decoder: String
  ) throws(InterchangeError) -> Heads {
    let outputs = survey.graph.outputs.map(\.name)
    let fitting = outputs.filter { survey.count($0) == count }
    if fitting.isEmpty, let joint = outputs.first(where: { survey.count($0) == 2 * count }) {
      return .joint(joint)
    }
    guard let first = fitting.first else {
      throw .mismatch(
        path: survey.path, place: "outputs",
        expected: "\(count) latents, as \(decoder) has",
        found: outputs.map { "\($0.escaped(limit: 40)) \(survey.extents($0) ?? [])" }
          .joined(separator: ", "))
    }
    let certain = fitting.filter { !survey.isRandom($0) }
    let roles = certain.map(LatentNames.role)
    let mean = roles.firstIndex(of: .mean).map { certain[$0] } ?? certain.first ?? first
    let place =
      roles.firstIndex { $0 == .logVariance || $0 == .deviation }
      ?? certain.indices.first { certain[$0] != mean }
    return .separate(
      mean: mean, spread: place.map { (certain[$0], roles[$0] == .deviation) })
  }

  /// The model of what was found.
  func model(
    format: String, heads: OperatorGraph.JointHeads, channelsFirst: Bool
  ) throws(InterchangeError) -> ForeignModel {
    var notes = notes
    let (survey, latents) = (decoder.survey, decoder.latents)
    let tail = SampleTail(of: decoder.sample, survey)
    if let note = tail.note { notes.append(note) }
    guard let extents = survey.extents(tail.value), !extents.contains(0) else {
      throw .undetermined(
        path: survey.path, missing: "the shape of the samples is not known",
        advice: "the operators behind \(latents.escaped(limit: 80)) are not all known")
    }
    guard let guess = SampleAxes.guess(extents, channelsFirst: channelsFirst),
      let shape = guess.axes.shape(of: extents)
    else {
      throw .unsupported(
        path: survey.path, place: "output \(decoder.sample.escaped(limit: 80))",
        feature: "a sample of shape \(extents)")
    }
    if let note = guess.note { notes.append(note) }
    var graph = survey.part(from: [latents], to: [tail.value])
    let count = try Self.vectorize(&graph, latents, survey)
    let selectors = try selectors(graph, count)
    let made = try encoderGraph(count, extents, heads, &notes)
    return ForeignModel(
      format: format, decoder: graph, encoder: made, latentCount: count, sampleAxes: guess.axes,
      sampleShape: shape, range: tail.range, selectors: selectors, norm: norm(latents),
      notes: notes)
  }

  /// Makes the latents a vector where they have further axes of one element; the number of latents.
  private static func vectorize(
    _ graph: inout OperatorGraph, _ latents: String, _ survey: GraphSurvey
  ) throws(InterchangeError) -> Int {
    guard let extents = survey.extents(latents), !extents.contains(0), !extents.isEmpty else {
      throw .undetermined(
        path: survey.path, missing: "the shape of \(latents.escaped(limit: 80)) is not known",
        advice: "export the model with only the first axis dynamic")
    }
    guard extents.count(where: { $0 > 1 }) <= 1 else {
      throw spatial(survey.path, latents, extents)
    }
    let count = extents.reduce(1, *)
    guard extents.count > 1 else { return count }
    let name = "\(latents).vector"
    graph.constants["\(name).shape"] = OperatorGraph.Constant([-1] + extents)
    graph.operations.insert(
      OperatorGraph.Operation(
        "Reshape", name: name, inputs: [name, "\(name).shape"], outputs: [latents]), at: 0)
    graph.inputs[0] = OperatorGraph.Port(name: name, shape: [nil, count])
    return count
  }

  /// The further inputs of the decoder, which are conditions.
  private func selectors(
    _ graph: OperatorGraph, _ count: Int
  ) throws(InterchangeError) -> [ForeignModel.Selector] {
    var start = count
    var selectors: [ForeignModel.Selector] = []
    for input in graph.inputs.dropFirst() {
      guard let extents = decoder.survey.extents(input.name), extents.count == 1, extents[0] > 0
      else {
        throw .unsupported(
          path: decoder.survey.path, place: "input \(input.name.escaped(limit: 80))",
          feature: "a condition of shape \(decoder.survey.extents(input.name) ?? [])")
      }
      selectors.append(
        ForeignModel.Selector(
          name: input.name, start: start, count: extents[0], isCondition: true))
      start += extents[0]
    }
    return selectors
  }

  private func encoderGraph(
    _ count: Int, _ extents: [Int], _ heads: OperatorGraph.JointHeads, _ notes: inout [String]
  ) throws(InterchangeError) -> OperatorGraph? {
    guard let (survey, sample, found) = encoder else { return nil }
    guard survey.extents(sample) == extents else {
      throw .mismatch(
        path: survey.path, place: "input \(sample.escaped(limit: 80))",
        expected: "samples \(extents), as \(decoder.survey.path) computes them",
        found: "\(survey.extents(sample) ?? [])")
    }
    var graph: OperatorGraph
    switch found {
    case .joint(let name):
      graph = survey.part(from: [sample], to: [name])
      graph.splitHeads(of: name, latents: count, heads)
      notes.append(
        "the output \(name) of the encoder is read as mean and log variance, \(heads == .halves ? "one half each" : "in turns")"
      )
    case .separate(let mean, let spread):
      graph = survey.part(from: [sample], to: [mean] + (spread.map { [$0.name] } ?? []))
      if let spread, spread.isDeviation {
        let name = graph.logVariance(ofDeviation: spread.name)
        graph.outputs[1] = OperatorGraph.Port(name: name, shape: [nil, count])
        notes.append("the output \(spread.name) of the encoder is read as standard deviation")
      }
    }
    guard graph.inputs.first?.name == sample else {
      throw .mismatch(
        path: survey.path, place: "graph", expected: "latents that depend on the sample",
        found: "others")
    }
    return graph
  }

  /// The norm of the codes, where the encoder divides them by it.
  private func norm(_ latents: String) -> Float? {
    guard let (survey, _, found) = encoder, case .separate(let mean, _) = found,
      let producer = survey.producer(mean)
    else { return nil }
    if producer.kind == "LpNormalization" { return 1 }
    guard producer.kind == "Div", producer.inputs.count == 2 else { return nil }
    var name = producer.inputs[1]
    for _ in 0..<3 {
      guard let step = survey.producer(name) else { return nil }
      if step.kind == "ReduceL2" { return 1 }
      guard let next = step.inputs.first else { return nil }
      name = next
    }
    return nil
  }
}
