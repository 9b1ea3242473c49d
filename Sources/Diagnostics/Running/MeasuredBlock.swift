import Analysis
import Models
import Tensors

/// The results of a block of samples after the model has encoded and decoded them.
struct MeasuredBlock: Sendable {
  /// The codes.
  let codes: LatentCodes
  /// The errors of the decoded samples.
  let errors: ReconstructionErrors
  /// The residuals of every sample; empty where they are not computed.
  let residuals: [ResidualWhiteness.Sums]

  /// Why a block could not be evaluated.
  enum Fault: Sendable {
    /// A sample has an element that is not finite; the index is that within the block.
    case sample(Int)
    /// A code is not finite.
    case code(Int)
  }

  /// Evaluates samples, `[samples, height, width, channels]`.
  static func measure(
    _ samples: Tensor, by checkpoint: DescribedModel, includingResiduals: Bool
  ) -> Result {
    if let place = samples.elements.firstIndex(where: { !$0.isFinite }) {
      return .fault(.sample(place / samples.rowStride))
    }
    let posterior = checkpoint.model.encode(samples)
    if let sample = posterior.firstFault { return .fault(.code(sample)) }
    let decoded = checkpoint.model.decode(posterior.mean)
    return .block(
      MeasuredBlock(
        codes: posterior,
        errors: ReconstructionErrors(
          samples, decoded, data: checkpoint.data, transform: checkpoint.model.transform),
        residuals: includingResiduals
          ? ResidualWhiteness.Sums.perPicture(counts: samples, expectations: decoded) : []))
  }

  /// A block, or why there is none.
  enum Result: Sendable {
    case block(MeasuredBlock)
    case fault(Fault)
  }
}
