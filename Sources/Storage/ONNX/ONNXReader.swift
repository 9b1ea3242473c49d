/// Reads the messages of an ONNX file; fields that it does not know are skipped, as in all protocol buffers.
struct ONNXReader {
  /// The most nodes, tensors, ports and settings together, of which a file of a gigabyte of nothing else would have hundreds of millions.
  static let recordLimit = 1 << 20
  /// The longest name or text of a setting in bytes.
  static let textLimit = 1 << 16
  /// The most numbers in a setting that is a list.
  static let listLimit = 1 << 20
  /// The most axes.
  static let axisLimit = 64

  let bytes: UnsafeRawBufferPointer
  let path: String
  private var recordCount = 0

  init(_ bytes: UnsafeRawBufferPointer, path: String) {
    (self.bytes, self.path) = (bytes, path)
  }

  mutating func model() throws(StorageError) -> ONNXModel {
    var model = ONNXModel()
    var graphs = 0
    var fields = fields(0..<bytes.count, "model")
    while let (number, content) = try fields.next() {
      switch (number, content) {
      case (1, .varint(let version)): model.formatVersion = Int(truncatingIfNeeded: version)
      case (2, .bytes(let range)): model.producer = try text(range, "producer")
      case (3, .bytes(let range)): model.producerVersion = try text(range, "producer's version")
      case (7, .bytes(let range)):
        graphs += 1
        model.graph = try graph(range)
      case (8, .bytes(let range)):
        try count("operator set")
        model.operatorSets.append(try operatorSet(range))
      case (25, .bytes(let range)):
        try count("function")
        model.functions.append(try functionName(range))
      default: break
      }
    }
    guard graphs == 1 else { throw fault("model", "one graph", graphs == 0 ? "none" : "\(graphs)") }
    return model
  }

  private func operatorSet(_ range: Range<Int>) throws(StorageError) -> ONNXModel.OperatorSet {
    var (domain, version) = ("", 0)
    var fields = fields(range, "operator set")
    while let (number, content) = try fields.next() {
      switch (number, content) {
      case (1, .bytes(let range)): domain = try text(range, "operator set")
      case (2, .varint(let value)): version = Int(truncatingIfNeeded: value)
      default: break
      }
    }
    return ONNXModel.OperatorSet(domain: domain, version: version)
  }

  private func functionName(_ range: Range<Int>) throws(StorageError) -> String {
    var name = ""
    var fields = fields(range, "function")
    while let (number, content) = try fields.next() {
      if number == 1, let range = content.range { name = try text(range, "function") }
    }
    return name
  }

  private mutating func graph(_ range: Range<Int>) throws(StorageError) -> ONNXGraph {
    var graph = ONNXGraph()
    var fields = fields(range, "graph")
    while let (number, content) = try fields.next() {
      guard let range = content.range else { continue }
      switch number {
      case 1: graph.nodes.append(try node(range, graph.nodes.count))
      case 2: graph.name = try text(range, "graph's name")
      case 5: graph.initializers.append(try tensor(range, "tensor \(graph.initializers.count)"))
      case 11: graph.inputs.append(try port(range, "input \(graph.inputs.count)"))
      case 12: graph.outputs.append(try port(range, "output \(graph.outputs.count)"))
      case 13: graph.values.append(try port(range, "value \(graph.values.count)"))
      case 15: graph.sparseInitializers += 1
      default: break
      }
    }
    return graph
  }

  private mutating func node(_ range: Range<Int>, _ index: Int) throws(StorageError) -> ONNXNode {
    let place = "node \(index)"
    try count(place)
    var node = ONNXNode()
    var fields = fields(range, place)
    while let (number, content) = try fields.next() {
      guard let range = content.range else { continue }
      switch number {
      case 1:
        try count(place)
        node.inputs.append(try text(range, place))
      case 2:
        try count(place)
        node.outputs.append(try text(range, place))
      case 3: node.name = try text(range, place)
      case 4: node.kind = try text(range, place)
      case 5: node.attributes.append(try attribute(range, place))
      case 7: node.domain = try text(range, place)
      default: break
      }
    }
    return node
  }

  /// A value whose type is a tensor; of other types only the name is read.
  private mutating func port(_ range: Range<Int>, _ place: String) throws(StorageError) -> ONNXPort
  {
    try count(place)
    var port = ONNXPort()
    var fields = fields(range, place)
    while let (number, content) = try fields.next() {
      guard let range = content.range else { continue }
      if number == 1 { port.name = try text(range, place) }
      if number == 2 { try readType(range, place, into: &port) }
    }
    return port
  }

  private func readType(
    _ range: Range<Int>, _ place: String, into port: inout ONNXPort
  ) throws(StorageError) {
    var types = fields(range, place)
    while let (number, content) = try types.next() {
      guard number == 1, let tensor = content.range else { continue }
      var fields = fields(tensor, place)
      while let (number, content) = try fields.next() {
        if number == 1, let code = content.integer { port.typeName = ONNXElementType.name(code) }
        if number == 2, let range = content.range { port.shape = try extents(range, place) }
      }
    }
  }

  private func extents(
    _ range: Range<Int>, _ place: String
  ) throws(StorageError) -> [ONNXPort.Extent] {
    var extents: [ONNXPort.Extent] = []
    var fields = fields(range, place)
    while let (number, content) = try fields.next() {
      guard number == 1, let range = content.range else { continue }
      guard extents.count < Self.axisLimit else {
        throw fault(place, "at most \(Self.axisLimit) axes", "more")
      }
      extents.append(try extent(range, place))
    }
    return extents
  }

  private func extent(_ range: Range<Int>, _ place: String) throws(StorageError) -> ONNXPort.Extent
  {
    var extent = ONNXPort.Extent.symbolic("")
    var fields = fields(range, place)
    while let (number, content) = try fields.next() {
      switch (number, content) {
      case (1, .varint(let value)):
        let count = Int(truncatingIfNeeded: value)
        extent = count >= 0 ? .fixed(count) : .symbolic("")
      case (2, .bytes(let range)): extent = .symbolic(try text(range, place))
      default: break
      }
    }
    return extent
  }
}

extension ONNXReader {
  func fields(_ range: Range<Int>, _ place: String) -> ONNXFields {
    ONNXFields(bytes, in: range, path: path, place: place)
  }

  func text(_ range: Range<Int>, _ place: String) throws(StorageError) -> String {
    guard range.count <= Self.textLimit else {
      throw fault(place, "a text of at most \(Self.textLimit) bytes", "\(range.count)")
    }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  func fault(_ place: String, _ expected: String, _ found: String) -> StorageError {
    .malformed(path: path, place: place, expected: expected, found: found)
  }

  /// Counts a record, whose value takes many times the bytes that it takes in the file.
  mutating func count(_ place: String) throws(StorageError) {
    recordCount += 1
    guard recordCount <= Self.recordLimit else {
      throw fault(place, "at most \(Self.recordLimit) nodes, values and settings", "more")
    }
  }
}
