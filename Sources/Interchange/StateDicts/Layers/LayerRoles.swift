import Escaping

/// The parts of a model that its layers belong to, by names first and by shapes where names say nothing.
struct LayerRoles: Sendable {
  private let all: [StateLayer]
  private var roles: [LayerRole]

  init(_ layers: [StateLayer]) {
    all = layers
    roles = layers.map { LayerRole(named: $0.name) }
    keepHeadsInPairs()
    if !hasHead { findTwins() }
    divideUnknown()
  }

  /// The layers of a part in the order of the file.
  func layers(_ role: LayerRole) -> [StateLayer] {
    zip(all, roles).filter { $0.1 == role }.map(\.0)
  }

  /// The names of a part's layers.
  func names(_ role: LayerRole) -> String {
    layers(role).map(\.name).joined(separator: ", ").escaped(limit: 200)
  }

  var byName: [String: LayerRole] {
    Dictionary(zip(all.map(\.name), roles), uniquingKeysWith: { first, _ in first })
  }

  var hasHead: Bool { roles.contains(.mean) || roles.contains(.joint) }

  var heads: StateSkeleton.Heads {
    if let mean = layers(.mean).first {
      let variance = layers(.logVariance).first { Self.width($0) == Self.width(mean) }
      return .pair(mean: mean, logVariance: variance)
    }
    return layers(.joint).first.map { .joint($0) } ?? .code
  }

  /// The layer of the mean, or of mean and log variance.
  var head: StateLayer? {
    switch heads {
    case .code: nil
    case .pair(let mean, _): mean
    case .joint(let layer): layer
    }
  }

  /// The number of latents that the heads say.
  var latents: Int? {
    guard let head else { return nil }
    return Self.width(head).outputs / (hasJointHead ? 2 : 1)
  }

  private var hasJointHead: Bool { if case .joint = heads { true } else { false } }

  mutating func setJoint(_ layer: StateLayer) {
    if let place = all.firstIndex(of: layer) { roles[place] = .joint }
  }

  /// What a layer reads and computes.
  struct Width: Equatable {
    let inputs: Int
    let outputs: Int
  }

  static func width(_ layer: StateLayer) -> Width {
    switch layer.kind {
    case .dense(let inputs, let outputs): Width(inputs: inputs, outputs: outputs)
    case .kernel(let first, let second, _): Width(inputs: second, outputs: first)
    case .batchNormalization(let count), .layerNormalization(let count), .slopes(let count):
      Width(inputs: count, outputs: count)
    case .other: Width(inputs: 0, outputs: 0)
    }
  }

  /// Names of heads count only where the shapes agree: others are hidden layers with such names.
  private mutating func keepHeadsInPairs() {
    for place in all.indices where !all[place].isWeighted {
      if [.mean, .logVariance, .joint].contains(roles[place]) { roles[place] = .encoder }
    }
    let variances = layers(.logVariance)
    var isTaken = false
    for place in all.indices where roles[place] == .mean {
      let hasPartner = variances.contains { Self.width($0) == Self.width(all[place]) }
      if isTaken || !variances.isEmpty && !hasPartner || variances.isEmpty && isEmbedding(place) {
        roles[place] = .encoder
      } else {
        isTaken = true
      }
    }
  }

  private func isEmbedding(_ place: Int) -> Bool { all[place].name.hasSuffix("embedding") }

  /// Two layers in a row that compute the same from the same are mean and log variance, if a later one reads as many.
  private mutating func findTwins() {
    let weighted = all.indices.filter {
      all[$0].isWeighted && roles[$0] != .aside && roles[$0] != .decoder
    }
    for (first, second) in zip(weighted, weighted.dropFirst()) {
      guard case .dense(let inputs, let outputs) = all[first].kind, outputs < inputs,
        all[first].kind == all[second].kind,
        all.indices.contains(where: {
          $0 != first && $0 != second && Self.reads(all[$0], atLeast: outputs)
        })
      else { continue }
      (roles[first], roles[second]) = (.mean, .logVariance)
      return
    }
  }

  private static func reads(_ layer: StateLayer, atLeast count: Int) -> Bool {
    guard case .dense(let inputs, let outputs) = layer.kind else { return false }
    return inputs >= count && inputs <= count + 1024 && outputs > count
  }

  /// What no name says: before the heads, or the narrowest place, is the encoder, after it the decoder.
  private mutating func divideUnknown() {
    guard let border else {
      for place in all.indices where roles[place] == .unknown { roles[place] = .decoder }
      return
    }
    for place in all.indices where roles[place] == .unknown {
      roles[place] = place < border ? .encoder : .decoder
    }
  }

  /// Where the decoder begins; `nil` where everything belongs to it.
  private var border: Int? {
    if let head = all.indices.last(where: { [.mean, .joint, .logVariance].contains(roles[$0]) }) {
      return head
    }
    if let named = roles.firstIndex(of: .decoder) {
      let isAlone = !roles.contains(.encoder) && !roles[..<named].contains(.unknown)
      return isAlone ? nil : named
    }
    if let named = roles.lastIndex(of: .encoder) { return named + 1 }
    return narrowestPlace
  }

  /// After the layer with the fewest outputs; `nil` where the first layer has fewer inputs than that.
  private var narrowestPlace: Int? {
    let dense = all.indices.filter { if case .dense = all[$0].kind { true } else { false } }
    let weighted = all.indices.filter { all[$0].isWeighted }
    guard let first = weighted.first, let last = weighted.last,
      let narrowest = dense.min(by: { Self.width(all[$0]).outputs < Self.width(all[$1]).outputs })
    else { return nil }
    let isDecoder: Bool
    if case .dense(let inputs, _) = all[first].kind {
      isDecoder = inputs <= Self.width(all[narrowest]).outputs
    } else {
      isDecoder = false
    }
    guard !isDecoder, narrowest != last else { return nil }
    return narrowest + 1
  }
}
