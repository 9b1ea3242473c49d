import Storage
import Tensors

/// Chains modules of PyTorch to a graph, and keeps account of the extents of one sample at its end.
struct TorchGraphBuilder {
  let file: TorchFile
  /// The graph so far; its outputs are missing.
  private(set) var graph: OperatorGraph
  /// The value at the end of the chain.
  private(set) var value: String
  /// The extents of one sample at the end, without the batch.
  private(set) var extents: [Int]
  /// The values that the last operation can compute, where it bounds them.
  private(set) var range: ClosedRange<Float>?
  /// What was guessed, one sentence each.
  private(set) var notes: [String] = []
  private var valueCount = 0

  /// The most elements of a value for one sample.
  private static let elementLimit = 1 << 26

  /// Begins a graph at an input.
  init(_ file: TorchFile, name: String, input: String, extents: [Int]) {
    self.file = file
    (value, self.extents) = (input, extents)
    graph = OperatorGraph(
      name: name, inputs: [.init(name: input, shape: [nil] + extents)], outputs: [],
      operations: [], constants: [:])
  }

  /// Adds a module, of which the ones inside follow each other.
  mutating func append(_ module: TorchModule) throws(InterchangeError) {
    if let layer = Self.layers[module.kind], module.isOfTorch {
      try layer(&self, module)
    } else if Self.containers.contains(module.className) {
      for child in module.children { try append(child.module) }
    } else {
      try appendForeign(module)
    }
  }

  /// The modules that call those inside in order.
  static let containers: Set<String> = ["torch.nn.modules.container.Sequential"]

  /// Ends the graph at values that it computes, the present one by default.
  func finished(at ends: [(value: String, extents: [Int])]? = nil) -> OperatorGraph {
    var graph = graph
    graph.outputs = (ends ?? [position]).map { .init(name: $0.value, shape: [nil] + $0.extents) }
    return graph
  }

  // MARK: What layers add

  /// Adds an operation at the end of the chain, whose operands are behind the present value, and whose range is given where it bounds
  /// what it computes; without extents they stay.
  mutating func add(
    _ kind: String, _ module: TorchModule, _ operands: [String] = [],
    _ attributes: [String: OperatorGraph.Attribute] = [:], extents: [Int]? = nil,
    range: ClosedRange<Float>? = nil
  ) throws(InterchangeError) {
    try place(extents ?? self.extents, module)
    let output = newName(kind, module)
    graph.operations.append(
      .init(
        kind, name: "\(module.path).\(kind)", inputs: [value] + operands, outputs: [output],
        attributes: attributes))
    (value, self.range) = (output, range)
  }

  /// Adds an operation on two values before the end, such as the input of a gate and the gate.
  mutating func combine(
    _ kind: String, _ module: TorchModule, with other: String
  ) throws(InterchangeError) {
    try add(kind, module, [other])
  }

  /// Adds a constant and returns its name.
  mutating func constant(_ module: TorchModule, _ name: String, _ constant: OperatorGraph.Constant)
    -> String
  {
    valueCount += 1
    let unique = "\(module.path).\(name).\(valueCount)"
    graph.constants[unique] = constant
    return unique
  }

  /// Adds a single number as a constant.
  mutating func number(_ module: TorchModule, _ number: Double) -> String {
    constant(module, "number", .init(shape: [], elements: .numbers([Float(number)])))
  }

  /// Adds integers as a constant.
  mutating func integers(_ module: TorchModule, _ integers: [Int]) -> String {
    constant(module, "integers", .init(shape: [integers.count], elements: .integers(integers)))
  }

  /// Adds a weight of a module and returns its name; `nil` where the module has none of that name.
  mutating func weight(
    _ module: TorchModule, _ name: String, shape: [Int]
  ) throws(InterchangeError) -> String? {
    guard let tensor = module.tensors[name] else { return nil }
    guard tensor.shape == shape else {
      throw mismatch(module, expected: "\(name) of shape \(shape)", found: "\(tensor.shape)")
    }
    let full = module.path.isEmpty ? name : "\(module.path).\(name)"
    let elements: [Float]
    do throws(StorageError) {
      elements = try file.read(tensor, name: full).elements
    } catch {
      throw .storage(error)
    }
    graph.constants[full] = .init(shape: shape, elements: .numbers(elements))
    return full
  }

  /// Removes a constant that another has replaced.
  mutating func discard(_ constant: String) { graph.constants[constant] = nil }

  /// Adds a weight that must be there.
  mutating func required(
    _ module: TorchModule, _ name: String, shape: [Int]
  ) throws(InterchangeError) -> String {
    guard let found = try weight(module, name, shape: shape) else {
      let names = module.tensors.keys.sorted().joined(separator: ", ")
      throw mismatch(
        module, expected: "a tensor \(name)", found: names.isEmpty ? "no tensors" : names)
    }
    return found
  }

  /// Gives the present value other extents of the same number of elements.
  mutating func reshape(_ module: TorchModule, to extents: [Int]) throws(InterchangeError) {
    guard Self.count(extents) == Self.count(self.extents) else {
      throw mismatch(module, expected: "\(self.extents) in another shape", found: "\(extents)")
    }
    guard extents != self.extents else { return }
    let range = range
    let shape = integers(module, [-1] + extents)
    try add("Reshape", module, [shape], extents: extents, range: range)
  }

  /// Adds a second input, whose elements follow those of the present value, a vector.
  mutating func concatenate(input: String, count: Int, _ module: TorchModule)
    throws(InterchangeError)
  {
    graph.inputs.append(.init(name: input, shape: [nil, count]))
    try add("Concat", module, [input], ["axis": .integer(1)], extents: [extents[0] + count])
  }

  /// Continues at another value that the graph computes or reads.
  mutating func go(to position: (value: String, extents: [Int])) {
    (value, extents) = position
    range = nil
  }

  /// Says that something was guessed.
  mutating func note(_ text: String) { notes.append(text) }

  /// The end of the chain, so that more can branch off from it.
  var position: (value: String, extents: [Int]) { (value, extents) }

  private mutating func place(
    _ extents: [Int], _ module: TorchModule
  ) throws(InterchangeError) {
    guard let count = Self.count(extents), extents.allSatisfy({ $0 > 0 }),
      count <= Self.elementLimit
    else { throw mismatch(module, expected: "an output of some elements", found: "\(extents)") }
    self.extents = extents
  }

  /// The number of elements; `nil` where it overflows.
  static func count(_ extents: [Int]) -> Int? {
    var product = 1
    for extent in extents {
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      guard !overflow else { return nil }
      product = next
    }
    return product
  }

  private mutating func newName(_ kind: String, _ module: TorchModule) -> String {
    valueCount += 1
    return "\(module.path).\(kind).\(valueCount)"
  }

  // MARK: Errors

  func mismatch(_ module: TorchModule, expected: String, found: String) -> InterchangeError {
    .mismatch(path: file.path, place: Self.place(module), expected: expected, found: found)
  }

  func unsupported(_ module: TorchModule, _ feature: String) -> InterchangeError {
    .unsupported(path: file.path, place: Self.place(module), feature: feature)
  }

  static func place(_ module: TorchModule) -> String {
    module.path.isEmpty ? module.kind : "\(module.path) (\(module.kind))"
  }
}
