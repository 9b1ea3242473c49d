/// The layers that are read, by their class names.
enum KerasLayerKinds {
  /// Adds the operators of a layer's call, and returns the only value that it computes.
  typealias Kind =
    @Sendable (inout KerasGraphBuilder, [KerasArgument]) throws(KerasLayerError) -> KerasValue

  static let all: [String: Kind] =
    dense.merging(convolutions) { own, _ in own }.merging(normalizations) { own, _ in own }
    .merging(shapes) { own, _ in own }.merging(pictures) { own, _ in own }
    .merging(pooling) { own, _ in own }.merging(activations) { own, _ in own }
    .merging(sums) { own, _ in own }
}
