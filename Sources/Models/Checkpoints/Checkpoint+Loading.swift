import Datasets
import Networks
import Storage
import Tensors

extension Checkpoint {
  /// Opens a checkpoint and validates all of it; everything but the architecture and the weights is optional.
  ///
  /// - Parameter path: A file written by `DescribedModel.save(to:)`, or by another program according to
  ///   `docs/FORMATS.md`.
  /// - Returns: The model, with the facts in the file.
  /// - Throws: ``CheckpointError`` naming the file, the place, what was expected and what was found.
  package static func load(path: String) throws(CheckpointError) -> DescribedModel {
    let file: SafetensorsFile
    do {
      file = try SafetensorsFile(path: path)
    } catch {
      throw .storage(error)
    }
    try CheckpointMetadata.checkVersion(file)
    return try CheckpointReader(file: file).model()
  }
}

/// Reads the parts of a checkpoint file.
private struct CheckpointReader {
  let file: SafetensorsFile

  func model() throws(CheckpointError) -> DescribedModel {
    let architecture: Architecture = try CheckpointMetadata.value(
      CheckpointMetadata.architectureKey, in: file)
    let data = try description(architecture)
    let objective: Objective? = try CheckpointMetadata.valueIfPresent(
      CheckpointMetadata.objectiveKey, in: file)
    let family = objective?.latents ?? Self.usualFamily(of: architecture)
    try check(family, of: architecture)
    try check(objective, latents: architecture.latentCount, data: data)
    try checkParameters(of: architecture)
    try CheckpointMemory.check(architecture, of: file)
    let transform = try transform()
    return DescribedModel(
      Model(
        architecture: architecture, latents: family, transform: transform,
        parameters: try parameters(architecture)),
      facts: ModelFacts(
        objective: objective, data: data,
        statistics: try statistics(
          architecture.latentCount, factors: data?.factors.count ?? 0, of: family),
        gallery: try gallery(
          architecture, factorCount: data?.factors.count, mode: transform.mode, of: family),
        training: try CheckpointMetadata.valueIfPresent(
          CheckpointMetadata.trainingKey, in: file),
        constraints: try constraints(architecture.latentCount),
        origin: try CheckpointMetadata.valueIfPresent(CheckpointMetadata.originKey, in: file)))
  }

  /// The description of the samples, which must match the shape of the decoder's samples, if it outputs any.
  private func description(
    _ architecture: Architecture
  ) throws(CheckpointError) -> DataDescription? {
    let data: DataDescription? = try CheckpointMetadata.valueIfPresent(
      CheckpointMetadata.dataKey, in: file)
    guard let data, architecture.output == .sample, data.shape != architecture.sampleShape else {
      return data
    }
    throw .disagreement(
      path: file.path, part: "data shape", expected: "\(architecture.sampleShape)",
      found: "\(data.shape)")
  }

  /// The constraints of the latents, which must be among those of the model.
  private func constraints(_ latents: Int) throws(CheckpointError) -> LatentConstraints? {
    let key = CheckpointMetadata.latentsKey
    let constraints: LatentConstraints? = try CheckpointMetadata.valueIfPresent(key, in: file)
    guard let problem = constraints?.problem(latentCount: latents) else { return constraints }
    throw .invalidMetadata(path: file.path, key: key, reason: problem)
  }

  /// Whether there is a tensor whose name has this prefix.
  private func hasTensors(_ prefix: String) -> Bool {
    file.entries.contains { $0.name.hasPrefix(prefix) }
  }

  private func transform() throws(CheckpointError) -> PixelTransform {
    let stored: PixelTransform? = try CheckpointMetadata.valueIfPresent(
      CheckpointMetadata.transformKey, in: file)
    guard let transform = stored else { return PixelTransform(mode: .identity) }
    do {
      try transform.validate()
    } catch {
      throw .invalidMetadata(
        path: file.path, key: CheckpointMetadata.transformKey, reason: error.description)
    }
    return transform
  }

  /// Checks every shape before memory is allocated: the architecture is untrusted text.
  private func checkParameters(of architecture: Architecture) throws(CheckpointError) {
    let table = ParameterTable(architecture.networks)
    for entry in table.entries {
      guard let stored = file.entry(entry.name) else {
        throw .storage(
          .missingTensor(
            path: file.path, name: entry.name, available: file.entries.map(\.name)))
      }
      guard stored.shape == entry.parameter.fileShape else {
        throw .storage(
          .shapeMismatch(
            path: file.path, tensor: entry.name, expected: entry.parameter.fileShape,
            found: stored.shape))
      }
    }
  }

  private func parameters(_ architecture: Architecture) throws(CheckpointError) -> [Float] {
    let table = ParameterTable(architecture.networks)
    var values = [Float](repeating: 0, count: table.count)
    for entry in table.entries {
      table.assign(
        try tensor(entry.name, entry.parameter.fileShape), to: entry, in: &values)
    }
    return values
  }

  /// The family of a file without an objective: point codes where the encoder has one head, else the Gaussian
  /// one.
  private static func usualFamily(of architecture: Architecture) -> any LatentFamily {
    architecture.headCount == PointLatents.heads.count ? PointLatents() : GaussianLatents()
  }

  /// Checks that the encoder outputs the heads of the latent family.
  private func check(
    _ family: any LatentFamily, of architecture: Architecture
  ) throws(CheckpointError) {
    let heads = type(of: family).heads.count
    guard let found = architecture.headCount, found != heads else { return }
    throw .disagreement(
      path: file.path, part: "encoder",
      expected: "\(heads) heads of \(architecture.latentCount) latents", found: "\(found)")
  }

  private func check(
    _ objective: Objective?, latents: Int, data: DataDescription?
  ) throws(CheckpointError) {
    guard let auxiliary = objective?.auxiliary else { return }
    let names = auxiliary.factors.map(\.name)
    guard names.count <= latents else {
      throw .disagreement(
        path: file.path, part: "auxiliary factors", expected: "at most \(latents)",
        found: "\(names.count)")
    }
    guard let data, auxiliary.columns(in: data) != nil else {
      throw .disagreement(
        path: file.path, part: "auxiliary factors",
        expected: "names among \(data?.factors.map(\.name) ?? [])", found: "\(names)")
    }
  }

  private func statistics(
    _ latents: Int, factors: Int, of family: any LatentFamily
  ) throws(CheckpointError) -> LatentStatistics? {
    guard hasTensors("statistics.") else { return nil }
    let statistics = LatentStatistics(
      mean: try tensor("statistics.mean", [latents]).elements,
      deviation: try tensor("statistics.deviation", [latents], .notNegative).elements,
      posteriorVariance: try tensor(
        "statistics.posterior_variance", [latents], .notNegative
      ).elements,
      divergence: type(of: family).figures.isEmpty
        ? nil : try tensor("statistics.divergence", [latents], .divergence).elements,
      ranges: try ranges(latents),
      histogram: try tensor(
        "statistics.histogram", [latents, LatentStatistics.histogramBinCount], .share),
      codes: try tensor("statistics.codes", [nil, latents]),
      correlations: try correlations(latents, factors: factors),
      alignments: try alignments(latents, factors: factors))
    if let histogram = statistics.impossibleHistogram {
      throw .invalidElement(
        path: file.path, tensor: "statistics.histogram", index: [histogram.latent],
        expected: "fractions that sum to \(histogram.expected)", found: "\(histogram.found)")
    }
    return statistics
  }

  /// `nil` where all ranges are those of the prior.
  private func ranges(_ latents: Int) throws(CheckpointError) -> [ClosedRange<Float>]? {
    let name = "statistics.ranges"
    guard file.entry(name) != nil else { return nil }
    let table = try tensor(name, [latents, 2])
    var ranges: [ClosedRange<Float>] = []
    for latent in 0..<latents {
      let (lower, upper) = (table[latent, 0], table[latent, 1])
      guard lower < upper else {
        throw .invalidElement(
          path: file.path, tensor: name, index: [latent, 1], expected: "a number above \(lower)",
          found: "\(upper)")
      }
      ranges.append(lower...upper)
    }
    return ranges
  }

  /// `nil` when the file predates correlations, or has no known factors.
  private func correlations(_ latents: Int, factors: Int) throws(CheckpointError) -> Tensor? {
    guard file.entry("statistics.correlations") != nil else { return nil }
    return try tensor("statistics.correlations", [latents, factors], .correlation)
  }

  private func alignments(
    _ latents: Int, factors: Int
  ) throws(CheckpointError) -> [LatentAlignment?]? {
    let name = "statistics.alignments"
    guard file.entry(name) != nil else { return nil }
    let table = try tensor(name, [latents, 4])
    var alignments: [LatentAlignment?] = []
    for latent in 0..<latents {
      let row = Array(table.row(latent))
      guard let factor = Int(exactly: row[0]), (-1..<factors).contains(factor) else {
        throw .invalidElement(
          path: file.path, tensor: name, index: [latent, 0],
          expected: "a factor below \(factors), or -1", found: "\(row[0])")
      }
      guard TensorRule.correlation.allows(row[1]) else {
        throw .invalidElement(
          path: file.path, tensor: name, index: [latent, 1],
          expected: TensorRule.correlation.expected, found: "\(row[1])")
      }
      alignments.append(
        factor < 0
          ? nil
          : LatentAlignment(
            factor: factor, correlation: Double(row[1]), slope: Double(row[2]),
            intercept: Double(row[3])))
    }
    return alignments
  }

  private func gallery(
    _ architecture: Architecture, factorCount: Int?, mode: PixelMode, of family: any LatentFamily
  ) throws(CheckpointError) -> Gallery? {
    guard hasTensors("gallery.") else { return nil }
    let samples = try tensor(
      "gallery.samples", [nil] + architecture.sampleShape, .samples(of: mode))
    let count = samples.rowCount
    return Gallery(
      samples: samples, factors: try tensor("gallery.factors", [count, factorCount]),
      means: try tensor("gallery.means", [count, architecture.latentCount]),
      logVariances: type(of: family).noiseCount == 0
        ? nil : try tensor("gallery.log_variances", [count, architecture.latentCount]))
  }

  /// A tensor of a given shape, all of whose elements satisfy a rule.
  private func tensor(
    _ name: String, _ shape: [Int?], _ rule: TensorRule = .finite
  ) throws(CheckpointError) -> Tensor {
    let tensor: Tensor
    do {
      tensor = try file.tensor(name, shape: shape)
    } catch {
      throw .storage(error)
    }
    guard let violation = rule.violation(in: tensor) else { return tensor }
    throw .invalidElement(
      path: file.path, tensor: name, index: violation.index, expected: rule.expected,
      found: "\(violation.value)")
  }
}
