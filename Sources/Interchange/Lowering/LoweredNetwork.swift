package import Networks

/// A network of this program that computes what a graph computes, with its weights.
package struct LoweredNetwork: Sendable {
  /// Where a lowered network begins and ends.
  package struct Request: Sendable {
    /// The graph's inputs to be read, with the extents of one sample of each, without the batch; several follow each other in one vector.
    package var inputs: [(name: String, extents: [Int])]
    /// The axes of the only input, if it is a sample, so that the network reads `[height, width, channels]`; `nil` for vectors.
    package var inputAxes: SampleAxes?
    /// The values to be computed, which may be inner ones of the graph: a sample alone, or vectors that follow each other in one.
    package var outputs: [String]
    /// The axes of the only output, if it is a sample, so that the network computes `[height, width, channels]`; `nil` for vectors.
    package var outputAxes: SampleAxes?

    /// Creates a request.
    package init(
      inputs: [(name: String, extents: [Int])], inputAxes: SampleAxes?, outputs: [String],
      outputAxes: SampleAxes?
    ) {
      (self.inputs, self.inputAxes) = (inputs, inputAxes)
      (self.outputs, self.outputAxes) = (outputs, outputAxes)
    }
  }

  /// The network.
  package let network: Network
  /// Its parameters by the names of `ParameterTable([network])`, each in the layout of files.
  package let parameters: [String: OperatorGraph.Constant]
  /// What was cut or skipped, one sentence each.
  package let notes: [String]

  /// Creates a lowered network.
  package init(network: Network, parameters: [String: OperatorGraph.Constant], notes: [String]) {
    (self.network, self.parameters, self.notes) = (network, parameters, notes)
  }
}
