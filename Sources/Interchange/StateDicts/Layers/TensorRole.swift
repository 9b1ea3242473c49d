package import Storage

/// What a tensor of a state dict is, in words.
package struct TensorRole: Sendable, Equatable {
  /// The tensor's name.
  package let name: String
  /// Such as `decoder, transposed convolution 64 to 32, 4x4`; empty where nothing is known.
  package let words: String

  /// The roles of all tensors of a file.
  ///
  /// - Parameter entries: The tensors in the order of the file.
  /// - Returns: One role for each, in the same order.
  package static func roles(of entries: [TensorCollection.Entry]) -> [TensorRole] {
    let state = StateLayers(entries)
    let roles = LayerRoles(state.layers)
    let byName = roles.byName
    var words: [String: String] = [:]
    for layer in state.layers {
      let role = byName[layer.name] ?? .unknown
      for (part, tensor) in layer.tensors {
        words[tensor] = text(layer, part, role, latents: roles.latents)
      }
    }
    return entries.map { TensorRole(name: $0.name, words: words[$0.name] ?? "") }
  }

  private static func text(
    _ layer: StateLayer, _ part: StateLayer.Part, _ role: LayerRole, latents: Int?
  ) -> String {
    let place: String
    switch role {
    case .mean, .logVariance: place = "head: \(role.rawValue) of \(latents ?? 0) latents"
    case .joint: place = "head: mean and log variance of \(latents ?? 0) latents"
    case .aside: place = "not used"
    case .encoder, .decoder, .unknown: place = role.rawValue
    }
    return [place, kind(layer, part, role)].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func kind(
    _ layer: StateLayer, _ part: StateLayer.Part, _ role: LayerRole
  ) -> String {
    switch (layer.kind, part) {
    case (_, .counter): "steps of training"
    case (.batchNormalization, .runningMean): "batch normalisation: running mean"
    case (.batchNormalization, .runningVariance): "batch normalisation: running variance"
    case (.batchNormalization(let count), .weight): "batch normalisation of \(count): scale"
    case (.batchNormalization(let count), _): "batch normalisation of \(count): shift"
    case (.layerNormalization(let count), .weight): "normalisation of \(count): scale"
    case (.layerNormalization(let count), _): "normalisation of \(count): shift"
    case (.slopes(let count), _): "slopes of \(count)"
    case (.other, _): ""
    case (_, .bias): "bias"
    case (_, .weightNorm): "norms of weights"
    case (_, .leftVector), (_, .rightVector): "singular vector"
    case (.dense(let inputs, let outputs), _): "dense \(inputs) to \(outputs)"
    case (.kernel(let first, let second, let extents), _):
      kernel(first, second, extents, isTransposed: role == .decoder && first >= second)
    }
  }

  private static func kernel(
    _ first: Int, _ second: Int, _ extents: [Int], isTransposed: Bool
  ) -> String {
    let size = extents.map(String.init).joined(separator: "x")
    return isTransposed
      ? "transposed convolution \(first) to \(second), \(size)"
      : "convolution \(second) to \(first), \(size)"
  }
}
