import Interchange
import Storage

/// What a file holds, from its headers.
struct FileListing {
  /// What the file is, in words.
  let summary: String
  /// Its arrays.
  private(set) var tensors: [FileReport.Entry] = []
  /// Texts and numbers beside the arrays.
  private(set) var metadata: [String: String] = [:]

  /// Reads the headers.
  ///
  /// - Parameters:
  ///   - start: The beginning of the file.
  ///   - format: Its format.
  /// - Throws: `StorageError`, `InterchangeError` when it breaks its format.
  init(_ start: FileStart, format: FileSignature) throws {
    switch format {
    case .torch, .legacyTorch, .pickle: try self.init(torch: TorchFile(path: start.path))
    case .onnx: try self.init(onnx: ONNXFile(path: start.path))
    case .keras: try self.init(weights: .keras(path: start.path), summary: "Keras 3 model")
    case .png, .jpeg: try self.init(picture: start)
    case .safetensors, .npz, .npy, .hdf5, .fits, .idx, .gzip, .zip:
      try self.init(arrays: start, summary: start.words)
    }
  }

  private init(torch file: TorchFile) throws(StorageError) {
    summary = file.words
    add(try file.tree(), below: "")
    addRoles()
  }

  /// Adds a part of a pickle and all that is inside it.
  private mutating func add(_ node: TorchNode, below prefix: String) {
    let name = prefix.isEmpty ? node.name : node.name.isEmpty ? prefix : "\(prefix).\(node.name)"
    switch node.content {
    case .tensor(let typeName, let shape):
      tensors.append(FileReport.Entry(name: name, type: typeName, shape: shape))
    case .fact(let fact): metadata[name] = fact.words
    case .other(let words): metadata[name] = words
    case .group: break
    }
    for child in node.children { add(child, below: name) }
  }

  private init(onnx file: ONNXFile) {
    let (model, graph) = (file.model, file.model.graph)
    let names = Set(graph.initializers.map(\.name))
    let inputs = graph.inputs.filter { !names.contains($0.name) }
    summary =
      "ONNX, opset \(model.operatorSetVersion.map(String.init) ?? "unknown"), "
      + "input \(inputs.map(\.words).joined(separator: ", ")), "
      + "output \(graph.outputs.map(\.words).joined(separator: ", "))"
    tensors = file.tensors.entries.map {
      FileReport.Entry(name: $0.name, type: $0.typeName, shape: $0.shape)
    }
    let kinds = Dictionary(graph.nodes.map { ($0.kind, 1) }, uniquingKeysWith: +)
    metadata["producer"] = "\(model.producer) \(model.producerVersion)"
    metadata["operators"] = kinds.sorted { $0.key < $1.key }.map { kind, count in
      count == 1 ? kind : "\(count) \(kind)"
    }.joined(separator: ", ")
  }

  private init(weights: TensorCollection, summary: String) {
    self.summary = summary
    tensors = weights.entries.map {
      FileReport.Entry(name: $0.name, type: $0.typeName, shape: $0.shape)
    }
    addRoles()
  }

  private init(picture start: FileStart) throws(StorageError) {
    summary = start.words
    guard start.signature == .png else { return }
    let image = try PNGDescription(path: start.path)
    tensors = [
      FileReport.Entry(
        name: "pixels", type: ElementType.uint8.rawValue,
        shape: [image.height, image.width, image.channels])
    ]
  }

  private init(arrays start: FileStart, summary: String) throws(StorageError) {
    self.summary = summary
    guard case .arrays(let arrays) = try DataContent(path: start.path) else { return }
    tensors = arrays.entries.map {
      FileReport.Entry(name: $0.name, type: $0.typeName, shape: $0.shape)
    }
    metadata = arrays.metadata
    if tensors.contains(where: { $0.name.hasSuffix(".weight") }) { addRoles() }
  }

  /// Guesses by names and shapes what each array is in a model.
  private mutating func addRoles() {
    let roles = TensorRole.roles(
      of: tensors.map {
        TensorCollection.Entry(name: $0.name, typeName: $0.type, shape: $0.shape)
      })
    for (index, role) in roles.enumerated() where !role.words.isEmpty {
      tensors[index].role = role.words
    }
  }
}

extension ONNXPort {
  /// Name and extents, such as `z [n, 2]`.
  fileprivate var words: String {
    guard let extents = shape else { return name }
    let texts = extents.map { extent in
      switch extent {
      case .fixed(let count): "\(count)"
      case .symbolic(let name): name
      }
    }
    return "\(name) [\(texts.joined(separator: ", "))]"
  }
}
