import Datasets
import Networks
import Storage
import Tensors

extension Checkpoint {
  /// Opens a checkpoint and checks every part of it.
  ///
  /// - Parameter path: A file written by ``save(to:)``.
  /// - Returns: The checkpoint.
  /// - Throws: ``CheckpointError`` naming the file, the place, what was expected and what was found.
  package static func load(path: String) throws(CheckpointError) -> Checkpoint {
    let file: SafetensorsFile
    do {
      file = try SafetensorsFile(path: path)
    } catch {
      throw .storage(error)
    }
    try CheckpointMetadata.checkVersion(file)
    return try CheckpointReader(file: file).checkpoint()
  }
}

/// Reads the parts of a checkpoint file.
private struct CheckpointReader {
  let file: SafetensorsFile

  func checkpoint() throws(CheckpointError) -> Checkpoint {
    let architecture: Architecture = try CheckpointMetadata.value(
      CheckpointMetadata.architectureKey, in: file)
    let data: DataDescription = try CheckpointMetadata.value(CheckpointMetadata.dataKey, in: file)
    guard data.shape == architecture.sampleShape else {
      throw .disagreement(
        path: file.path, part: "data shape", expected: "\(architecture.sampleShape)",
        found: "\(data.shape)")
    }
    let objective: Objective = try CheckpointMetadata.value(
      CheckpointMetadata.objectiveKey, in: file)
    try check(objective, of: architecture, data: data)
    try checkParameters(of: architecture)
    try CheckpointMemory.check(architecture, of: file)
    let transform = try transform()
    return Checkpoint(
      model: Model(
        architecture: architecture, latents: objective.latents, transform: transform,
        parameters: try parameters(architecture)),
      objective: objective, data: data,
      statistics: try statistics(
        architecture.latentCount, factors: data.factors.count, of: objective.latents),
      gallery: try gallery(
        architecture, factorCount: data.factors.count, mode: transform.mode,
        of: objective.latents),
      training: try CheckpointMetadata.value(CheckpointMetadata.trainingKey, in: file))
  }

  private func transform() throws(CheckpointError) -> PixelTransform {
    let transform: PixelTransform = try CheckpointMetadata.value(
      CheckpointMetadata.transformKey, in: file)
    do {
      try transform.validate()
    } catch {
      throw .invalidMetadata(
        path: file.path, key: CheckpointMetadata.transformKey, reason: error.description)
    }
    return transform
  }

  /// Checks every shape before memory is claimed: the architecture is only text.
  private func checkParameters(of architecture: Architecture) throws(CheckpointError) {
    let table = ParameterTable([architecture.encoder, architecture.decoder])
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
    let table = ParameterTable([architecture.encoder, architecture.decoder])
    var values = [Float](repeating: 0, count: table.count)
    for entry in table.entries {
      table.assign(
        try tensor(entry.name, entry.parameter.fileShape), to: entry, in: &values)
    }
    return values
  }

  private func check(
    _ objective: Objective, of architecture: Architecture, data: DataDescription
  ) throws(CheckpointError) {
    let (heads, latents) = (type(of: objective.latents).heads, architecture.latentCount)
    guard (architecture.headCount ?? heads.count) == heads.count else {
      throw .disagreement(
        path: file.path, part: "encoder", expected: "\(heads.count) heads of \(latents) latents",
        found: "\(architecture.headCount ?? 0)")
    }
    guard let auxiliary = objective.auxiliary else { return }
    let names = auxiliary.factors.map(\.name)
    guard names.count <= latents else {
      throw .disagreement(
        path: file.path, part: "auxiliary factors", expected: "at most \(latents)",
        found: "\(names.count)")
    }
    guard auxiliary.columns(in: data) != nil else {
      throw .disagreement(
        path: file.path, part: "auxiliary factors",
        expected: "names among \(data.factors.map(\.name))", found: "\(names)")
    }
  }

  private func statistics(
    _ latents: Int, factors: Int, of family: any LatentFamily
  ) throws(CheckpointError) -> LatentStatistics {
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
        expected: "shares that sum to \(histogram.expected)", found: "\(histogram.found)")
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

  /// `nil` when the file was written before correlations were, or knows no factors.
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
    _ architecture: Architecture, factorCount: Int, mode: PixelMode, of family: any LatentFamily
  ) throws(CheckpointError) -> Gallery {
    let samples = try tensor(
      "gallery.samples", [nil] + architecture.sampleShape, .samples(of: mode))
    let count = samples.rowCount
    return Gallery(
      samples: samples, factors: try tensor("gallery.factors", [count, factorCount]),
      means: try tensor("gallery.means", [count, architecture.latentCount]),
      logVariances: type(of: family).noiseCount == 0
        ? nil : try tensor("gallery.log_variances", [count, architecture.latentCount]))
  }

  /// A tensor of a given shape, all of whose elements keep a rule.
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
