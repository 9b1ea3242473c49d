import Analysis
import Models
import Tensors

/// The mean sample and the principal components that a model is compared with.
struct BaselineFit: Sendable {
  /// The components.
  let components: PrincipalProjection
  /// The samples that they were fitted to, in words.
  let label: String
  /// Whether these are other samples than the evaluated ones.
  let isHeldOut: Bool

  /// The most samples that are fitted, whatever their size.
  static let sampleLimit = 4_000
  /// The most elements of the fitted samples together, because they are all in memory.
  private static let elementLimit = 1 << 24
  /// Evaluated samples use the seed itself, or the next one if training used it.
  private static let seedDistance: UInt64 = 2

  /// Fits mean and components.
  ///
  /// - Parameters:
  ///   - evaluated: The evaluated samples, which have been found finite.
  ///   - checkpoint: The model, whose number of latents is that of the components.
  ///   - seed: The seed of the evaluation.
  ///   - team: The workers.
  ///   - isCancelled: Polled for cancellation.
  /// - Throws: ``DiagnosisError`` when a sample is not finite, or the work was cancelled.
  init(
    for evaluated: EvaluationSamples, by checkpoint: DescribedModel, seed: UInt64,
    team: WorkerTeam, isCancelled: @escaping @Sendable () -> Bool
  ) throws(DiagnosisError) {
    let dimensions = checkpoint.model.sampleShape.reduce(1, *)
    let limit = Self.limit(for: checkpoint)
    let other =
      evaluated.trainingPart?(limit)
      ?? EvaluationSamples.simulated(
        for: checkpoint,
        settings: EvaluationSettings(sampleCount: limit, seed: seed &+ Self.seedDistance))
    let source = other ?? evaluated
    let points = source.leading(limit, team: team, isCancelled: isCancelled)
    guard let points, !isCancelled() else { throw .cancelled }
    do {
      components = try PrincipalProjection(
        points.reshaped(to: [points.rowCount, dimensions]), count: checkpoint.model.latentCount,
        seed: seed, team: team, isCancelled: isCancelled)
    } catch {
      guard error != .cancelled else { throw .cancelled }
      throw .notFinite(data: source.label, what: "values", sample: 0)
    }
    label = source.label
    isHeldOut = other != nil
  }

  /// The most samples that are fitted for a model.
  static func limit(for checkpoint: DescribedModel) -> Int {
    let dimensions = checkpoint.model.sampleShape.reduce(1, *)
    return max(2, min(sampleLimit, elementLimit / max(1, dimensions)))
  }

  /// The mean sample, once per sample of a block.
  func mean(like block: Tensor) -> Tensor {
    let mean = components.mean.map(Float.init)
    return Tensor(
      shape: block.shape, elements: (0..<block.rowCount).flatMap { _ in mean })
  }

  /// The projections of a block of samples on the components.
  func projection(of block: Tensor) -> Tensor {
    let points = block.reshaped(to: [block.rowCount, block.rowStride])
    return components.points(of: components.scores(of: points)).reshaped(to: block.shape)
  }
}

extension EvaluationSamples {
  /// The first samples in whole blocks, at least `limit` of them or all; `nil` when cancelled.
  fileprivate func leading(
    _ limit: Int, team: WorkerTeam, isCancelled: @Sendable () -> Bool
  ) -> Tensor? {
    let starts = Array(stride(from: 0, to: min(limit, count), by: Self.blockSize))
    var blocks: [Tensor] = []
    for wave in stride(from: 0, to: starts.count, by: team.count) {
      let own = starts[wave..<min(wave + team.count, starts.count)]
      blocks += team.results(own.count) { index in
        isCancelled() ? nil : block(blockRange(of: own[own.startIndex + index]))
      }.compactMap(\.self)
      guard blocks.count == wave + own.count else { return nil }
    }
    guard let first = blocks.first else { return nil }
    let rows = blocks.reduce(0) { $0 + $1.rowCount }
    return Tensor(shape: [rows] + first.shape.dropFirst(), elements: blocks.flatMap(\.elements))
  }
}
