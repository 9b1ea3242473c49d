import Tensors

extension ExplorerState {
  /// Whether a binary sample drawn with the decoded probabilities is shown instead of the probabilities.
  var showsDraw: Bool { explore.drawsElements && model?.decodesChances == true }

  /// The name of the decoded image.
  var decodedTitle: String { showsDraw ? "drawn" : "decoded" }
}

extension Tensor {
  /// A binary sample, each element 1 with its own value as the probability.
  ///
  /// NaN stays NaN. An element has the same random number at every latent point, so that a draw changes only
  /// where the probabilities do.
  func drawn(seed: UInt64) -> Tensor {
    var random = CounterRandom(seed: seed, stream: .exploration, row: 1)
    return Tensor(
      shape: shape,
      elements: elements.map {
        let isOne = Float(random.nextUniform()) < $0
        return $0.isNaN ? $0 : (isOne ? 1 : 0)
      })
  }
}
