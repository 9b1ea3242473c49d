/// Finds the weights of a model among what people store beside them.
struct TorchStateFinder {
  private let file: TorchFile
  private var walk: TorchWalk
  private var weights: TorchWeights
  private var facts: TorchFacts
  private var alternatives: [String] = []
  private var notes: [String] = []
  /// Where the weights are.
  private var place: [String] = []

  /// The deepest nesting of dictionaries around the weights.
  private static let depthLimit = 6

  init(_ file: TorchFile) {
    self.file = file
    (walk, weights, facts) = (TorchWalk(file), TorchWeights(file), TorchFacts(file))
  }

  mutating func find(at wanted: String?) throws(StorageError) -> TorchStateDict {
    let value = if let wanted { try descend(to: wanted) } else { try descend() }
    let found = try chosen(in: value)
    guard !found.isEmpty else { throw try nothingFound() }
    let names = TorchNames(found.map(\.name))
    notes += names.notes
    let kept = zip(found, names.kept).compactMap { weight, name in
      name.map { TorchWeights.Named(name: $0, tensor: weight.tensor) }
    }
    if let warning = file.document.warning { notes.append(warning) }
    return TorchStateDict(
      tensors: try file.collection(kept), place: place.joined(separator: "."),
      strippedPrefix: names.prefix, facts: facts.found, alternatives: alternatives, notes: notes)
  }

  private func nothingFound() throws(StorageError) -> StorageError {
    .malformed(
      path: file.path, place: place.isEmpty ? "pickle" : place.joined(separator: "."),
      expected: "the weights of a model", found: "\(file.contentWords); \(TorchFile.exportAdvice)")
  }

  // MARK: Where the weights are

  /// Goes where the usual names lead.
  private mutating func descend() throws(StorageError) -> PickleValue {
    var value = file.document.root
    for _ in 0..<Self.depthLimit {
      if try walk.module(value) != nil { break }
      guard let parts = try walk.parts(of: value) else { break }
      try facts.add(parts, below: place)
      guard let next = try wrapper(among: parts) else { break }
      try note(parts, except: next.name)
      place.append(next.name)
      value = next.value
    }
    return value
  }

  /// Goes to a place by its name.
  private mutating func descend(to name: String) throws(StorageError) -> PickleValue {
    var value = file.document.root
    var rest = name[...]
    while !rest.isEmpty {
      let parts = try walk.parts(of: value) ?? []
      try facts.add(parts, below: place)
      guard
        let next = parts.first(where: { rest == $0.name || rest.hasPrefix("\($0.name).") })
      else {
        throw .missingTensor(path: file.path, name: name, available: parts.map(\.name))
      }
      rest = rest.dropFirst(next.name.count + 1)
      place.append(next.name)
      value = next.value
    }
    return value
  }

  /// The part that holds the model by its name; of a tuple the first that holds weights.
  private mutating func wrapper(
    among parts: [TorchWalk.Part]
  ) throws(StorageError) -> TorchWalk.Part? {
    if parts.first?.name == "0" {
      for part in parts.prefix(TorchFact.listLimit) where try isGroup(part.value) { return part }
      return nil
    }
    for name in TorchPlaces.models {
      for part in parts where part.name.lowercased() == name {
        if try isGroup(part.value) { return part }
      }
    }
    var states: [TorchWalk.Part] = []
    for part in parts where TorchPlaces.isState(part.name) {
      if try isGroup(part.value) { states.append(part) }
    }
    return states.count == 1 ? states.first : nil
  }

  /// Whether a value is no tensor, but holds some.
  private mutating func isGroup(_ value: PickleValue) throws(StorageError) -> Bool {
    guard file.document.object(value) != nil, try file.tensor(value, name: "") == nil else {
      return false
    }
    return try !weights.collect(value).isEmpty
  }

  /// Says what is beside the model.
  private mutating func note(
    _ parts: [TorchWalk.Part], except chosen: String
  ) throws(StorageError) {
    for part in parts where part.name != chosen {
      guard try isGroup(part.value) else { continue }
      try leaveOut(part)
    }
  }

  private mutating func leaveOut(_ part: TorchWalk.Part) throws(StorageError) {
    let count = try weights.collect(part.value).count
    let full = (place + [part.name]).joined(separator: ".")
    if !TorchPlaces.isOptimizer(part.name) { alternatives.append(full) }
    notes.append("left out: \(full), \(TorchFile.tensors(count))")
  }

  // MARK: The weights at that place

  private mutating func chosen(
    in value: PickleValue
  ) throws(StorageError) -> [TorchWeights.Named] {
    guard try walk.module(value) == nil, let parts = try walk.parts(of: value) else {
      return try weights.collect(value)
    }
    var found: [TorchWeights.Named] = []
    for part in parts {
      let isLeftOut = TorchPlaces.isOptimizer(part.name) || TorchPlaces.isAverage(part.name)
      if isLeftOut, try isGroup(part.value) {
        try leaveOut(part)
      } else {
        let isTensor = try file.tensor(part.value, name: part.name) != nil
        let name = isTensor ? part.name : TorchPlaces.modelName(part.name)
        found += try weights.collect(part.value, name: name)
      }
    }
    return found
  }
}
