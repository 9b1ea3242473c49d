import Storage

extension TorchGraphBuilder {
  /// Adds a module to a graph.
  typealias Layer =
    @Sendable (inout TorchGraphBuilder, TorchModule) throws(InterchangeError) -> Void

  /// The modules of `torch.nn` that are translated, by the names of their classes.
  static let layers: [String: Layer] = [
    weighted, normalizations, activations, gates, shapes, pools, paddings, nothings,
  ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }

  /// Modules that do nothing once a model is trained.
  private static let nothings: [String: Layer] = [
    "Identity", "Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout",
    "FeatureAlphaDropout",
  ].reduce(into: [:]) { table, name in
    let layer: Layer = { _, _ throws(InterchangeError) in }
    table[name] = layer
  }

  /// Adds a module of a class of the file's own, of which at most the name tells what it does.
  mutating func appendForeign(_ module: TorchModule) throws(InterchangeError) {
    if module.tensors.isEmpty, module.children.isEmpty {
      let name = module.kind.lowercased()
      if name == "flatten" {
        note("module \(Self.place(module)) is taken for a flattening")
        return try reshape(module, to: [extents.reduce(1, *)])
      }
      if ["view", "reshape", "unflatten"].contains(name), let extents = viewed(module) {
        note("module \(Self.place(module)) is taken for a reshape to \(extents)")
        return try reshape(module, to: extents)
      }
    }
    // A class around a single container most likely calls it and nothing else.
    if module.children.count == 1, module.tensors.isEmpty {
      note("module \(Self.place(module)) is taken to call \(module.children[0].name) alone")
      return try append(module.children[0].module)
    }
    if module.isOfTorch {
      throw .unsupported(
        path: file.path, place: Self.place(module), feature: "the module \(module.kind)")
    }
    throw .undetermined(
      path: file.path,
      missing: "\(Self.place(module)): what a class of its own computes is not in the file",
      advice: TorchFile.exportAdvice)
  }

  /// The only list among the attributes of a reshaping module, without the batch, that fits the present value.
  private func viewed(_ module: TorchModule) -> [Int]? {
    let lists = module.attributes.values.compactMap { fact -> [Int]? in
      guard case .numbers = fact else { return nil }
      return fact.integers
    }
    guard lists.count == 1, let list = lists.first else { return nil }
    let count = Self.count(extents)
    if Self.count(list) == count, list.allSatisfy({ $0 > 0 }) { return list }
    let inner = Array(list.dropFirst())
    return Self.count(inner) == count && inner.allSatisfy { $0 > 0 } ? inner : nil
  }

  // MARK: Attributes

  /// A whole number among the attributes.
  func integer(_ module: TorchModule, _ name: String) throws(InterchangeError) -> Int {
    guard let value = module.attributes[name]?.integers, value.count == 1 else {
      throw mismatch(module, expected: "a whole number \(name)", found: words(module, name))
    }
    return value[0]
  }

  /// A number among the attributes, with the default of PyTorch.
  func number(_ module: TorchModule, _ name: String, default preset: Double) -> Double {
    module.attributes[name]?.number ?? preset
  }

  /// A truth value among the attributes, with the default of PyTorch.
  func flag(_ module: TorchModule, _ name: String, default preset: Bool) -> Bool {
    module.attributes[name]?.flag ?? preset
  }

  /// One non-negative number for each axis, which the file may give once for all of them.
  func numbers(
    _ module: TorchModule, _ name: String, axes: Int, default preset: Int? = nil
  ) throws(InterchangeError) -> [Int] {
    let found = module.attributes[name]?.integers ?? preset.map { [$0] }
    guard let found, found.count == axes || found.count == 1, found.allSatisfy({ $0 >= 0 }),
      found.allSatisfy({ $0 <= 1 << 20 })
    else {
      throw mismatch(module, expected: "\(axes) numbers \(name)", found: words(module, name))
    }
    return found.count == axes ? found : Array(repeating: found[0], count: axes)
  }

  private func words(_ module: TorchModule, _ name: String) -> String {
    module.attributes[name]?.words ?? "none"
  }

  /// The channels of the present value, which must have axes behind them.
  func channels(_ module: TorchModule, axes: Int? = nil) throws(InterchangeError) -> Int {
    guard let first = extents.first, axes == nil || extents.count == axes.map({ $0 + 1 }) else {
      let expected = axes.map { "\($0 + 1) axes" } ?? "axes"
      throw mismatch(module, expected: "an input of \(expected)", found: "shape \(extents)")
    }
    return first
  }
}
