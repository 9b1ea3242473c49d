package import Storage

extension OperatorGraph {
  /// The operator sets that are read; what later ones change is not about the operators that become layers.
  package static let onnxVersions = 7...28

  /// Reads the computation of an ONNX file, translated to operator set 21.
  ///
  /// - Parameter file: The file.
  /// - Throws: ``InterchangeError`` for operator sets that are not read, values that are not defined or defined twice, and cycles.
  package init(_ file: ONNXFile) throws(InterchangeError) {
    var reader = try ONNXGraphReader(file)
    self = try reader.graph()
  }
}

/// Translates the tree of an ONNX file to a graph.
struct ONNXGraphReader {
  private let file: ONNXFile
  private var upgrade: OperatorUpgrade
  private var operations: [OperatorGraph.Operation] = []

  init(_ file: ONNXFile) throws(InterchangeError) {
    self.file = file
    let model = file.model
    guard let version = model.operatorSetVersion else {
      throw .mismatch(
        path: file.path, place: "operator sets", expected: "that of ONNX",
        found: model.operatorSets.isEmpty
          ? "none" : model.operatorSets.prefix(6).map(\.domain).joined(separator: ", "))
    }
    guard OperatorGraph.onnxVersions.contains(version) else {
      throw .mismatch(
        path: file.path, place: "operator set",
        expected: "version 7 to \(OperatorGraph.onnxVersions.upperBound) of ONNX's operators",
        found: "\(version)")
    }
    upgrade = OperatorUpgrade(version: version)
  }

  mutating func graph() throws(InterchangeError) -> OperatorGraph {
    let graph = file.model.graph
    guard graph.sparseInitializers == 0 else {
      throw .unsupported(path: file.path, place: "graph", feature: "sparse weights")
    }
    for tensor in graph.initializers {
      upgrade.constants[tensor.name] = try constant(tensor)
    }
    let inputs = graph.inputs.filter { upgrade.constants[$0.name] == nil }.map(Self.port)
    for (index, node) in graph.nodes.enumerated() { try add(node, index) }
    operations = try sorted(inputs: inputs.map(\.name))
    return OperatorGraph(
      name: graph.name, inputs: inputs, outputs: graph.outputs.map(Self.port),
      operations: operations, constants: upgrade.constants)
  }

  private static func port(_ port: ONNXPort) -> OperatorGraph.Port {
    OperatorGraph.Port(
      name: port.name,
      shape: port.shape?.map { extent in
        if case .fixed(let count) = extent { count } else { nil }
      })
  }

  private func constant(_ tensor: ONNXTensor) throws(InterchangeError) -> OperatorGraph.Constant {
    do {
      let elements: OperatorGraph.Constant.Elements =
        switch try file.elements(of: tensor) {
        case .numbers(let numbers): .numbers(numbers)
        case .integers(let integers): .integers(integers)
        }
      return OperatorGraph.Constant(shape: tensor.shape, elements: elements)
    } catch {
      throw .storage(error)
    }
  }

  private mutating func add(_ node: ONNXNode, _ index: Int) throws(InterchangeError) {
    let isOwn = node.domain.isEmpty || node.domain == "ai.onnx"
    var operation = OperatorGraph.Operation(
      isOwn ? node.kind : "\(node.domain)::\(node.kind)",
      name: node.name.isEmpty ? node.outputs.first { !$0.isEmpty } ?? "\(index)" : node.name,
      inputs: node.inputs, outputs: node.outputs)
    for attribute in node.attributes {
      operation.attributes[attribute.name] = try self.attribute(attribute)
    }
    if isOwn, node.kind == "Constant", let output = node.outputs.first,
      let constant = Self.constant(of: operation)
    {
      guard upgrade.constants.updateValue(constant, forKey: output) == nil else {
        throw twice(output)
      }
    } else {
      operations += isOwn ? upgrade.operations(for: operation) : [operation]
    }
  }

  private func attribute(
    _ attribute: ONNXAttribute
  ) throws(InterchangeError) -> OperatorGraph.Attribute {
    switch attribute.value {
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .text(let value): .text(value)
    case .integers(let values): .integers(values)
    case .numbers(let values): .numbers(values)
    case .texts(let values): .texts(values)
    case .tensor(let tensor): .constant(try constant(tensor))
    case .other(let words): .text(words)
    }
  }

  /// What an operator `Constant` computes; `nil` for texts.
  private static func constant(
    of operation: OperatorGraph.Operation
  ) -> OperatorGraph.Constant? {
    guard operation.attributes.count == 1, let attribute = operation.attributes.first else {
      return nil
    }
    return switch attribute.value {
    case .constant(let value): value
    case .integer(let value): .init(shape: [], elements: .integers([value]))
    case .number(let value): .init(shape: [], elements: .numbers([value]))
    case .integers(let values): .init(shape: [values.count], elements: .integers(values))
    case .numbers(let values): .init(shape: [values.count], elements: .numbers(values))
    case .text, .texts: nil
    }
  }

  /// The operators so that each follows those whose values it reads.
  private func sorted(
    inputs: [String]
  ) throws(InterchangeError) -> [OperatorGraph.Operation] {
    var producers: [String: Int] = [:]
    for (index, operation) in operations.enumerated() {
      for output in operation.outputs where !output.isEmpty {
        guard producers.updateValue(index, forKey: output) == nil,
          upgrade.constants[output] == nil
        else { throw twice(output) }
      }
    }
    var given: Set<String> = []
    for input in inputs {
      guard producers[input] == nil, given.insert(input).inserted else { throw twice(input) }
    }
    return isInOrder(producers, given) ? operations : try ordered(producers, given)
  }

  private func ordered(
    _ producers: [String: Int], _ given: Set<String>
  ) throws(InterchangeError) -> [OperatorGraph.Operation] {
    var readers = [[Int]](repeating: [], count: operations.count)
    var waiting = [Int](repeating: 0, count: operations.count)
    for (index, operation) in operations.enumerated() {
      for input in operation.inputs where !input.isEmpty {
        if let producer = producers[input] {
          readers[producer].append(index)
          waiting[index] += 1
        } else if !given.contains(input), upgrade.constants[input] == nil {
          throw .mismatch(
            path: file.path, place: "node \(operation.name)", expected: "a value that is defined",
            found: input)
        }
      }
    }
    var ready = operations.indices.filter { waiting[$0] == 0 }
    var next = 0
    while next < ready.count {
      for reader in readers[ready[next]] {
        waiting[reader] -= 1
        if waiting[reader] == 0 { ready.append(reader) }
      }
      next += 1
    }
    guard ready.count == operations.count else {
      let place = operations.indices.first { waiting[$0] > 0 } ?? 0
      throw .mismatch(
        path: file.path, place: "node \(operations[place].name)",
        expected: "a graph without cycles", found: "a value that depends on itself")
    }
    return ready.map { operations[$0] }
  }

  /// Whether every operator reads what is defined before it, as the format demands.
  private func isInOrder(_ producers: [String: Int], _ given: Set<String>) -> Bool {
    operations.enumerated().allSatisfy { index, operation in
      operation.inputs.allSatisfy { input in
        if let producer = producers[input] { return producer < index }
        return input.isEmpty || given.contains(input) || upgrade.constants[input] != nil
      }
    }
  }

  private func twice(_ name: String) -> InterchangeError {
    .mismatch(
      path: file.path, place: "graph", expected: "values that are defined once",
      found: "\(name) twice")
  }
}
