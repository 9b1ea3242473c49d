package import Tensors

/// The layout of the parameters of one or more networks in one flat array.
///
/// Parameters start at multiples of a vector, so that optimisers and reductions run over the whole array at
/// once.
package struct ParameterTable: Sendable, Equatable {
  /// One parameter.
  package struct Entry: Sendable, Equatable {
    /// The full name, `encoder.0.weight`.
    package let name: String
    /// The extents in memory and in files.
    package let parameter: ParameterShape
    /// The position of its first element.
    package let offset: Int

    /// The positions of its elements.
    package var range: Range<Int> { offset..<offset + parameter.count }
  }

  /// All parameters, in the order of the nodes.
  package let entries: [Entry]
  /// The number of elements, gaps included.
  package let count: Int

  /// Lays out the parameters of networks one after another.
  package init(_ networks: [Network]) {
    var entries: [Entry] = []
    var offset = 0
    for network in networks {
      for node in network.nodes where !node.sharesParameters {
        for parameter in node.layer.parameters(inputShapes: network.inputShapes(of: node)) {
          let name = "\(node.name).\(parameter.name)"
          entries.append(Entry(name: name, parameter: parameter, offset: offset))
          offset += (parameter.count + Vector.scalarCount - 1) & -Vector.scalarCount
        }
      }
    }
    self.entries = entries
    count = offset
  }

  /// Initial values, uniform within ±1/√fan-in, the default of PyTorch's layers.
  ///
  /// - Parameter seed: The seed of the experiment; every parameter has its own random stream.
  /// - Returns: The elements of all parameters.
  package func initialValues(seed: UInt64) -> [Float] {
    var values = [Float](repeating: 0, count: count)
    for (index, entry) in entries.enumerated() {
      var random = CounterRandom(seed: seed, stream: .weights, step: index)
      let bound = 1 / Double(entry.parameter.fanIn).squareRoot()
      for position in entry.range {
        values[position] = Float((2 * random.nextUniform() - 1) * bound)
      }
    }
    return values
  }

  /// One parameter in the layout of files.
  ///
  /// - Parameters:
  ///   - entry: Which parameter.
  ///   - values: All parameters in memory order.
  /// - Returns: The parameter under ``ParameterShape/fileShape``.
  package func tensor(_ entry: Entry, in values: [Float]) -> Tensor {
    var elements: [Float] = []
    elements.reserveCapacity(entry.parameter.count)
    entry.parameter.forEachMemoryPosition { elements.append(values[entry.offset + $0]) }
    return Tensor(shape: entry.parameter.fileShape, elements: elements)
  }

  /// Stores one parameter, given in the layout of files, at its place in memory.
  package func assign(_ tensor: Tensor, to entry: Entry, in values: inout [Float]) {
    precondition(
      tensor.shape == entry.parameter.fileShape,
      "ParameterTable: \(entry.name) is \(entry.parameter.fileShape), given \(tensor.shape)")
    var next = 0
    entry.parameter.forEachMemoryPosition { position in
      values[entry.offset + position] = tensor.elements[next]
      next += 1
    }
  }
}
