import Tensors

extension ExplorerState {
  /// Whether zeros and ones are shown that are drawn by the decoded chances, instead of the chances.
  var showsDraw: Bool { explore.drawsElements && model?.decodesChances == true }

  /// What the decoder's picture is called.
  var decodedTitle: String { showsDraw ? "drawn" : "decoded" }
}

extension Tensor {
  /// Ones and zeros, each element a one with its own value as the chance.
  ///
  /// NaN, which is no chance, stays. An element has the same random number at every point of the latent space, so that a draw changes only where the chances do.
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
