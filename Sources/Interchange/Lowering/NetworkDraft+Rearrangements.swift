import Networks

extension NetworkDraft {
  /// Makes changes of order vanish: into each other, and into the weights of the dense layers before and behind them.
  mutating func foldRearrangements(output: Int) {
    joinRearrangements()
    let readers = readers(output: output)
    for index in nodes.indices {
      guard case .rearrangement(let change) = nodes[index].operation, !change.isView else {
        continue
      }
      let isFolded =
        foldIntoDenseBefore(index, change, readers) || foldIntoDenseBehind(index, change, readers)
      guard isFolded else { continue }
      nodes[index].operation = .rearrangement(
        Rearrangement(extents: [change.count], axes: [0], shape: change.shape))
    }
    joinRearrangements()
  }

  /// The nodes that read each value; the output is read by one more.
  private func readers(output: Int) -> [[Int]] {
    var readers = [[Int]](repeating: [], count: nodes.count + 1)
    for (index, node) in nodes.enumerated() {
      for input in node.inputs { readers[input].append(index) }
    }
    readers[output].append(nodes.count)
    return readers
  }

  /// Lets a change of shape that follows another change read what that one reads.
  private mutating func joinRearrangements() {
    for index in nodes.indices {
      guard case .rearrangement(let second) = nodes[index].operation, nodes[index].inputs[0] > 0,
        case .rearrangement(let first) = nodes[nodes[index].inputs[0] - 1].operation
      else { continue }
      let joined: Rearrangement
      if second.isView {
        joined = first.viewed(as: second.shape)
      } else if first.isView {
        joined = second
      } else if first.undoes(second) {
        joined = Rearrangement(extents: [first.count], axes: [0], shape: second.shape)
      } else {
        continue
      }
      nodes[index].inputs = nodes[nodes[index].inputs[0] - 1].inputs
      nodes[index].operation = .rearrangement(joined)
    }
  }

  /// Whether a layer treats every element alike, so that their order does not matter to it.
  private func isElementwise(_ node: Node) -> Bool {
    if case .layer(let layer) = node.operation { layer is Activation } else { false }
  }

  private func isDense(_ node: Node) -> Bool {
    guard case .layer(let layer) = node.operation, layer is Dense else { return false }
    return shapes[node.inputs[0]].count == 1
  }

  /// Changes the order of the outputs of the dense layer that a value comes from, through functions of single elements.
  private mutating func foldIntoDenseBefore(
    _ index: Int, _ change: Rearrangement, _ readers: [[Int]]
  ) -> Bool {
    var value = nodes[index].inputs[0]
    while value > 0, readers[value].count == 1 {
      let node = nodes[value - 1]
      if isDense(node), let weight = node.parameters["weight"], let bias = node.parameters["bias"] {
        let positions = change.positions
        nodes[value - 1].parameters["weight"] = weight.pickingRows(positions)
        nodes[value - 1].parameters["bias"] = bias.picking(positions, shape: bias.shape)
        return true
      }
      guard isElementwise(node) else { return false }
      value = node.inputs[0]
    }
    return false
  }

  /// Changes the order of the inputs of the dense layer that a value goes to.
  private mutating func foldIntoDenseBehind(
    _ index: Int, _ change: Rearrangement, _ readers: [[Int]]
  ) -> Bool {
    var value = index + 1
    while readers[value].count == 1, readers[value][0] < nodes.count {
      let reader = readers[value][0]
      let node = nodes[reader]
      if isDense(node), let weight = node.parameters["weight"] {
        let columns = change.positions
        var from = [Int](repeating: 0, count: columns.count)
        for (new, old) in columns.enumerated() { from[old] = new }
        nodes[reader].parameters["weight"] = weight.pickingColumns(from)
        return true
      }
      guard isElementwise(node) else { return false }
      value = reader + 1
    }
    return false
  }
}

extension OperatorGraph.Constant {
  /// The rows of a matrix in another order.
  fileprivate func pickingRows(_ rows: [Int]) -> Self {
    let (numbers, columns) = (floats, shape[1])
    var picked: [Float] = []
    picked.reserveCapacity(numbers.count)
    for row in rows { picked += numbers[row * columns..<(row + 1) * columns] }
    return Self(shape: shape, elements: .numbers(picked))
  }

  /// The columns of a matrix in another order.
  fileprivate func pickingColumns(_ columns: [Int]) -> Self {
    let numbers = floats
    var picked: [Float] = []
    picked.reserveCapacity(numbers.count)
    for start in stride(from: 0, to: numbers.count, by: columns.count) {
      for column in columns { picked.append(numbers[start + column]) }
    }
    return Self(shape: shape, elements: .numbers(picked))
  }
}

extension Rearrangement {
  /// Whether another change after this one restores the order.
  fileprivate func undoes(_ second: Rearrangement) -> Bool {
    let (first, second) = (positions, second.positions)
    return first.count == second.count && second.indices.allSatisfy { first[second[$0]] == $0 }
  }
}
