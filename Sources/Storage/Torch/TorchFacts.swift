/// Collects the settings and figures beside weights.
struct TorchFacts {
  /// The facts by their joined names.
  private(set) var found: [String: TorchFact] = [:]
  private let file: TorchFile
  private var walk: TorchWalk

  /// The most facts of a file.
  private static let limit = 1000
  /// The deepest nesting of dictionaries of settings.
  private static let depthLimit = 3

  init(_ file: TorchFile) {
    self.file = file
    walk = TorchWalk(file)
  }

  /// Adds what is no group of tensors.
  mutating func add(_ parts: [TorchWalk.Part], below place: [String]) throws(StorageError) {
    // A list is no place of named settings.
    guard parts.first?.name != "0" else { return }
    for part in parts where !TorchPlaces.isOptimizer(part.name) {
      try add(part, name: part.name, depth: 0)
    }
  }

  private mutating func add(
    _ part: TorchWalk.Part, name: String, depth: Int
  ) throws(StorageError) {
    guard found.count < Self.limit else { return }
    if let fact = file.fact(part.value) {
      if !isWeight(name) { found[name] = fact }
    } else if depth < Self.depthLimit, let settings = try settings(part.value) {
      for setting in settings.prefix(Self.limit) {
        try add(setting, name: "\(name).\(setting.name)", depth: depth + 1)
      }
    }
  }

  private func isWeight(_ name: String) -> Bool {
    [".weight", ".bias", ".running_mean", ".running_var", ".num_batches_tracked"].contains {
      name.hasSuffix($0)
    }
  }

  /// The entries of a dictionary or the attributes of an object such as `argparse.Namespace`, unless it is a module or holds weights.
  private mutating func settings(
    _ value: PickleValue
  ) throws(StorageError) -> [TorchWalk.Part]? {
    guard try walk.module(value) == nil else { return nil }
    guard let entries = file.document.entries(value) else {
      return file.document.record(value).flatMap { file.document.attributes($0.object) }
    }
    let hasWeights = entries.prefix(Self.limit).contains { isWeight($0.name) }
    return hasWeights ? nil : entries
  }
}
