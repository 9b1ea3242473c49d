/// A part of a pickle in the tree that is shown to people.
package struct TorchNode: Sendable {
  /// What the part is.
  package enum Content: Sendable, Equatable {
    /// A dictionary, list, tuple or module in words.
    case group(String)
    /// A tensor.
    case tensor(typeName: String, shape: [Int])
    /// A number, a text or a short list.
    case fact(TorchFact)
    /// Anything else in words, such as the class of an object.
    case other(String)
  }

  /// The name within the part around it; empty for the outermost.
  package let name: String
  /// What it is.
  package let content: Content
  /// The parts inside.
  package let children: [TorchNode]
}

extension TorchFile {
  /// All that is in the file, as a tree: names, shapes and types of tensors, and what is beside them.
  ///
  /// - Returns: The outermost part. Lists of many numbers have no parts in the tree.
  /// - Throws: ``StorageError`` for a tensor that breaks the format, and for trees beyond all use.
  package func tree() throws(StorageError) -> TorchNode {
    var builder = TorchTreeBuilder(self)
    return try builder.node("", document.root, depth: 0)
  }
}

/// Builds the tree within the bounds of a walk.
private struct TorchTreeBuilder {
  private let file: TorchFile
  private var walk: TorchWalk

  init(_ file: TorchFile) {
    self.file = file
    walk = TorchWalk(file)
  }

  mutating func node(
    _ name: String, _ value: PickleValue, depth: Int
  ) throws(StorageError) -> TorchNode {
    if let tensor = try file.tensor(value, name: name) {
      return TorchNode(
        name: name, content: .tensor(typeName: tensor.typeName, shape: tensor.shape), children: [])
    }
    if let fact = file.fact(value) {
      return TorchNode(name: name, content: .fact(fact), children: [])
    }
    let isList = file.document.elements(value) != nil && !file.document.isBranching(value)
    guard depth < TorchWalk.depthLimit, !isList, let parts = try walk.parts(of: value) else {
      return TorchNode(name: name, content: .other(file.words(of: value)), children: [])
    }
    var children: [TorchNode] = []
    for part in parts { children.append(try node(part.name, part.value, depth: depth + 1)) }
    return TorchNode(name: name, content: .group(file.words(of: value)), children: children)
  }
}
