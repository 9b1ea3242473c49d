import Networks
package import Storage
import Tensors

extension DescribedModel {
  /// Writes the model as a checkpoint, atomically: a reader sees the old file or the new one, never a part.
  ///
  /// - Parameter path: The destination; an existing file is replaced.
  /// - Throws: ``CheckpointError/storage(_:)`` when the file cannot be written,
  ///   ``CheckpointError/invalidElement(path:tensor:index:expected:found:)`` when a code or a statistic is
  ///   not finite, because such a file could not be opened.
  package func save(to path: String) throws(CheckpointError) {
    let files = FileGroup()
    try add(to: files, path: path)
    do {
      try files.commit()
    } catch {
      throw .storage(error)
    }
  }

  /// Adds the model, as a checkpoint, to files that are replaced together.
  ///
  /// - Parameters:
  ///   - files: The files.
  ///   - path: The destination; an existing file is replaced.
  /// - Throws: ``CheckpointError/storage(_:)`` when the file cannot be written.
  package func add(to files: FileGroup, path: String) throws(CheckpointError) {
    let metadata: [String: String]
    do {
      metadata = try CheckpointMetadata.entries(of: self)
    } catch {
      throw .invalidMetadata(path: path, key: "metadata", reason: "\(error)")
    }
    let tensors = namedTensors
    for item in tensors {
      guard let violation = TensorRule.finite.violation(in: item.tensor) else { continue }
      throw .invalidElement(
        path: path, tensor: item.name, index: violation.index,
        expected: TensorRule.finite.expected, found: "\(violation.value)")
    }
    do {
      try files.add(tensors, metadata: metadata, to: path, replacing: true)
    } catch {
      throw .storage(error)
    }
  }

  private var namedTensors: [NamedTensor] {
    let weights = model.table.entries.map {
      NamedTensor($0.name, model.table.tensor($0, in: model.parameters))
    }
    return weights + (facts.statistics?.namedTensors ?? []) + (facts.gallery?.namedTensors ?? [])
  }
}

extension LatentStatistics {
  fileprivate var namedTensors: [NamedTensor] {
    let perLatent = { (name: String, values: [Float]) in
      NamedTensor("statistics.\(name)", Tensor(shape: [values.count], elements: values))
    }
    return [
      perLatent("mean", mean),
      perLatent("deviation", deviation),
      perLatent("posterior_variance", posteriorVariance),
    ] + [divergence.map { perLatent("divergence", $0) }].compactMap(\.self) + [
      NamedTensor("statistics.histogram", histogram),
      NamedTensor("statistics.codes", codes),
    ] + rangeTensors + alignmentTensors
  }

  /// The ranges of the histograms, as a tensor; empty where they are the prior's.
  private var rangeTensors: [NamedTensor] {
    guard ranges.contains(where: { $0 != Self.priorRange }) else { return [] }
    return [
      NamedTensor(
        "statistics.ranges",
        Tensor(
          shape: [ranges.count, 2], elements: ranges.flatMap { [$0.lowerBound, $0.upperBound] }))
    ]
  }

  /// Alignments and correlations with known factors, as tensors; empty where there are none.
  private var alignmentTensors: [NamedTensor] {
    guard correlations.shape[1] > 0 else { return [] }
    let rows = alignments.map { alignment in
      alignment.map {
        [Float($0.factor)] + [$0.correlation, $0.slope, $0.intercept].map(Float.init)
      }
        ?? [-1, 0, 0, 0]
    }
    return [
      NamedTensor("statistics.correlations", correlations),
      NamedTensor(
        "statistics.alignments", Tensor(shape: [rows.count, 4], elements: rows.flatMap(\.self))),
    ]
  }
}

extension Gallery {
  fileprivate var namedTensors: [NamedTensor] {
    [
      NamedTensor("gallery.samples", samples),
      NamedTensor("gallery.factors", factors),
      NamedTensor("gallery.means", means),
    ] + [logVariances.map { NamedTensor("gallery.log_variances", $0) }].compactMap(\.self)
  }
}
