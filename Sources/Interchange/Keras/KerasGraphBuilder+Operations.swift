import Storage
import Tensors

extension KerasGraphBuilder {
  /// A name that no other value has.
  mutating func unique(_ wanted: String) -> String {
    var name = wanted
    var number = 1
    while !names.insert(name).inserted {
      number += 1
      name = "\(wanted):\(number)"
    }
    return name
  }

  /// Adds an operation of the current layer.
  ///
  /// - Returns: The name of its only output.
  mutating func add(
    _ kind: String, _ inputs: [String], _ attributes: [String: OperatorGraph.Attribute] = [:]
  ) -> String {
    let output = unique("\(layer.path).\(kind)")
    graph.operations.append(
      OperatorGraph.Operation(
        kind, name: layer.path, inputs: inputs, outputs: [output], attributes: attributes))
    return output
  }

  /// Adds a constant of the current layer; a layer that is called twice has it once.
  mutating func constant(_ name: String, _ shape: [Int], numbers: [Float]) -> String {
    let full = "\(layer.path).\(name)"
    graph.constants[full] = OperatorGraph.Constant(shape: shape, elements: .numbers(numbers))
    return full
  }

  /// Adds integers, such as extents, of this call of the current layer.
  mutating func integers(_ name: String, _ values: [Int]) -> String {
    let full = unique("\(layer.path).\(name)")
    graph.constants[full] = OperatorGraph.Constant(
      shape: [values.count], elements: .integers(values))
    return full
  }

  /// Adds a number of this call of the current layer.
  mutating func number(_ name: String, _ value: Float) -> String {
    let full = unique("\(layer.path).\(name)")
    graph.constants[full] = OperatorGraph.Constant(shape: [], elements: .numbers([value]))
    return full
  }

  /// Replaces the input of a graph that is a label by the one of several that it is.
  mutating func makeLabel(of input: String, count: Int) -> Bool {
    guard let place = graph.inputs.firstIndex(where: { $0.name == input }),
      labels[input] == nil || labels[input] == count
    else { return false }
    labels[input] = count
    graph.inputs[place].shape = [nil, count]
    return true
  }

  /// A value with extents that are checked.
  func value(_ name: String, _ shape: [Int]) throws(KerasLayerError) -> KerasValue {
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard extent > 0, !overflow, product <= Self.elementLimit else {
        throw .mismatch(
          expected: "extents from 1, and at most \(Self.elementLimit) elements", found: "\(shape)")
      }
      count = product
    }
    return KerasValue(name: name, shape: shape)
  }

  /// The number of axes of a weight of the current layer; `nil` where there is none.
  func weightRank(_ index: Int) -> Int? {
    let datasets = weights.names[layer.path] ?? []
    guard datasets.indices.contains(index) else { return nil }
    return try? weights.file.dataset(datasets[index]).shape.count
  }

  /// Counts the elements of a weight before they are read.
  private mutating func take(_ shape: [Int], _ name: String) throws(StorageError) {
    let (count, overflow) = weightCount.addingReportingOverflow(shape.reduce(1, *))
    guard !overflow, MachineMemory.hasRoom(forFloats: count) else {
      throw .malformed(
        path: weights.file.path, place: name, expected: "weights that fit into memory",
        found: "\(count) numbers")
    }
    weightCount = count
  }

  /// A weight of the current layer: its place in the order in which Keras makes them, what it is, and its extents, `nil` for any.
  mutating func weight(
    _ index: Int, _ name: String, _ shape: [Int?]
  ) throws(KerasLayerError) -> Tensor {
    let datasets = weights.names[layer.path] ?? []
    guard index < datasets.count else {
      throw .mismatch(expected: "a weight \"\(name)\" in the file", found: "none")
    }
    do throws(StorageError) {
      let found = try weights.file.dataset(datasets[index]).shape
      let isExpected =
        found.count == shape.count && zip(found, shape).allSatisfy { $1 == nil || $0 == $1 }
      guard isExpected else {
        throw StorageError.shapeMismatch(
          path: weights.file.path, tensor: datasets[index], expected: shape, found: found)
      }
      try take(found, datasets[index])
      return try weights.file.tensor(datasets[index])
    } catch {
      throw .interchange(.storage(error))
    }
  }
}
