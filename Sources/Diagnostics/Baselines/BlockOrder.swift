import Tensors

/// The order in which blocks of samples are visited, so that each sample is paired with another one.
///
/// Blocks follow each other at random, a shorter last one at the end. The partner of a sample is the one that stands
/// ``shift`` places earlier, round the end: a permutation without a fixed point, for which no more than the
/// blocks at hand and their predecessors are needed.
struct BlockOrder: Sendable {
  /// The ranges of samples in the order of the visits.
  let blocks: [Range<Int>]
  /// The distance to the partner; less than the number of samples.
  let shift: Int

  /// Orders the blocks of at least two samples.
  init(of samples: EvaluationSamples, seed: UInt64) {
    precondition(samples.count >= 2, "BlockOrder: \(samples.count) samples")
    let starts = Array(stride(from: 0, to: samples.count, by: EvaluationSamples.blockSize))
    let ranges = starts.map { samples.blockRange(of: $0) }
    let whole = ranges.filter { $0.count == EvaluationSamples.blockSize }
    var random = CounterRandom(seed: seed, stream: .analysis, row: -1)
    let order = random.nextPermutation(whole.count)
    blocks = order.map { whole[$0] } + ranges.filter { $0.count < EvaluationSamples.blockSize }
    shift = min(EvaluationSamples.blockSize, samples.count / 2)
  }

  /// The last samples of the order, which the first ones are paired with.
  func lastSamples(of samples: EvaluationSamples) -> Tensor {
    var tail = samples.block(blocks[blocks.count - 1])
    if tail.rowCount < shift {
      tail = samples.block(blocks[blocks.count - 2]).followed(by: tail)
    }
    return tail.rows(tail.rowCount - shift..<tail.rowCount)
  }
}

extension Tensor {
  /// The rows of this tensor and then those of another one.
  func followed(by other: Tensor) -> Tensor {
    Tensor(
      shape: [rowCount + other.rowCount] + shape.dropFirst(), elements: elements + other.elements)
  }
}
