extension Network {
  /// The multiply-adds with weights of one sample forward.
  package var productCount: Int { nodes.reduce(0) { $0 + productCount(of: $1) } }

  /// The multiply-adds with weights of one sample in a training step: forward, the gradient of the weights
  /// and that of the input, as far as it is wanted.
  ///
  /// - Parameter needsInputGradient: Whether the gradient with respect to the network's input is wanted;
  ///   the layers that read the input go without one otherwise.
  /// - Returns: The number for forward and backward together.
  package func trainingProductCount(needsInputGradient: Bool) -> Int {
    nodes.reduce(0) { sum, node in
      let hasInputGradient = needsInputGradient || !node.inputs.contains(0)
      return sum + productCount(of: node) * (hasInputGradient ? 3 : 2)
    }
  }

  /// The multiply-adds with weights of one node for one sample forward.
  package func productCount(of node: Node) -> Int {
    node.layer.productCount(inputShapes: inputShapes(of: node))
  }
}
