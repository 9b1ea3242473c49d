public import Datasets
public import Models

/// Which samples are compared: normal ones, and sets that may be anomalous.
public struct AnomalyPlan: Sendable {
  /// A set with its samples.
  public struct NamedSamples: Sendable {
    /// The name.
    public let title: String
    /// What is anomalous, in a line.
    public let meaning: String
    /// The samples.
    public let samples: DiagnosisSamples
  }

  /// A data set with the path that it came from.
  public typealias File = (path: String, dataset: Dataset)

  /// Normal samples that the distribution of codes is fitted to and that nothing else is measured on: distances of the
  /// fitted codes themselves would be too small.
  public let fitted: DiagnosisSamples
  /// Normal samples that the sets are compared with.
  public let normal: DiagnosisSamples
  /// The sets, at least one.
  public let sets: [NamedSamples]
  /// What the reader must know, a line each.
  public let notes: [String]

  /// Plans a comparison.
  ///
  /// Normal samples are those of `reference`, half of which the codes are fitted to; without it fresh ones of the
  /// data's own simulator with seeds that training did not use, or else those in the checkpoint. The sets are the
  /// files, or one of the simulator's with changed settings, or all that belong to the simulator.
  ///
  /// - Parameters:
  ///   - checkpoint: The model.
  ///   - files: Data sets that may be anomalous, one set each.
  ///   - changes: The changed settings of another set; none for no such set.
  ///   - reference: Normal samples.
  ///   - settings: Counts and seed.
  /// - Throws: ``AnomalyError`` when the samples do not suit the model, the settings make no samples, or nothing says
  ///   what is anomalous.
  public init(
    for checkpoint: Checkpoint, files: [File] = [], changes: [AnomalousSet.Change] = [],
    reference: File? = nil, settings: AnomalySettings
  ) throws(AnomalyError) {
    let source = SimulatedSets(checkpoint.data, settings)
    (fitted, normal) = try Self.normal(checkpoint, source, reference, settings)
    var sets: [NamedSamples] = []
    for file in files { sets.append(try Self.set(of: file, for: checkpoint, settings)) }
    var left: [String] = []
    if !changes.isEmpty {
      guard let source else { throw .noSimulator(data: checkpoint.data.name) }
      sets.append(try source.samples(of: AnomalousSet(changes), at: sets.count))
    } else if files.isEmpty {
      guard let source else { throw .noAnomalies(data: checkpoint.data.name) }
      (sets, left) = source.standard()
    }
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

  private static func normal(
    _ checkpoint: Checkpoint, _ source: SimulatedSets?, _ reference: File?,
    _ settings: AnomalySettings
  ) throws(AnomalyError) -> (fitted: DiagnosisSamples, normal: DiagnosisSamples) {
    if reference == nil, let source {
      return (try source.normal(.fitted), try source.normal(.compared))
    }
    let wanted = DiagnosisSettings(sampleCount: 2 * settings.sampleCount, seed: settings.seed)
    let all: DiagnosisSamples
    if let reference {
      do {
        all = try .file(
          reference.dataset, path: reference.path, for: checkpoint, settings: wanted)
      } catch { throw AnomalyError(error) }
    } else {
      all = .gallery(of: checkpoint, settings: wanted)
    }
    guard all.count >= AnomalyError.leastNormalCount else {
      throw .tooFewNormal(data: all.label, found: all.count)
    }
    return all.halves(seed: settings.seed)
  }

  private static func set(
    of file: File, for checkpoint: Checkpoint, _ settings: AnomalySettings
  ) throws(AnomalyError) -> NamedSamples {
    do {
      let samples = try DiagnosisSamples.file(
        file.dataset, path: file.path, for: checkpoint,
        settings: DiagnosisSettings(sampleCount: settings.sampleCount, seed: settings.seed))
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      return NamedSamples(
        title: PrintableNames.printable(name), meaning: "samples of a file", samples: samples)
    } catch { throw AnomalyError(error) }
  }
}
