extension TorchFile {
  /// The tensor that a value is, also as a parameter.
  ///
  /// - Parameters:
  ///   - value: A value of the document.
  ///   - name: What it is called in errors.
  /// - Returns: The tensor; `nil` for a value of another kind.
  /// - Throws: ``StorageError`` for a tensor that does not fit its storage.
  package func tensor(
    _ value: PickleValue, name: String
  ) throws(StorageError) -> TorchTensor? {
    try tensor(value, place: "tensor \"\(name)\"", depth: 0)
  }

  private func tensor(
    _ value: PickleValue, place: String, depth: Int
  ) throws(StorageError) -> TorchTensor? {
    guard depth < 4, let (callable, object) = document.record(value),
      let arguments = document.elements(object.arguments)
    else { return nil }
    switch callable {
    case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2",
      "torch._utils._rebuild_tensor_v3":
      let isTyped = callable.hasSuffix("_v3")
      return try view(arguments, typeAt: isTyped ? 6 : nil, place)
    case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state",
      "torch.nn.parameter.Parameter":
      guard let data = arguments.first else { return nil }
      return try tensor(data, place: place, depth: depth + 1)
    case "torch._tensor._rebuild_from_type_v2":
      return try subclass(arguments, place)
    default: return nil
    }
  }

  /// A tensor of a class of its own: a function, the class, and the arguments of the function.
  private func subclass(
    _ arguments: [PickleValue], _ place: String
  ) throws(StorageError) -> TorchTensor? {
    guard arguments.count >= 3, case .global(let function) = arguments[0],
      function.hasPrefix("torch._utils._rebuild_tensor"),
      let parts = document.elements(arguments[2])
    else { return nil }
    return try view(parts, typeAt: function.hasSuffix("_v3") ? 6 : nil, place)
  }

  /// A view by the arguments that rebuild it: the storage, the offset, the shape and the strides.
  private func view(
    _ arguments: [PickleValue], typeAt typePlace: Int?, _ place: String
  ) throws(StorageError) -> TorchTensor? {
    guard arguments.count >= 4, case .integer(let offset) = arguments[1],
      let shape = integers(arguments[2]), let strides = integers(arguments[3])
    else {
      throw .malformed(
        path: path, place: place, expected: "a storage, an offset, a shape and strides",
        found: "\(arguments.count) other arguments")
    }
    guard let (kind, storage) = try storage(arguments[0], place) else {
      throw .malformed(
        path: path, place: place, expected: "a storage", found: "a value of another kind")
    }
    let type: TorchElements.Kind? =
      if let typePlace, arguments.count > typePlace, case .global(let name) = arguments[typePlace] {
        TorchElements.kind(named: name)
      } else {
        kind
      }
    guard let type else {
      throw .unsupported(path: path, place: place, feature: "an element type of this name")
    }
    return try TorchTensor(
      type, of: storage, offset: offset, shape: shape, strides: strides, isBigEndian: isBigEndian,
      path: path, place: place)
  }

  /// The integers of a list, a tuple or a shape.
  func integers(_ value: PickleValue) -> [Int]? {
    guard let elements = document.elements(value) else { return nil }
    let integers = elements.compactMap { element in
      if case .integer(let integer) = element { integer } else { nil }
    }
    return integers.count == elements.count ? integers : nil
  }

  private func storage(
    _ value: PickleValue, _ place: String
  ) throws(StorageError) -> (kind: TorchElements.Kind?, storage: TorchStorage)? {
    if let pickled = try TorchPickledStorage(value, in: self) {
      return (pickled.kind, pickled.storage)
    }
    guard let object = document.object(value), object.kind == .persistent,
      let identifier = TorchPersistentStorage(object.arguments, in: document)
    else { return nil }
    let key = identifier.view?.key ?? identifier.key
    guard let storage = storages[key] else {
      throw .malformed(
        path: path, place: place, expected: "storage \"\(key)\"",
        found: "\(storages.count) others")
    }
    let stored = storage.byteCount / (identifier.kind?.byteCount ?? 1)
    let count = identifier.view?.count ?? identifier.count
    guard count <= stored else {
      throw .malformed(
        path: path, place: place, expected: "\(count) elements in storage \"\(key)\"",
        found: "\(stored)")
    }
    return (identifier.kind, storage)
  }
}
