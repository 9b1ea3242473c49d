package import Tensors

/// A network prepared for batches: the kernels, and the place of every value in a worker's memory.
package struct NetworkPlan: Sendable {
  /// The offsets of one value and its gradient.
  struct Place: Sendable {
    let value: Int
    let gradient: Int
    let sampleCount: Int
  }

  /// A node with its kernel and the offsets of its inputs and output.
  struct PlannedNode: Sendable {
    let name: String
    let kernel: any LayerKernel
    /// The same kernel, where it has gradients and they are needed.
    let differentiable: (any DifferentiableKernel)?
    let inputs: [Place]
    let output: Place
    /// Where the node writes its inputs' gradients; `nil` where none is needed.
    let inputGradients: [Int?]
    /// Inputs whose gradient a later node or an earlier input has already written: computed aside, then
    /// added.
    let addedGradients: [Int]
    let parameterOffset: Int
    let preparedOffset: Int
    /// The largest team of workers that speeds this node up.
    let largestTeam: Int
  }

  /// The number of samples that fit at once.
  package let maximumRows: Int
  /// The number of workers that can share a forward pass.
  package let maximumTeam: Int
  /// The elements of one worker's memory.
  package let memoryCount: Int
  /// The elements of rearranged weights.
  package let preparedCount: Int
  private let needsGradients: Bool
  private let nodes: [PlannedNode]
  private let places: [Place]
  private let scratch: Int
  /// The working memory of each worker that shares a pass.
  private let scratchStride: Int

  /// Plans a network.
  ///
  /// - Parameters:
  ///   - network: What to run.
  ///   - table: The layout of the parameters; must contain the network's.
  ///   - maximumRows: The number of samples that one worker runs at once.
  ///   - maximumTeam: The number of workers that can share a forward pass.
  ///   - smallestShare: The fewest multiply-adds worth giving to a worker.
  ///   - needsGradients: Whether there will be backward passes; if not, gradients take no memory.
  ///   - needsInputGradient: Whether ``backward(_:rows:parameters:prepared:gradient:)`` also computes the
  ///     gradient with respect to the network's input.
  package init(
    _ network: Network, table: ParameterTable, maximumRows: Int, maximumTeam: Int = 1,
    smallestShare: Int = 1 << 16, needsGradients: Bool = true, needsInputGradient: Bool
  ) {
    let live = Self.steps(of: network)
    let layout = ValueLayout(
      network, steps: live, rows: maximumRows, needsGradients: needsGradients)
    let places = network.shapes.indices.map { value in
      Place(
        value: layout.values[value], gradient: layout.gradients[value],
        sampleCount: network.shapes[value].reduce(1, *))
    }
    let aside = layout.count
    let widest = network.shapes.map { Self.stride(of: $0, rows: maximumRows) }.max() ?? 0
    let end =
      aside + (needsGradients ? Self.asideCount(of: network, live, rows: maximumRows) : 0)

    let offsets = Dictionary(
      uniqueKeysWithValues: table.entries.map { ($0.name, $0.offset) })
    let lastReader = Dictionary(
      live.flatMap { step in step.inputs.map { ($0, step.output) } }, uniquingKeysWith: max)
    var prepared = 0
    var scratchCount = 0
    nodes = live.map { step in
      let node = step.node
      let shapes = network.inputShapes(of: node)
      let kernel = step.makeKernel(inputShapes: shapes, maximumRows: maximumRows)
      let isWanted = { (value: Int) in value > 0 || needsInputGradient }
      let added = step.inputs.indices.filter { slot in
        let value = step.inputs[slot]
        let isBegun = lastReader[value] != step.output || step.inputs[..<slot].contains(value)
        return isWanted(value) && isBegun
      }
      let first = node.layer.parameters(inputShapes: shapes).first
      defer {
        prepared += (kernel.preparedCount + 2 * FloatBuffer.slack - 1) & -FloatBuffer.slack
        scratchCount = max(scratchCount, kernel.scratchCount)
      }
      let differentiable = needsGradients ? kernel as? any DifferentiableKernel : nil
      // Every kernel overwrites the gradient of its parameters, so shared ones would lose a part of theirs.
      precondition(
        !needsGradients || differentiable != nil && !node.sharesParameters,
        "NetworkPlan: \(node.name) (\(type(of: node.layer).kind)) has no gradients")
      return PlannedNode(
        name: node.name, kernel: kernel, differentiable: differentiable,
        inputs: step.inputs.map { places[$0] },
        output: places[step.output],
        inputGradients: step.inputs.enumerated().map { slot, value in
          guard isWanted(value) else { return nil }
          return added.contains(slot) ? aside + slot * widest : places[value].gradient
        },
        addedGradients: added,
        parameterOffset: first.flatMap { offsets["\(node.parameterName).\($0.name)"] } ?? 0,
        preparedOffset: prepared,
        largestTeam: min(maximumTeam, max(1, kernel.sharedWork / smallestShare)))
    }
    self.places = places
    self.needsGradients = needsGradients
    self.maximumRows = maximumRows
    self.maximumTeam = maximumTeam
    scratch = end
    scratchStride = (scratchCount + 2 * FloatBuffer.slack - 1) & -FloatBuffer.slack
    memoryCount = end + scratchStride * maximumTeam
    preparedCount = prepared
  }

  /// The elements that `rows` samples of a shape take, rounded up to a multiple of a vector.
  static func stride(of shape: [Int], rows: Int) -> Int {
    (shape.reduce(1, *) * rows + 2 * FloatBuffer.slack - 1) & -FloatBuffer.slack
  }

  /// The elements for gradients that are computed aside before they are added; 0 where every value has one
  /// reader.
  static func asideCount(of network: Network, _ steps: [Step], rows: Int) -> Int {
    let reads = steps.flatMap(\.inputs)
    guard Set(reads).count < reads.count else { return 0 }
    let widest = network.shapes.map { stride(of: $0, rows: rows) }.max() ?? 0
    return widest * (steps.map(\.inputs.count).max() ?? 0)
  }

  /// The number of elements in one output sample.
  package var outputSampleCount: Int { places[places.count - 1].sampleCount }

  /// The network's input in a worker's memory, `[rows, …]`.
  package func input(_ memory: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<Float> {
    memory + places[0].value
  }

  /// The gradient with respect to the input, after a backward pass that computes it.
  package func inputGradient(_ memory: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<Float> {
    memory + places[0].gradient
  }

  /// The network's output, `[rows, …]`.
  package func output(_ memory: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<Float> {
    memory + places[places.count - 1].value
  }

  /// Where the gradient with respect to the output is written before a backward pass.
  package func outputGradient(_ memory: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<Float>
  {
    memory + places[places.count - 1].gradient
  }

  /// The first value of a forward pass, in the order of the nodes, that is NaN or infinite.
  ///
  /// - Parameters:
  ///   - memory: A worker's memory after a forward pass.
  ///   - rows: The number of samples of that pass.
  /// - Returns: The name of the node, or `input`, and the first such sample.
  package func firstFault(
    _ memory: UnsafeMutablePointer<Float>, rows: Int
  ) -> (name: String, row: Int)? {
    let values =
      [(name: "input", place: places[0])] + nodes.map { (name: $0.name, place: $0.output) }
    for (name, place) in values {
      let elements = UnsafeBufferPointer(
        start: memory + place.value, count: rows * place.sampleCount)
      if let index = elements.firstIndex(where: { !$0.isFinite }) {
        return (name, index / place.sampleCount)
      }
    }
    return nil
  }

  /// Rearranges one share of the weights after they changed.
  package func prepare(
    _ parameters: UnsafePointer<Float>, into prepared: UnsafeMutablePointer<Float>, part: Int,
    of parts: Int
  ) {
    for node in nodes {
      node.kernel.prepare(
        parameters + node.parameterOffset, into: prepared + node.preparedOffset, part: part,
        of: parts)
    }
  }

  /// Runs the network on the `rows` samples at ``input(_:)``.
  package func forward(
    _ memory: UnsafeMutablePointer<Float>, rows: Int, parameters: UnsafePointer<Float>,
    prepared: UnsafePointer<Float>
  ) {
    precondition(rows <= maximumRows, "NetworkPlan: \(rows) rows, room for \(maximumRows)")
    for node in nodes {
      // A forward pass adds no gradients; the scratch stands in for a pointer that is never used.
      node.kernel.forward(
        pass(node, memory, rows, parameters, prepared, gradient: memory + scratch))
    }
  }

  /// Runs the network on the `rows` samples at ``input(_:)`` with a team that shares every layer.
  ///
  /// The result is bit-identical to that of one worker. Workers past ``maximumTeam`` do nothing.
  package func forward(
    _ memory: FloatBuffer, rows: Int, parameters: FloatBuffer, prepared: FloatBuffer,
    team: WorkerTeam
  ) {
    precondition(rows <= maximumRows, "NetworkPlan: \(rows) rows, room for \(maximumRows)")
    for node in nodes {
      let parts = min(team.count, node.largestTeam)
      let run = { @Sendable (worker: Int) in
        guard worker < parts else { return }
        node.kernel.forward(
          pass(
            node, memory.pointer, rows, parameters.pointer, prepared.pointer,
            gradient: memory.pointer + scratch, worker: worker),
          share: WorkShare(part: worker, of: parts))
      }
      if parts > 1 { team.run(run) } else { run(0) }
    }
  }

  /// Propagates gradients back from ``outputGradient(_:)``.
  ///
  /// - Parameters:
  ///   - memory: The worker's memory after a forward pass of the same rows.
  ///   - rows: The number of samples.
  ///   - parameters: The weights of the forward pass.
  ///   - prepared: The rearranged weights.
  ///   - gradient: The worker's gradient, laid out as the parameters; overwritten.
  package func backward(
    _ memory: UnsafeMutablePointer<Float>, rows: Int, parameters: UnsafePointer<Float>,
    prepared: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>
  ) {
    precondition(needsGradients, "NetworkPlan: planned without backward passes")
    for node in nodes.reversed() {
      node.differentiable?.backward(
        pass(
          node, memory, rows, parameters, prepared, gradient: gradient + node.parameterOffset))
      for slot in node.addedGradients {
        guard let aside = node.inputGradients[slot] else { continue }
        let target = memory + node.inputs[slot].gradient
        for index in 0..<rows * node.inputs[slot].sampleCount {
          target[index] += memory[aside + index]
        }
      }
    }
  }

  private func pass(
    _ node: PlannedNode, _ memory: UnsafeMutablePointer<Float>, _ rows: Int,
    _ parameters: UnsafePointer<Float>, _ prepared: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>, worker: Int = 0
  ) -> LayerPass {
    LayerPass(
      rows: rows, parameters: parameters + node.parameterOffset,
      prepared: prepared + node.preparedOffset, parameterGradient: gradient,
      scratch: memory + (scratch + worker * scratchStride), node: node, memory: memory)
  }
}
