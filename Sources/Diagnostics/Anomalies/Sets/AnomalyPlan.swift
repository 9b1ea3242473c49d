package import Datasets
package import Models

/// The samples of a comparison: normal ones, and sets that may be anomalous.
package struct AnomalyPlan: Sendable {
  /// A set with its samples.
  package struct NamedSamples: Sendable {
    /// The name.
    package let title: String
    /// What is anomalous, in one line.
    package let meaning: String
    /// The samples.
    package let samples: EvaluationSamples
  }

  /// A data set with the path that it came from.
  package typealias File = (path: String, dataset: Dataset)

  /// Normal samples that the distribution of codes is fitted to, and that are used for nothing else: the
  /// distances of the fitted codes themselves would be biased low.
  package let fitted: EvaluationSamples
  /// Normal samples that the sets are compared with.
  package let normal: EvaluationSamples
  /// The sets, at least one.
  package let sets: [NamedSamples]
  /// Remarks for the reader, one per line.
  package let notes: [String]

  /// Plans a comparison.
  ///
  /// Normal samples are those of `reference`, half of which the codes are fitted to; without it fresh ones of
  /// the data's own simulator with seeds that training did not use, or else those in the checkpoint. The sets
  /// are the files, one from the simulator with changed settings, or all standard ones of the simulator.
  ///
  /// - Parameters:
  ///   - checkpoint: The model.
  ///   - files: Data sets that may be anomalous, one set each.
  ///   - changes: The changed settings of another set; empty for no such set.
  ///   - includesStandard: Whether the simulator's standard sets are added to the files.
  ///   - reference: Normal samples.
  ///   - settings: Counts and seed.
  /// - Throws: ``AnomalyError`` when the samples do not suit the model, the settings are invalid, or no set
  ///   is defined.
  package init(
    for checkpoint: DescribedModel, files: [File] = [], changes: [AnomalousSet.Change] = [],
    includesStandard: Bool = false, reference: File? = nil, settings: AnomalySettings
  ) throws(AnomalyError) {
    let count = settings.sampleCount
    let source = SimulatedSets(checkpoint.data, count: count, seed: settings.seed)
    (fitted, normal) = try Self.normal(
      for: checkpoint, reference: reference, counts: (count, count), seed: settings.seed)
    var sets: [NamedSamples] = []
    for file in files { sets.append(try Self.set(of: file, for: checkpoint, settings)) }
    var left: [String] = []
    if !changes.isEmpty {
      guard let source else { throw .noSimulator(data: checkpoint.data.name) }
      sets.append(try source.samples(of: AnomalousSet(changes), at: sets.count))
    } else if files.isEmpty || includesStandard {
      guard source != nil || !files.isEmpty else {
        throw .noAnomalies(data: checkpoint.data.name)
      }
      let standard = source?.standard()
      sets += standard?.sets ?? []
      left = standard?.notes ?? []
    }
    guard !sets.isEmpty else { throw .noAnomalies(data: checkpoint.data.name) }
    for set in sets {
      do {
        try set.samples.check(for: checkpoint)
      } catch { throw AnomalyError(error) }
      guard set.samples.count >= 2 else {
        throw .samples(.tooFewSamples(data: set.samples.label, found: set.samples.count))
      }
    }
    self.sets = sets
    notes =
      normal.notes + left
      + sets.flatMap { set in set.samples.notes.map { "\(set.title): \($0)" } }
  }

  /// Normal samples in two disjoint parts.
  ///
  /// - Parameters:
  ///   - checkpoint: The model.
  ///   - compared: A data set used as the part to compare; `nil` takes it from the same source as the other
  ///     part.
  ///   - reference: A data set of normal samples, halved when it is for both parts; fresh samples of the data's own
  ///     simulator when `nil`, or else those in the checkpoint.
  ///   - counts: The most samples of either part.
  ///   - seed: The seed of fresh samples and of the halving.
  /// - Returns: The samples to fit to, and the samples to compare.
  /// - Throws: ``AnomalyError`` when samples do not suit the model, or are too few to be halved.
  static func normal(
    for checkpoint: DescribedModel, compared: File? = nil, reference: File?,
    counts: (fitted: Int, compared: Int), seed: UInt64
  ) throws(AnomalyError) -> (fitted: EvaluationSamples, compared: EvaluationSamples) {
    func samples(_ file: File?, _ count: Int) throws(AnomalyError) -> EvaluationSamples {
      let settings = EvaluationSettings(sampleCount: count, seed: seed)
      do {
        guard let file else {
          return try .gallery(of: checkpoint, settings: settings, isReference: true)
        }
        return try .file(file.dataset, path: file.path, for: checkpoint, settings: settings)
      } catch { throw AnomalyError(error) }
    }
    let source = SimulatedSets(checkpoint.data, count: counts.fitted, seed: seed)
    if let compared {
      let own = try samples(compared, counts.compared)
      guard own.count > 0 else {
        throw .samples(.tooFewSamples(data: own.label, found: own.count))
      }
      let fitted: EvaluationSamples
      if reference == nil, let source {
        fitted = try source.normal(.fitted)
      } else {
        fitted = try samples(reference, counts.fitted)
      }
      guard fitted.count > 0 else { throw .tooFewNormal(data: fitted.label, found: 0) }
      return (fitted, own)
    }
    let other = SimulatedSets(checkpoint.data, count: counts.compared, seed: seed)
    if reference == nil, let source, let other {
      return (try source.normal(.fitted), try other.normal(.compared))
    }
    let all = try samples(reference, counts.fitted + counts.compared)
    guard all.count >= AnomalyError.leastNormalCount else {
      throw .tooFewNormal(data: all.label, found: all.count)
    }
    return all.halves(seed: seed)
  }

  private static func set(
    of file: File, for checkpoint: DescribedModel, _ settings: AnomalySettings
  ) throws(AnomalyError) -> NamedSamples {
    do {
      let samples = try EvaluationSamples.file(
        file.dataset, path: file.path, for: checkpoint,
        settings: EvaluationSettings(sampleCount: settings.sampleCount, seed: settings.seed))
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      return NamedSamples(
        title: name, meaning: "samples of a file", samples: samples)
    } catch { throw AnomalyError(error) }
  }
}
