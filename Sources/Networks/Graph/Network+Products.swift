extension Network {
  /// The multiply-adds with weights per sample of a forward pass.
  package var productCount: Int { nodes.reduce(0) { $0 + productCount(of: $1) } }

  /// The multiply-adds with weights per sample of a training step: forward, the gradient of the weights and
  /// that of the input, where it is needed.
  ///
  /// - Parameter needsInputGradient: Whether the gradient with respect to the network's input is needed;
  ///   otherwise the layers that read the input do not compute it.
  /// - Returns: The number for forward and backward together.
  package func trainingProductCount(needsInputGradient: Bool) -> Int {
    nodes.reduce(0) { sum, node in
      let hasInputGradient = needsInputGradient || !node.inputs.contains(0)
      return sum + productCount(of: node) * (hasInputGradient ? 3 : 2)
    }
  }

  /// The multiply-adds with weights per sample of one node, forward.
  package func productCount(of node: Node) -> Int {
    node.layer.productCount(inputShapes: inputShapes(of: node))
  }
}
