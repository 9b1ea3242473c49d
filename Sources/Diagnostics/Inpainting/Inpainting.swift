import Datasets
package import Models
package import Tensors

/// Cuts holes into samples and fills them, with a model and with methods that need none.
package struct Inpainting: Sendable {
  private let checkpoint: DescribedModel
  private let title: String
  private let samples: EvaluationSamples
  private let reference: EvaluationSamples
  private let sizes: [Int]
  private let settings: InpaintingSettings

  /// The parts of a model that are required.
  package static let needs: [ModelPart] = [.samples, .encoder]

  /// The default sizes of holes, as shares of the shorter side.
  private static let usualShares = [1.0 / 5, 1.0 / 3, 7.0 / 15]

  /// Plans the work.
  ///
  /// - Parameters:
  ///   - checkpoint: The model.
  ///   - title: The model's name.
  ///   - data: Complete samples to cut holes into; fresh ones of the data's simulator when `nil`.
  ///   - reference: Complete samples to fill from; likewise.
  ///   - sizes: The sizes of the holes; a fifth, a third and seven fifteenths of the shorter side when empty.
  ///   - settings: Counts, iterations and seed.
  /// - Throws: ``InpaintingError`` when samples do not suit the model or a hole does not suit the samples.
  package init(
    _ checkpoint: DescribedModel, title: String, data: AnomalyPlan.File? = nil,
    reference: AnomalyPlan.File? = nil, sizes: [Int] = [], settings: InpaintingSettings
  ) throws(InpaintingError) {
    let largest = HoleMask.largest(of: checkpoint.data)
    let side = Double(largest + 1)
    let shares = Self.usualShares.map { min(max(1, Int(($0 * side).rounded())), largest) }
    let usual = shares.indices.filter { shares.firstIndex(of: shares[$0]) == $0 }.map { shares[$0] }
    for size in sizes.isEmpty ? usual : sizes where !(1...max(1, largest)).contains(size) {
      throw .holeSize(found: size, largest: largest)
    }
    guard largest > 0 else { throw .holeSize(found: usual[0], largest: largest) }
    self.sizes = sizes.isEmpty ? usual : sizes
    self.checkpoint = checkpoint
    self.title = title
    self.settings = settings
    do throws(AnomalyError) {
      (self.reference, samples) = try AnomalyPlan.normal(
        for: checkpoint, compared: data, reference: reference,
        counts: (settings.referenceCount, settings.sampleCount), seed: settings.seed)
    } catch { throw InpaintingError(error) }
  }

  /// Cuts and fills all holes; equal models, samples and settings give equal numbers with any number of
  /// workers.
  ///
  /// - Parameters:
  ///   - team: The workers.
  ///   - isCancelled: Polled for every sample, from any thread.
  ///   - progress: Receives the progress, on the calling thread.
  /// - Returns: The errors.
  /// - Throws: ``InpaintingError`` when a sample is not finite, or the work was cancelled.
  package func run(
    team: WorkerTeam = WorkerTeam(), isCancelled: @Sendable () -> Bool = { false },
    progress: (StudyProgress) -> Void = { _ in }
  ) throws(InpaintingError) -> InpaintingStudy {
    let known = ReferenceSet(try read(reference, team, isCancelled: isCancelled))
    let truth = try read(samples, team, isCancelled: isCancelled)
    var holes: [InpaintingStudy.Hole] = []
    for (index, size) in sizes.enumerated() {
      let filled = try fill(truth, known, size, team, isCancelled: isCancelled) { part in
        progress(
          StudyProgress(
            stage: "fill holes of \(size)",
            fraction: (Double(index) + part) / Double(sizes.count)))
      }
      holes.append(InpaintingStudy.Hole(size: size, filled))
    }
    return InpaintingStudy(
      model: title, samples: samples.label, count: samples.count, reference: reference.label,
      unit: checkpoint.data.unit, settings: settings, holes: holes)
  }

  private func read(
    _ source: EvaluationSamples, _ team: WorkerTeam, isCancelled: @Sendable () -> Bool
  ) throws(InpaintingError) -> Tensor {
    let starts = Array(stride(from: 0, to: source.count, by: EvaluationSamples.blockSize))
    let blocks = team.results(starts.count) { index -> [Float]? in
      isCancelled() ? nil : source.block(source.blockRange(of: starts[index])).elements
    }.compactMap(\.self)
    guard blocks.count == starts.count else { throw .cancelled }
    let tensor = Tensor(
      shape: [source.count] + source.description.shape, elements: blocks.flatMap(\.self))
    if let place = tensor.elements.firstIndex(where: { !$0.isFinite }) {
      throw .samples(
        .samples(
          .notFinite(
            data: source.label, what: "values",
            sample: source.number(of: place / tensor.rowStride))))
    }
    return tensor
  }

  private func fill(
    _ truth: Tensor, _ known: ReferenceSet, _ size: Int, _ team: WorkerTeam,
    isCancelled: @Sendable () -> Bool, progress: (Double) -> Void
  ) throws(InpaintingError) -> [FilledSample] {
    var filled: [FilledSample] = []
    // A few samples per worker and wave, so that progress is reported from this thread alone.
    let waveSize = 4 * team.count
    for start in stride(from: 0, to: truth.rowCount, by: waveSize) {
      let rows = start..<min(start + waveSize, truth.rowCount)
      let results = team.results(rows.count) { offset -> FilledSample? in
        guard !isCancelled() else { return nil }
        let row = rows.lowerBound + offset
        return FilledSample(
          Array(truth.row(row)),
          mask: HoleMask(checkpoint.data, size: size, seed: settings.seed, index: row),
          reference: known, model: checkpoint.model, settings: settings)
      }
      for (row, result) in zip(rows, results) {
        guard let result else { throw .cancelled }
        guard result.isFinite else {
          throw .samples(
            .samples(
              .notFinite(
                data: samples.label, what: "elements from the decoder",
                sample: samples.number(of: row))))
        }
        filled.append(result)
      }
      progress(Double(rows.upperBound) / Double(truth.rowCount))
    }
    return filled
  }
}

extension InpaintingStudy.Hole {
  /// Averages the samples with one size of hole, at least one.
  fileprivate init(size: Int, _ filled: [FilledSample]) {
    let count = Double(filled.count)
    var errors: [InpaintingStudy.Method: InpaintingStudy.Error] = [:]
    for method in InpaintingStudy.Method.allCases {
      let values = filled.compactMap { $0.errors[method] }
      guard values.count == filled.count else { continue }
      let mean = values.reduce(0, +) / count
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(count - 1, 1)
      let better = filled.filter {
        ($0.errors[method] ?? 0) < ($0.errors[.mean] ?? 0)
      }.count
      errors[method] = InpaintingStudy.Error(
        mean: mean, standardError: (variance / count).squareRoot(),
        shareBelowMean: Double(better) / count)
    }
    let fillings = filled.map(\.filling)
    func means(_ values: KeyPath<IteratedFilling, [Double]>) -> [Double] {
      (fillings.first?[keyPath: values].indices ?? 0..<0).map { iteration in
        fillings.reduce(0) { $0 + $1[keyPath: values][iteration] } / count
      }
    }
    self.init(
      size: size, errors: errors, iterations: means(\.errors), misfits: means(\.misfits),
      chosenIterations: fillings.map { $0.chosen + 1 },
      leastError: fillings.reduce(0) { $0 + ($1.errors.min() ?? 0) } / count,
      lastChange: (fillings.reduce(0) { $0 + $1.lastChange } / count).squareRoot())
  }
}
