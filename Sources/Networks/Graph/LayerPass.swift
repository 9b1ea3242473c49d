import Tensors

/// The memory of one worker's run through one layer.
package struct LayerPass {
  /// The number of samples.
  package let rows: Int
  /// The layer's parameters.
  package let parameters: UnsafePointer<Float>
  /// The layer's rearranged weights.
  package let prepared: UnsafePointer<Float>
  /// Where the gradients of the parameters are written; valid only in backward passes.
  package let parameterGradient: UnsafeMutablePointer<Float>
  /// Working memory of the layer's `scratchCount` elements.
  package let scratch: UnsafeMutablePointer<Float>
  let node: NetworkPlan.PlannedNode
  let memory: UnsafeMutablePointer<Float>

  /// The samples of one input, `[rows, …]`.
  package func input(_ index: Int = 0) -> UnsafePointer<Float> {
    UnsafePointer(memory + node.inputs[index].value)
  }

  /// The layer's output, `[rows, …]`.
  package var output: UnsafeMutablePointer<Float> { memory + node.output.value }

  /// The gradient with respect to the output, `[rows, …]`.
  ///
  /// The node that wrote the output may overwrite it: nothing reads it afterwards.
  package var outputGradient: UnsafeMutablePointer<Float> { memory + node.output.gradient }

  /// Where the gradient of one input is written, `[rows, …]`; `nil` when it is not needed.
  package func inputGradient(_ index: Int = 0) -> UnsafeMutablePointer<Float>? {
    node.inputGradients[index].map { memory + $0 }
  }
}
