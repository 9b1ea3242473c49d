import Escaping
import Networks

/// Translates the operators of a graph one by one to layers.
struct GraphLowering {
  typealias Constant = OperatorGraph.Constant

  let graph: FoldedGraph
  let request: LoweredNetwork.Request
  var draft: NetworkDraft
  /// Where the graph's values are.
  private(set) var values: [String: PlacedValue] = [:]
  /// The changes of order that were made, so that none is made twice.
  private var arranged: [Arrangement: Int] = [:]

  private struct Arrangement: Hashable {
    let value: Int
    let axes: [Int]
    let shape: [Int]
  }

  init(_ graph: FoldedGraph, request: LoweredNetwork.Request) throws(InterchangeError) {
    (self.graph, self.request) = (graph, request)
    guard let first = request.inputs.first else {
      throw .mismatch(path: graph.path, place: "inputs", expected: "at least one", found: "none")
    }
    let counts = request.inputs.map { $0.extents.reduce(1, *) }
    if let axes = request.inputAxes {
      guard request.inputs.count == 1, let shape = axes.shape(of: first.extents) else {
        throw .mismatch(
          path: graph.path, place: "input \(first.name.escaped(limit: 80))",
          expected: "one sample with axes \(axes)", found: "\(first.extents)")
      }
      draft = NetworkDraft(inputShape: shape)
      let logical = axes.logicalShape(first.extents)
      let sample = PlacedValue(value: 0, shape: logical, order: axes.order(logical))
      values[first.name] = reshaped(sample, to: [1] + first.extents, name: "input")
    } else {
      draft = NetworkDraft(inputShape: [counts.reduce(0, +)])
      try placeInputs(counts)
    }
  }

  /// Makes each of several inputs a part of one vector.
  private mutating func placeInputs(_ counts: [Int]) throws(InterchangeError) {
    var start = 0
    for (input, count) in zip(request.inputs, counts) {
      var value = 0
      if counts.count > 1 {
        value = try add(
          Slice(starts: [start], counts: [count]), [0], name: "input.\(input.name)")
      }
      let shape = [1] + input.extents
      values[input.name] = PlacedValue(
        value: value, shape: shape, order: PlacedValue.rowMajor(shape))
      start += count
    }
  }

  /// The network that computes the outputs.
  mutating func network() throws(InterchangeError) -> LoweredNetwork {
    let output = try output()
    draft.foldRearrangements(output: output)
    do {
      let (network, parameters) = try draft.network(output: output)
      return LoweredNetwork(network: network, parameters: parameters, notes: [])
    } catch {
      throw failure(error, "network")
    }
  }

  private mutating func output() throws(InterchangeError) -> Int {
    let results = graph.outputs.compactMap { values[$0] }
    guard results.count == graph.outputs.count, let first = results.first else {
      throw .mismatch(
        path: graph.path, place: "outputs", expected: "values that are computed", found: "others")
    }
    if let axes = request.outputAxes {
      let extents = try sampleExtents(first.shape, axes)
      guard results.count == 1, let shape = axes.shape(of: extents) else {
        throw .mismatch(
          path: graph.path, place: "output \(graph.outputs[0].escaped(limit: 80))",
          expected: "one sample with axes \(axes)", found: "\(first.shape)")
      }
      let logical = axes.logicalShape(extents)
      let sample = reshaped(first, to: logical, name: "output")
      return arrange(sample, axes.order(logical), as: shape, name: "output")
    }
    let vectors = results.map { vector($0, name: "output") }
    return vectors.count == 1
      ? vectors[0] : try add(Concatenation(), vectors, name: "output.together")
  }

  /// The extents of a sample without the batch, and without further axes of one element that its axes do not have.
  private func sampleExtents(
    _ shape: [Int], _ axes: SampleAxes
  ) throws(InterchangeError) -> [Int] {
    let extents = Array(shape.dropFirst())
    if axes.shape(of: extents) != nil { return extents }
    let squeezed = extents.filter { $0 > 1 }
    return axes.shape(of: squeezed) == nil ? extents : squeezed
  }
}

// What the rules are made of.
extension GraphLowering {
  func failure(_ error: NetworkError, _ place: String) -> InterchangeError {
    .unsupported(
      path: graph.path, place: place, feature: "a layer that does not fit (\(error))")
  }

  /// Adds a layer.
  mutating func add(
    _ layer: any Layer, _ inputs: [Int], name: String, _ parameters: [String: Constant] = [:]
  ) throws(InterchangeError) -> Int {
    do {
      return try draft.add(layer, inputs, name: Self.nodeName(name), parameters)
    } catch {
      throw failure(error, "node \(name.escaped(limit: 120))")
    }
  }

  /// The name of a node without what exporters put in front.
  private static func nodeName(_ name: String) -> String {
    String(name.drop { $0 == "/" })
  }

  /// An input that is computed, not a constant.
  func value(_ use: OperatorUse, _ place: Int = 0) throws(InterchangeError) -> PlacedValue {
    guard use.has(place), let value = values[use.operation.inputs[place]] else {
      throw use.unsupported("operator \(use.kind) with a constant as input \(place)")
    }
    return value
  }

  /// Says where an output of an operator is.
  mutating func set(_ use: OperatorUse, _ value: PlacedValue, output: Int = 0) {
    values[use.operation.outputs[output]] = value
  }

  /// The shape of an operator's output.
  func outputShape(_ use: OperatorUse, _ output: Int = 0) -> [Int] {
    graph.shapes[use.operation.outputs[output]] ?? []
  }

  /// The elements of a value in a given order and under a given shape.
  mutating func arrange(
    _ value: PlacedValue, _ order: [Int], as shape: [Int], name: String
  ) -> Int {
    let axes = order.compactMap { value.order.firstIndex(of: $0) }
    let key = Arrangement(value: value.value, axes: axes + [-1] + value.extents, shape: shape)
    if let made = arranged[key] { return made }
    let change = Rearrangement(extents: value.extents, axes: axes, shape: shape)
    let made = draft.add(change, value.value, name: "\(Self.nodeName(name)).order")
    arranged[key] = made
    return made
  }

  /// The elements as a vector in the order of the graph.
  mutating func vector(_ value: PlacedValue, name: String) -> Int {
    arrange(value, PlacedValue.rowMajor(value.shape), as: [value.count], name: name)
  }

  /// The elements as an image with its channels last; of a signal as an image of one row.
  mutating func image(_ value: PlacedValue, _ use: OperatorUse) throws(InterchangeError) -> Int {
    guard (3...4).contains(value.shape.count) else {
      throw use.unsupported("operator \(use.kind) with \(value.shape.count - 2) spatial axes")
    }
    guard value.shape[0] == 1 else {
      throw use.mismatch("the batch as first axis", "\(value.shape)")
    }
    return arrange(
      value, PlacedValue.channelsLast(value.shape), as: Self.imageShape(value.shape),
      name: use.operation.name)
  }

  /// Rows, columns and channels.
  static func imageShape(_ shape: [Int]) -> [Int] {
    shape.count == 4 ? [shape[2], shape[3], shape[1]] : [1, shape[2], shape[1]]
  }

  /// The image that a network's value is.
  static func image(_ value: Int, shape: [Int]) -> PlacedValue {
    PlacedValue(value: value, shape: shape, order: PlacedValue.channelsLast(shape))
  }

  /// A value under another shape with as many elements in the order of the graph.
  mutating func reshaped(_ value: PlacedValue, to target: [Int], name: String) -> PlacedValue {
    guard value.shape != target else { return value }
    let needed = value.regrouping(to: target)
    var result = PlacedValue(value: value.value, shape: target, order: needed.after)
    guard needed.before != value.order else { return result }
    let shape = PlacedValue.networkShape(target, needed.after)
    result.value = arrange(value, needed.before, as: shape, name: name)
    return result
  }
}

extension SampleAxes {
  /// The extents with the batch of 1 in front, and the pixels of a flat picture as an image in the order of its axes.
  func logicalShape(_ extents: [Int]) -> [Int] {
    guard case .flat(let shape, let channelsFirst) = self, shape.count == 3 else {
      return [1] + extents
    }
    return channelsFirst ? [1, shape[2], shape[0], shape[1]] : [1] + shape
  }

  /// The order of the memory of a sample of this program, which has its channels last.
  func order(_ logical: [Int]) -> [Int] {
    switch self {
    case .channelsFirst, .flat(_, channelsFirst: true): PlacedValue.channelsLast(logical)
    default: PlacedValue.rowMajor(logical)
    }
  }
}
