import Escaping
package import Storage
package import Tensors

/// The interpretations of a file of bare weights, the best first.
package struct StateDictReading: Sendable {
  /// One interpretation.
  package struct Candidate: Sendable, Equatable {
    /// The architecture.
    package let sidecar: ModelSidecar
    /// In words, with its error.
    package let interpretation: ForeignModel.Interpretation
  }

  /// The interpretations that were tried, the best first.
  package let candidates: [Candidate]
  /// What was guessed, one sentence each.
  package let notes: [String]
  private let source: LayerConstants
  private let tensorCount: Int

  /// The interpretations that are kept.
  private static let limit = 20
  private static let seed: UInt64 = 16

  /// Infers the architecture from names and shapes, and the rest by tests.
  ///
  /// - Parameters:
  ///   - tensors: The weights in the order of the file.
  ///   - samples: Some of the user's data, `[n, height, width, channels]`; the cycle of codes is tested where there are none.
  ///   - facts: Numbers that the file holds beside the weights, such as `latent_dim`.
  /// - Throws: ``InterchangeError`` of one line: no decoder, shapes that do not fit, spatial latents, weights that are NaN.
  package init(
    _ tensors: TensorCollection, samples: Tensor? = nil, facts: [String: Double] = [:]
  ) throws(InterchangeError) {
    var state = StateLayers(tensors.entries)
    let presets = StateDictPreset.matching(state)
    state.advance(presets.flatMap(\.early))
    var skeleton = try StateSkeleton(
      state, latents: StateDictFacts.latents(facts), path: tensors.path)
    let known = Self.sampleShape(samples)
    var geometries = ModelGeometry.all(skeleton, sample: known, isKeras: state.isKeras)
    if geometries.isEmpty, skeleton.encoder != nil {
      skeleton = skeleton.withoutEncoder(
        note: "the encoder is left out: no usual strides make it fit the decoder")
      geometries = ModelGeometry.all(skeleton, sample: known, isKeras: state.isKeras)
    }
    guard !geometries.isEmpty else {
      let sample = known.map { " for samples of \($0)" } ?? ""
      throw .undetermined(
        path: tensors.path,
        missing: "no usual strides and paddings fit the decoder's layers\(sample)",
        advice: "give them in a sidecar, or export the model to ONNX")
    }
    let source = try LayerConstants(skeleton.layers, weights: StateWeights(collection: tensors))
    let kind = Self.kind(skeleton, samples: samples)
    let test = { (rows: Int, seed: UInt64) in
      CodeTest(
        kind, hasPrior: skeleton.heads != .code, source: source, latents: skeleton.latents,
        labels: skeleton.labels, rows: kind == .statistics ? 8 * rows : rows,
        seed: seed, samples: samples)
    }
    var search = StateDictSearch(
      skeleton, geometries, isKeras: state.isKeras,
      favoured: presets.map(\.style) + Self.generatorStyles(skeleton),
      test: test(Self.rows(skeleton, geometries[0], source), Self.seed))
    let found = search.run().prefix(Self.limit)
    var final = test(64, Self.seed + 1)
    let judged = found.map { finding in
      let error = final.error(finding.sidecar)
      return (finding, error, finding.score * (error / max(finding.error, 1e-9)))
    }.sorted { $0.2 < $1.2 }
    candidates = judged.map { finding, error, _ in
      Candidate(
        sidecar: finding.sidecar,
        interpretation: ForeignModel.Interpretation(words: finding.sidecar.words, error: error))
    }
    self.source = source
    tensorCount = tensors.entries.count
    notes =
      presets.prefix(1).map { "the names are those of \($0.name)" } + skeleton.notes
      + Self.notes(kind, candidates)
  }

  /// Makes a model of an interpretation.
  ///
  /// - Parameter choice: The position of the interpretation.
  /// - Returns: The model, with the whole ranking.
  /// - Throws: ``InterchangeError`` where there is no such interpretation.
  package func model(choice: Int = 0) throws(InterchangeError) -> ForeignModel {
    guard candidates.indices.contains(choice) else {
      throw .undetermined(
        path: source.path, missing: "interpretation \(choice + 1) of \(candidates.count)",
        advice: "choose one from 1 to \(candidates.count)")
    }
    var model = try ForeignModel(candidates[choice].sidecar, source: source, count: tensorCount)
    model.ranking = candidates.map(\.interpretation)
    model.notes += notes
    return model
  }

  /// What is usual for generators that begin with one pixel: tanh (Radford and others 2016).
  private static func generatorStyles(_ skeleton: StateSkeleton) -> [ModelStyle] {
    guard skeleton.encoder == nil, skeleton.decoder.links.first?.reshapedChannels != nil else {
      return []
    }
    return [ModelStyle(output: .hyperbolicTangent)]
  }

  /// Fewer draws for networks that take long.
  private static func rows(
    _ skeleton: StateSkeleton, _ geometry: ModelGeometry, _ source: LayerConstants
  ) -> Int {
    let sidecar = ModelCandidate(geometry: 0).sidecar(skeleton, geometry, isKeras: false)
    let products = (try? SidecarGraphs.decoder(sidecar, source: source))?.products ?? 0
    return products < 2e7 ? 32 : products < 1e8 ? 16 : 8
  }

  private static func sampleShape(_ samples: Tensor?) -> [Int]? {
    guard let samples, samples.rowCount > 0 else { return nil }
    switch samples.shape.count {
    case 4: return Array(samples.shape.dropFirst())
    case 3: return Array(samples.shape.dropFirst()) + [1]
    case 2: return [1, samples.shape[1], 1]
    default: return nil
    }
  }

  private static func kind(_ skeleton: StateSkeleton, samples: Tensor?) -> CodeTest.Kind {
    if skeleton.encoder != nil {
      return sampleShape(samples) != nil && skeleton.labels == 0 ? .reconstruction : .cycle
    }
    let hasStatistics = skeleton.decoder.links.contains {
      if case .batchNormalization = $0.layer.kind { true } else { false }
    }
    return hasStatistics ? .statistics : .untested
  }

  private static func notes(_ kind: CodeTest.Kind, _ candidates: [Candidate]) -> [String] {
    guard let first = candidates.first?.interpretation else { return [] }
    let error = rounded(first.error)
    let next = candidates.dropFirst().first.map { ", the next \(rounded($0.interpretation.error))" }
    let errors = "\(error)\(next ?? "")"
    switch kind {
    case .untested:
      return [
        "functions and strides are guessed: there is neither an encoder nor a normalisation to test them by"
      ]
    case .statistics:
      return [
        "chosen by the statistics of its normalisations: error \(errors); the functions after the last one are guessed"
      ]
    case .reconstruction:
      return ["chosen by the reconstruction of samples: error \(errors) of their variance"]
    case .cycle:
      let doubt =
        first.error < 0.5
        ? []
        : [
          "codes change much when they are decoded and encoded again: latents on a sphere, or hardly used ones, cannot be told so; give samples, or edit the sidecar (norm = 1 for a sphere)"
        ]
      return ["chosen by the cycle from codes to samples and back: error \(errors)"] + doubt
    }
  }

  private static func rounded(_ error: Double) -> String {
    let thousandths = Int((min(max(error, 0), 1000) * 1000).rounded())
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
