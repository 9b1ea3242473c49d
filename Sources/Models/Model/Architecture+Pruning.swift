import Networks
import Tensors

extension Architecture {
  /// Sets all heads of some latents to zero, so that their codes are 0 for every sample: for a Gaussian family
  /// with the standard normal prior their posterior is the prior.
  ///
  /// - Parameters:
  ///   - latents: The latents.
  ///   - parameters: All weights in memory order.
  /// - Returns: The changed weights; `nil` where the encoder does not end in affine layers, whose rows could be
  ///   set to zero.
  package func settingHeadsToZero(of latents: [Int], in parameters: [Float]) -> [Float]? {
    guard let encoder, let headCount else { return nil }
    var changed = parameters
    let outputs = (0..<headCount).flatMap { head in latents.map { head * latentCount + $0 } }
    let isAffine = encoder.setToZero(
      outputs, ofValue: encoder.nodes.count, table: ParameterTable(networks), in: &changed)
    return isAffine ? changed : nil
  }
}

extension Network {
  /// Sets some outputs of a value to zero; `false` where it is not the output of affine layers.
  fileprivate func setToZero(
    _ outputs: [Int], ofValue value: Int, table: ParameterTable, in parameters: inout [Float]
  ) -> Bool {
    guard value > 0 else { return false }
    let node = nodes[value - 1]
    switch node.layer {
    case is Dense:
      for entry in table.entries where entry.name.hasPrefix("\(node.parameterName).") {
        let tensor = table.tensor(entry, in: parameters)
        // Both the weight, one row per output, and the bias have the outputs first.
        let stride = tensor.rowStride
        var elements = tensor.elements
        for output in outputs {
          for index in output * stride..<(output + 1) * stride { elements[index] = 0 }
        }
        table.assign(
          Tensor(shape: tensor.shape, elements: elements), to: entry, in: &parameters)
      }
      return true
    case is Concatenation:
      var start = 0
      var isAffine = true
      for (input, shape) in zip(node.inputs, inputShapes(of: node)) {
        let count = shape.reduce(1, *)
        let own = outputs.filter { (start..<start + count).contains($0) }.map { $0 - start }
        if !own.isEmpty {
          isAffine =
            setToZero(own, ofValue: input, table: table, in: &parameters) && isAffine
        }
        start += count
      }
      return isAffine
    case is Sum:
      return node.inputs.allSatisfy {
        setToZero(outputs, ofValue: $0, table: table, in: &parameters)
      }
    default: return false
    }
  }
}
