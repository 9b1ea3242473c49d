/// What a pickle describes, as data: nothing in it was imported or called.
package struct PickleDocument: Sendable {
  /// The value that the pickle makes.
  package let root: PickleValue
  /// All values with parts, by their index.
  package let objects: [PickleObject]
  /// What Python would call while it loads the pickle, each once, in the order of the file.
  package let calls: [String]
  /// Where the pickle ends in its bytes.
  package let end: Int
  private let isBranching: [Bool]

  /// Reads a pickle.
  ///
  /// - Parameters:
  ///   - bytes: Bytes in which the pickle lies; others may follow.
  ///   - offset: Where it begins.
  ///   - path: The file, for errors.
  ///   - label: What the bytes are called in errors.
  /// - Throws: ``StorageError`` with the offset of the byte at which the format is broken or a limit is exceeded.
  package init(
    _ bytes: UnsafeRawBufferPointer, from offset: Int = 0, path: String, label: String = "pickle"
  ) throws(StorageError) {
    try self.init(
      bytes, from: offset, path: path, label: label, valueLimit: PickleMachine.valueLimit)
  }

  /// Reads a pickle that may make so many values.
  init(
    _ bytes: UnsafeRawBufferPointer, from offset: Int, path: String, label: String = "pickle",
    valueLimit: Int
  ) throws(StorageError) {
    var machine = PickleMachine(
      PickleReader(bytes, from: offset, path: path, label: label), valueLimit: valueLimit)
    self = try machine.run()
  }

  init(root: PickleValue, objects: [PickleObject], calls: [String], end: Int) {
    (self.root, self.objects) = (root, objects)
    (self.calls, self.end) = (calls, end)
    isBranching = objects.map(\.isBranching)
  }

  /// Whether a value has parts that have parts themselves.
  package func isBranching(_ value: PickleValue) -> Bool {
    guard case .object(let index) = value else { return false }
    return isBranching[index]
  }

  /// The parts of a value; `nil` for one that has none.
  package func object(_ value: PickleValue) -> PickleObject? {
    guard case .object(let index) = value else { return nil }
    return objects[index]
  }

  /// The elements of a list or tuple.
  package func elements(_ value: PickleValue) -> [PickleValue]? {
    guard let object = object(value) else { return nil }
    switch object.kind {
    case .list, .tuple: return object.elements
    case .record where object.callable == .global("torch.Size"): return shape(object)
    case .dictionary, .set, .record, .persistent: return nil
    }
  }

  /// A shape is a tuple of a class of its own.
  private func shape(_ record: PickleObject) -> [PickleValue]? {
    guard let arguments = self.object(record.arguments), arguments.kind == .tuple,
      let first = arguments.elements.first, let extents = self.object(first),
      extents.kind == .tuple || extents.kind == .list
    else { return nil }
    return extents.elements
  }

  /// A record with the name of its class, or of the function that makes it; `nil` for other values.
  package func record(_ value: PickleValue) -> (name: String, object: PickleObject)? {
    guard let object = object(value), object.kind == .record,
      let name = name(ofCallable: object.callable)
    else { return nil }
    // Protocols 0 and 1 make objects by a function whose first argument is their class.
    if Self.reconstructors.contains(name),
      case .global(let inner)? = elements(object.arguments)?.first
    {
      return (inner, object)
    }
    return (name, object)
  }

  /// A global, which legacy files of PyTorch put into an identifier, `("module", class, file, source)`.
  private func name(ofCallable callable: PickleValue) -> String? {
    if case .global(let name) = callable { return name }
    guard let object = object(callable), object.kind == .persistent,
      let parts = elements(object.arguments), parts.count >= 2, parts[0] == .text("module"),
      case .global(let name) = parts[1]
    else { return nil }
    return name
  }

  private static let reconstructors: Set<String> = [
    "copy_reg._reconstructor", "copyreg._reconstructor", "copyreg.__newobj__",
    "copy_reg.__newobj__",
  ]

  /// The bytes of a value, also where an old protocol writes them as a text to be encoded.
  package func bytes(_ value: PickleValue) -> [UInt8]? {
    switch value {
    case .bytes(let bytes): return bytes
    case .object:
      guard let (name, object) = record(value), name == "_codecs.encode",
        let arguments = elements(object.arguments), case .text(let text)? = arguments.first
      else { return nil }
      let scalars = text.unicodeScalars
      guard scalars.allSatisfy({ $0.value < 256 }) else { return nil }
      return scalars.map { UInt8(truncatingIfNeeded: $0.value) }
    default: return nil
    }
  }

  /// The entries of a dictionary whose keys are texts or integers, also of an ordered one and of its subclasses.
  ///
  /// - Parameter value: Any value.
  /// - Returns: The entries in the order of their first mention, each key once; `nil` for what is no dictionary.
  package func entries(_ value: PickleValue) -> [(name: String, value: PickleValue)]? {
    guard let pairs = pairs(value) else { return nil }
    var places: [String: Int] = [:]
    var entries: [(name: String, value: PickleValue)] = []
    for pair in pairs {
      guard let name = Self.name(of: pair.key) else { continue }
      if let place = places[name] {
        entries[place].value = pair.value
      } else {
        places[name] = entries.count
        entries.append((name, pair.value))
      }
    }
    return entries
  }

  private static func name(of key: PickleValue) -> String? {
    switch key {
    case .text(let text): text
    case .integer(let integer): "\(integer)"
    case .bytes(let bytes): String(validating: bytes, as: UTF8.self)
    default: nil
    }
  }

  private func pairs(_ value: PickleValue) -> [PickleObject.Pair]? {
    guard let object = object(value) else { return nil }
    switch object.kind {
    case .dictionary: return object.pairs
    case .record where !object.pairs.isEmpty: return object.pairs
    case .record where Self.dictionaries.contains(object.callable):
      // Protocols 0 and 1 give the items of an ordered dictionary as its argument.
      let list = elements(object.arguments)?.first.flatMap { elements($0) } ?? []
      return list.compactMap { item in
        guard let item = elements(item), item.count == 2 else { return nil }
        return PickleObject.Pair(key: item[0], value: item[1])
      }
    case .record, .list, .tuple, .set, .persistent: return nil
    }
  }

  private static let dictionaries: [PickleValue] = [
    .global("collections.OrderedDict"), .global("collections.defaultdict"),
  ]

  /// The attributes of a record that has any: the entries of its state.
  package func attributes(_ object: PickleObject) -> [(name: String, value: PickleValue)]? {
    if let entries = entries(object.state) { return entries }
    // A state of two parts is that of a class with slots: its attributes, then its slots.
    guard let parts = elements(object.state), parts.count == 2 else { return nil }
    let entries = parts.compactMap { self.entries($0) }.flatMap { $0 }
    return entries.isEmpty ? nil : entries
  }
}
