/// A module of PyTorch with all that its file says of it: attributes, tensors and the modules inside.
///
/// What it computes is not in the file.
package struct TorchModule: Sendable {
  /// The name of the class with its module, such as `torch.nn.modules.conv.Conv2d`.
  package let className: String
  /// The names on the way to it, joined by points, as in a state dict; empty for the outermost.
  package let path: String
  /// The attributes that are numbers, truth values, texts or short lists, such as `stride`.
  package let attributes: [String: TorchFact]
  /// The parameters and buffers by their names inside of the module, such as `weight`.
  package let tensors: [String: TorchTensor]
  /// The modules inside, in the order in which they were added.
  package let children: [Child]

  /// A module inside of another, by its name there.
  package typealias Child = (name: String, module: TorchModule)

  /// The class without its module, such as `Conv2d`.
  package var kind: String { className.split(separator: ".").last.map(String.init) ?? className }

  /// Whether the class is one of PyTorch's own, whose computation is known.
  package var isOfTorch: Bool { className.hasPrefix("torch.nn.") }

  /// All modules without modules inside, in order: what a network computes at least.
  package var layers: [TorchModule] {
    children.isEmpty ? [self] : children.flatMap(\.module.layers)
  }
}

extension TorchFile {
  /// The whole module in the file, if there is one: the object itself, or what a dictionary holds under one of the usual names.
  ///
  /// - Returns: The module; `nil` in a file with weights alone.
  /// - Throws: ``StorageError`` where its tensors break the format.
  package func module() throws(StorageError) -> TorchModule? {
    var reader = TorchModuleReader(self)
    if let module = try reader.module(document.root, path: "", depth: 0) { return module }
    for entry in document.entries(document.root)?.prefix(TorchFact.listLimit) ?? [] {
      if let module = try reader.module(entry.value, path: "", depth: 0) { return module }
    }
    return nil
  }
}

/// Reads modules within the bounds of a walk.
private struct TorchModuleReader {
  private let file: TorchFile
  private var walk: TorchWalk

  init(_ file: TorchFile) {
    self.file = file
    walk = TorchWalk(file)
  }

  mutating func module(
    _ value: PickleValue, path: String, depth: Int
  ) throws(StorageError) -> TorchModule? {
    // The walk also refuses names that are too long.
    guard depth < TorchWalk.depthLimit, let found = try walk.module(value),
      try walk.parts(of: value) != nil
    else { return nil }
    var children: [TorchModule.Child] = []
    for part in found.modules {
      let inner = path.isEmpty ? part.name : "\(path).\(part.name)"
      if let module = try module(part.value, path: inner, depth: depth + 1) {
        children.append((part.name, module))
      }
    }
    return TorchModule(
      className: found.className, path: path, attributes: attributes(of: found),
      tensors: try tensors(of: found, path: path), children: children)
  }

  private func attributes(of record: TorchModuleRecord) -> [String: TorchFact] {
    var attributes: [String: TorchFact] = [:]
    for attribute in record.attributes where !attribute.name.hasPrefix("_") {
      if let fact = file.fact(attribute.value) { attributes[attribute.name] = fact }
    }
    return attributes
  }

  private func tensors(
    of record: TorchModuleRecord, path: String
  ) throws(StorageError) -> [String: TorchTensor] {
    var tensors: [String: TorchTensor] = [:]
    for part in record.parameters + record.buffers {
      let name = path.isEmpty ? part.name : "\(path).\(part.name)"
      if let tensor = try file.tensor(part.value, name: name) { tensors[part.name] = tensor }
    }
    return tensors
  }
}
