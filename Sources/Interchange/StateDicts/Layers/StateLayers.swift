import Storage

/// The layers of a state dict in the order of the file, and the tensors that belong to none.
struct StateLayers: Sendable {
  /// The layers that are known.
  private(set) var layers: [StateLayer] = []
  /// The names of tensors that no layer known here has.
  private(set) var others: [String] = []
  /// Whether the names are those of Keras.
  let isKeras: Bool
  /// Whether the file has its tensors in the order of their names, so that its order says nothing.
  let isAlphabetical: Bool

  private struct Found {
    let name: String
    let part: StateLayer.Part
    let entry: TensorCollection.Entry
  }

  init(_ entries: [TensorCollection.Entry]) {
    let isKeras = entries.contains { Self.isKerasName($0.name) }
    self.isKeras = isKeras
    isAlphabetical =
      entries.count > 3 && zip(entries, entries.dropFirst()).allSatisfy { $0.name < $1.name }
    var names: [String] = []
    var groups: [String: [Found]] = [:]
    for entry in entries {
      guard let (name, part) = Self.split(entry.name) else {
        others.append(entry.name)
        continue
      }
      if groups[name] == nil { names.append(name) }
      groups[name, default: []].append(Found(name: name, part: part, entry: entry))
    }
    for name in names {
      let group = Self.named(groups[name] ?? [])
      let kind = Self.kind(group, isKeras: isKeras)
      if kind == .other {
        others += group.filter { $0.part != .counter }.map(\.entry.name)
      } else {
        let tensors = Dictionary(
          group.map { ($0.part, $0.entry.name) }, uniquingKeysWith: { first, _ in first })
        layers.append(StateLayer(name: name, kind: kind, tensors: tensors, isKeras: isKeras))
      }
    }
    if isAlphabetical { layers.sort { NaturalOrder.precedes($0.name, $1.name) } }
  }

  /// Puts layers with such names before all others, in a file whose order says nothing.
  mutating func advance(_ names: [String]) {
    guard isAlphabetical else { return }
    let isEarly = { (layer: StateLayer) in names.contains { layer.name.hasSuffix($0) } }
    layers = layers.filter(isEarly) + layers.filter { !isEarly($0) }
  }

  private static func isKerasName(_ name: String) -> Bool {
    name.hasSuffix("/kernel:0") || name.hasSuffix("/kernel") || name.contains("/vars/")
      || name.hasSuffix(".kernel")
  }

  /// The layer's name and the part of a tensor.
  private static func split(_ name: String) -> (String, StateLayer.Part)? {
    for (ending, part) in endings where name.hasSuffix(ending) {
      let layer = name.dropLast(ending.count)
      if layer.isEmpty { return ("", part) }
      if let last = layer.last, last == "." || last == "/" {
        return (String(layer.dropLast()), part)
      }
    }
    let parts = name.split(separator: "/")
    if parts.count > 2, parts[parts.count - 2] == "vars", let number = Int(parts[parts.count - 1]) {
      let variables: [StateLayer.Part] = [.weight, .bias, .runningMean, .runningVariance]
      guard variables.indices.contains(number) else { return nil }
      return (parts.dropLast(2).joined(separator: "/"), variables[number])
    }
    return nil
  }

  /// Longer endings first: the first that fits counts.
  private static let endings: [(String, StateLayer.Part)] = [
    ("parametrizations.weight.original0", .weightNorm),
    ("parametrizations.weight.original1", .weightDirection),
    ("parametrizations.weight.original", .weightBeforeNorm),
    ("parametrizations.weight.0._u", .leftVector), ("parametrizations.weight.0._v", .rightVector),
    ("num_batches_tracked", .counter), ("running_mean", .runningMean),
    ("running_var", .runningVariance), ("moving_mean:0", .runningMean),
    ("moving_variance:0", .runningVariance), ("moving_mean", .runningMean),
    ("moving_variance", .runningVariance), ("weight_orig", .weightBeforeNorm),
    ("weight_g", .weightNorm), ("weight_v", .weightDirection), ("weight_u", .leftVector),
    ("weight", .weight), ("bias", .bias), ("bias:0", .bias), ("kernel:0", .weight),
    ("kernel", .weight), ("gamma:0", .weight), ("gamma", .weight), ("beta:0", .bias),
    ("beta", .bias),
  ]

  /// `weight_v` is the direction of weight normalisation, or the second vector of spectral normalisation.
  private static func named(_ group: [Found]) -> [Found] {
    guard group.contains(where: { $0.part == .weightBeforeNorm }) else { return group }
    return group.map {
      $0.part == .weightDirection
        ? Found(name: $0.name, part: .rightVector, entry: $0.entry) : $0
    }
  }

  private static func kind(_ group: [Found], isKeras: Bool) -> StateLayer.Kind {
    let shape = { (part: StateLayer.Part) in group.first { $0.part == part }?.entry.shape }
    guard let weight = shape(.weight) ?? shape(.weightDirection) ?? shape(.weightBeforeNorm),
      !weight.contains(0)
    else { return .other }
    switch weight.count {
    case 1:
      if shape(.runningMean) == weight, shape(.runningVariance) == weight {
        return .batchNormalization(channels: weight[0])
      }
      return shape(.bias) == nil
        ? .slopes(count: weight[0]) : .layerNormalization(features: weight[0])
    case 2:
      return isKeras
        ? .dense(inputs: weight[0], outputs: weight[1])
        : .dense(inputs: weight[1], outputs: weight[0])
    case 3, 4:
      if isKeras {
        let axes = Array(weight.reversed())
        return .kernel(first: axes[0], second: axes[1], extents: Array(weight.dropLast(2)))
      }
      return .kernel(first: weight[0], second: weight[1], extents: Array(weight.dropFirst(2)))
    default: return .other
    }
  }
}
