/// A model of another program, as its file tells it: graphs and what their inputs and outputs mean.
///
/// Every reader of a foreign format makes one; the layer above lowers its graphs to networks.
package struct ForeignModel: Sendable {
  /// Inputs of the decoder of which one at a time is 1, counted over all inputs of the decoder in their order.
  package struct Selector: Sendable, Equatable {
    /// What is selected, such as `label`.
    package var name: String
    /// The first of the latents.
    package var start: Int
    /// The number of choices.
    package var count: Int
    /// Whether it is an input of its own beside the latents, as the label of a conditional decoder.
    package var isCondition: Bool

    /// Creates a selector.
    package init(name: String, start: Int, count: Int, isCondition: Bool) {
      (self.name, self.start, self.count, self.isCondition) = (name, start, count, isCondition)
    }
  }

  /// One way to read weights whose file does not say what is computed with them.
  package struct Interpretation: Sendable, Equatable, Codable {
    /// What differs between the interpretations, in words.
    package var words: String
    /// How badly it explains the weights, from 0.
    package var error: Double

    /// Creates an interpretation.
    package init(words: String, error: Double) { (self.words, self.error) = (words, error) }
  }

  /// The format in words, such as `ONNX, opset 17`.
  package var format: String
  /// The decoder: its inputs are the latents, `[batch, latents]`, then conditions, `[batch, choices]` each; its only output is the sample.
  package var decoder: OperatorGraph
  /// The encoder, if there is one: its first input is the sample, conditions may follow; its outputs are `[batch, latents]` each: the code alone,
  /// or the mean and the log variance.
  package var encoder: OperatorGraph?
  /// The number of latents, conditions not counted.
  package var latentCount: Int
  /// The axes of the samples that the decoder computes and the encoder reads.
  package var sampleAxes: SampleAxes
  /// Height, width and channels of a sample.
  package var sampleShape: [Int]
  /// The values that the decoder's last operation can compute, where it bounds them.
  package var range: ClosedRange<Float>?
  /// Categories among the inputs of the decoder.
  package var selectors: [Selector]
  /// The norm of the latents, for codes on a sphere; `nil` where it is free.
  package var norm: Float?
  /// How the weights could be read, the best first: the first was chosen; empty where the file says it.
  package var ranking: [Interpretation]
  /// What was guessed, skipped or cut, one sentence each.
  package var notes: [String]

  /// Creates a foreign model.
  package init(
    format: String, decoder: OperatorGraph, encoder: OperatorGraph?, latentCount: Int,
    sampleAxes: SampleAxes,
    sampleShape: [Int], range: ClosedRange<Float>? = nil, selectors: [Selector] = [],
    norm: Float? = nil,
    ranking: [Interpretation] = [], notes: [String] = []
  ) {
    (self.format, self.decoder, self.encoder) = (format, decoder, encoder)
    (self.latentCount, self.sampleAxes, self.sampleShape) = (latentCount, sampleAxes, sampleShape)
    (self.range, self.selectors, self.norm) = (range, selectors, norm)
    (self.ranking, self.notes) = (ranking, notes)
  }
}
