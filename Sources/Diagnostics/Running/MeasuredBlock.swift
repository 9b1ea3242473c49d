import Analysis
import Models
import Tensors

/// The results of a block of samples after the model has encoded and decoded them.
struct MeasuredBlock: Sendable {
  /// The codes.
  let codes: LatentCodes
  /// The errors of the decoded samples.
  let errors: ReconstructionErrors
  /// The samples and the decoded ones, where their residuals are computed.
  let pictures: (samples: Tensor, decoded: Tensor)?

  /// Why a block could not be evaluated.
  enum Fault: Sendable {
    /// A sample has an element that is not finite; the index is that within the block.
    case sample(Int)
    /// A code is not finite.
    case code(Int)
  }

  /// Evaluates samples, `[samples, height, width, channels]`.
  static func measure(
    _ samples: Tensor, by checkpoint: DescribedModel, keepingPictures: Bool
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
        pictures: keepingPictures ? (samples, decoded) : nil))
  }

  /// A block, or why there is none.
  enum Result: Sendable {
    case block(MeasuredBlock)
    case fault(Fault)
  }
}
