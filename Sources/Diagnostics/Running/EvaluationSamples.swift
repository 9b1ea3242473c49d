package import Datasets
package import Models
package import Tensors

/// Samples to evaluate a model on, simulated or read in blocks and never all in memory.
package struct EvaluationSamples: Sendable {
  /// The description of the samples.
  package let description: DataDescription
  /// The source of the samples.
  package let source: DiagnosisOrigin.Source
  /// The samples in words, for example `val.npz, 500 samples`.
  package let label: String
  /// Remarks for the reader; usually empty.
  package let notes: [String]
  /// The known factors, `[samples, factors]`.
  package let factors: Tensor
  /// Copies a block of samples, `[samples, height, width, channels]`; may be called from any thread.
  let block: @Sendable (Range<Int>) -> Tensor
  /// A fingerprint of these samples, for the cache.
  let fingerprint: String
  /// The number of every sample in its file; empty where samples have only their index.
  var numbers: [Int] = []
  /// Up to so many samples of the same file that the model was trained on; `nil` where none are known.
  var trainingPart: (@Sendable (_ limit: Int) -> EvaluationSamples)?

  /// The number of samples.
  package var count: Int { factors.rowCount }

  /// A worker polls for cancellation after this many samples: some 20 ms with an image network.
  static let blockSize = 32

  /// The block of samples that a sample is simulated or read with.
  func blockRange(of index: Int) -> Range<Int> {
    let start = index / Self.blockSize * Self.blockSize
    return start..<min(start + Self.blockSize, count)
  }

  /// One sample as input of the encoder, `[1, height, width, channels]`; the noise of a simulated one is the
  /// same every time.
  package func sample(_ index: Int) -> Tensor {
    precondition(index >= 0 && index < count, "EvaluationSamples: sample \(index) of \(count)")
    let range = blockRange(of: index)
    return block(range).rows([index - range.lowerBound])
  }

  /// The number shown to the user: the sample's row in the file, or its index.
  func number(of index: Int) -> Int { numbers.isEmpty ? index : numbers[index] }

  /// Checks that a model can encode these samples.
  func check(for checkpoint: DescribedModel) throws(DiagnosisError) {
    do throws(MissingPart) {
      try checkpoint.require(Diagnose.needs, for: "encoding samples", in: label)
    } catch { throw .missing(error) }
    guard description.shape == checkpoint.model.sampleShape else {
      throw .shapeMismatch(
        data: label, expected: checkpoint.model.sampleShape, found: description.shape)
    }
  }
}

extension EvaluationSamples {
  /// The most suitable samples for a model: a file's where one is given, else fresh ones from the data's
  /// simulator, else those in the checkpoint.
  ///
  /// - Throws: ``DiagnosisError/shapeMismatch(data:expected:found:)`` when the file's samples have another
  ///   shape, or ``DiagnosisError/misfit(data:expected:found:)`` when they are of another type of data.
  package static func best(
    for checkpoint: DescribedModel, data: (path: String, dataset: Dataset)? = nil,
    settings: EvaluationSettings
  ) throws(DiagnosisError) -> EvaluationSamples {
    if let data {
      return try file(data.dataset, path: data.path, for: checkpoint, settings: settings)
    }
    if let fresh = simulated(for: checkpoint, settings: settings) { return fresh }
    return try gallery(of: checkpoint, settings: settings)
  }

  /// Samples of a file, whose unit must be the model's where both are known: the test split of the data that
  /// the model was trained on, or all of other data; evenly spread over the file where there are more than
  /// the limit.
  package static func file(
    _ dataset: Dataset, path: String, for checkpoint: DescribedModel, settings: EvaluationSettings
  ) throws(DiagnosisError) -> EvaluationSamples {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard dataset.sampleShape == checkpoint.model.sampleShape else {
      throw .shapeMismatch(
        data: path, expected: checkpoint.model.sampleShape, found: dataset.sampleShape)
    }
    if let misfit = dataset.description.misfit(for: checkpoint.data) {
      throw .misfit(data: path, expected: misfit.expected, found: misfit.found)
    }
    // Another program divided its data in a way that nobody here knows.
    let wasTrainedOn =
      checkpoint.facts.origin == nil
      && dataset.description.describesSamples(of: checkpoint.data)
    let split = DatasetSplit(count: max(dataset.count, 1), seed: trainingSplitSeed)
    let usesSplit = wasTrainedOn && !split.test.isEmpty
    let candidates = usesSplit ? split.test : Array(0..<dataset.count)
    let rows = spread(candidates, settings.sampleCount)
    let chosen = rows.count < candidates.count ? "\(count(rows.count)) of " : ""
    let kind = usesSplit ? "test samples" : "samples"
    var samples = EvaluationSamples(
      description: dataset.description, source: .file,
      label: "\(name), \(chosen)\(count(candidates.count)) \(kind)",
      notes: wasTrainedOn && !usesSplit
        ? ["too few samples for a test split: some of these were used in training"] : [],
      factors: dataset.factors.rows(rows),
      block: { range in dataset.samples(Array(rows[range])) },
      fingerprint: Self.fingerprint(of: dataset, rows: rows), numbers: rows)
    if usesSplit {
      samples.trainingPart = { part(of: dataset, split.training, in: name, limit: $0) }
    }
    return samples
  }

  /// Samples that the model was trained on, evenly spread.
  private static func part(
    of dataset: Dataset, _ training: [Int], in name: String, limit: Int
  ) -> EvaluationSamples {
    let rows = spread(training, limit)
    return .rows(rows, of: dataset, label: "\(name), \(count(rows.count)) training samples")
  }

  /// Selected samples of a data set.
  ///
  /// - Parameters:
  ///   - rows: Their indices.
  ///   - dataset: The data set.
  ///   - label: The samples in words; by default the data set's name and the count.
  /// - Returns: The samples.
  static func rows(
    _ rows: [Int], of dataset: Dataset, label: String? = nil
  ) -> EvaluationSamples {
    EvaluationSamples(
      description: dataset.description, source: .file,
      label: label ?? "\(dataset.description.name), \(count(rows.count)) samples", notes: [],
      factors: dataset.factors.rows(rows), block: { range in dataset.samples(Array(rows[range])) },
      fingerprint: fingerprint(of: dataset, rows: rows))
  }

  /// The samples in the checkpoint.
  ///
  /// - Parameters:
  ///   - checkpoint: The model.
  ///   - settings: The most samples.
  ///   - isReference: Whether the samples are the reference of a comparison.
  /// - Returns: The samples, evenly spread over the gallery.
  /// - Throws: ``DiagnosisError/noSamples`` where there are none, or ``DiagnosisError/noReference`` for a
  ///   reference.
  static func gallery(
    of checkpoint: DescribedModel, settings: EvaluationSettings, isReference: Bool = false
  ) throws(DiagnosisError) -> EvaluationSamples {
    guard let gallery = checkpoint.facts.gallery else {
      throw isReference ? .noReference : .noSamples
    }
    let rows = spread(Array(0..<gallery.count), settings.sampleCount)
    return EvaluationSamples(
      description: checkpoint.data, source: .gallery,
      label: "\(count(rows.count)) samples of the checkpoint's gallery",
      notes: [
        "there is no simulator for \(checkpoint.data.name): "
          + (isReference
            ? "the reference is the checkpoint's gallery; --reference gives others"
            : "only the gallery was measured; --data gives other samples")
      ],
      factors: gallery.factors.rows(rows),
      block: { range in gallery.samples.rows(rows[range]) },
      fingerprint: "gallery \(rows.count) "
        + ContentHash.text { hash in
          hash.add(gallery.samples.elements)
          hash.add(gallery.factors.elements)
        })
  }

  /// The default seed of a recipe's split; a checkpoint does not contain the seed.
  private static let trainingSplitSeed: UInt64 = 7

  /// At most `limit` of the rows, evenly spread.
  static func spread(_ rows: [Int], _ limit: Int) -> [Int] {
    guard rows.count > limit else { return rows }
    return (0..<limit).map { rows[$0 * rows.count / limit] }
  }

  private static func fingerprint(of dataset: Dataset, rows: [Int]) -> String {
    "file \(rows.count) "
      + ContentHash.text { hash in
        for row in rows {
          dataset.withUnsafeSample(row) { hash.add(UnsafeRawBufferPointer($0)) }
          hash.add(Array(dataset.factors.row(row)))
        }
        hash.add(dataset.description.factors.map(\.name).joined(separator: "\n"))
        hash.add(dataset.description.unit)
      }
  }

  /// A number with commas between its thousands.
  static func count(_ number: Int) -> String {
    var groups: [String] = []
    var rest = number
    while rest >= 1000 {
      let group = String(rest % 1000)
      groups.append(String(repeating: "0", count: 3 - group.count) + group)
      rest /= 1000
    }
    return ([String(rest)] + groups.reversed()).joined(separator: ",")
  }
}
