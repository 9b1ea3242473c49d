import Datasets
import Synchronization
import Tensors

extension EvaluationSamples {
  /// The most elements that are kept in memory: 64 MiB.
  private static let keptElementLimit = 1 << 24

  /// The same samples for work that visits them several times: simulated blocks are made once, where all
  /// fit in memory; a file is read again.
  func keepingBlocks() -> EvaluationSamples {
    let elementCount = count * description.shape.reduce(1, *)
    guard source == .simulated, elementCount <= Self.keptElementLimit else { return self }
    let kept = KeptBlocks()
    return EvaluationSamples(
      description: description, source: source, label: label, notes: notes, factors: factors,
      block: { [block] range in kept.block(range, make: block) }, fingerprint: fingerprint,
      numbers: numbers, trainingPart: trainingPart)
  }
}

/// Blocks of samples that were made before.
private final class KeptBlocks: Sendable {
  private let blocks = Mutex<[Range<Int>: Tensor]>([:])

  func block(_ range: Range<Int>, make: (Range<Int>) -> Tensor) -> Tensor {
    if let block = blocks.withLock({ $0[range] }) { return block }
    // Outside the lock, so that workers simulate at the same time.
    let block = make(range)
    blocks.withLock { $0[range] = block }
    return block
  }
}
