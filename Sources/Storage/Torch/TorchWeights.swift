/// The tensors below a value by their joined names.
struct TorchWeights {
  /// A tensor and its name.
  typealias Named = (name: String, tensor: TorchTensor)

  /// The most tensors of a file.
  static let tensorLimit = 1 << 16
  /// The longest sum of all names, in bytes.
  private static let nameByteLimit = 1 << 24

  private let file: TorchFile
  private var walk: TorchWalk
  private var found: [Named] = []
  private var nameByteCount = 0

  init(_ file: TorchFile) {
    self.file = file
    walk = TorchWalk(file)
  }

  /// Collects the tensors of a value, whose parts at any depth are joined by points.
  ///
  /// - Parameters:
  ///   - value: A dictionary, list or module.
  ///   - name: The name of the value itself; empty for none.
  /// - Returns: The tensors in the order of the file.
  /// - Throws: ``StorageError`` where a tensor breaks the format, or a limit is exceeded.
  mutating func collect(_ value: PickleValue, name: String = "") throws(StorageError) -> [Named] {
    found = []
    try visit(value, name: name, depth: 0)
    return found
  }

  private mutating func visit(
    _ value: PickleValue, name: String, depth: Int
  ) throws(StorageError) {
    guard depth < TorchWalk.depthLimit, file.document.object(value) != nil else { return }
    if let tensor = try file.tensor(value, name: name) {
      try add((name, tensor))
      return
    }
    for part in try walk.branches(of: value) ?? [] {
      let joined = name.isEmpty ? part.name : "\(name).\(part.name)"
      try visit(part.value, name: joined, depth: depth + 1)
    }
  }

  private mutating func add(_ named: Named) throws(StorageError) {
    nameByteCount += named.name.utf8.count
    guard found.count < Self.tensorLimit, nameByteCount <= Self.nameByteLimit else {
      throw .malformed(
        path: file.path, place: "pickle", expected: "at most \(Self.tensorLimit) tensors",
        found: "more")
    }
    found.append(named)
  }
}
