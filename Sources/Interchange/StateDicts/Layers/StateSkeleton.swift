import Escaping

/// What names and shapes say of a model: its layers in order, its heads and its latents, without any function or stride.
struct StateSkeleton: Sendable {
  /// How the encoder ends.
  enum Heads: Sendable, Equatable {
    case code
    case pair(mean: StateLayer, logVariance: StateLayer?)
    case joint(StateLayer)
  }

  let decoder: LayerChain
  let encoder: LayerChain?
  let heads: Heads
  let latents: Int
  /// The labels that the decoder reads beside the latents, 0 for none.
  let labels: Int
  /// The part of every layer.
  let roles: [String: LayerRole]
  /// What was guessed or left out.
  let notes: [String]

  /// All layers that take part.
  var layers: [StateLayer] {
    let heads: [StateLayer] =
      switch heads {
      case .code: []
      case .pair(let mean, let variance): [mean, variance].compactMap(\.self)
      case .joint(let layer): [layer]
      }
    return (encoder?.links.map(\.layer) ?? []) + heads + decoder.links.map(\.layer)
  }

  /// The layer that computes the code, or mean and log variance, from what the encoder's chain computes.
  var head: StateLayer? {
    switch heads {
    case .code: nil
    case .pair(let mean, _): mean
    case .joint(let layer): layer
    }
  }

  /// The number of values that the encoder's chain must compute, where a dense layer or the latents say it.
  var encoderOutputs: Int? {
    guard let head else { return encoder == nil ? nil : latents }
    return if case .dense(let inputs, _) = head.kind { inputs } else { nil }
  }

  /// The skeleton without its encoder.
  func withoutEncoder(note: String) -> StateSkeleton {
    StateSkeleton(
      decoder: decoder, encoder: nil, heads: .code, latents: latents, labels: labels, roles: roles,
      notes: notes + [note])
  }

  private init(
    decoder: LayerChain, encoder: LayerChain?, heads: Heads, latents: Int, labels: Int,
    roles: [String: LayerRole], notes: [String]
  ) {
    (self.decoder, self.encoder, self.heads) = (decoder, encoder, heads)
    (self.latents, self.labels, self.roles, self.notes) = (latents, labels, roles, notes)
  }

  /// Sorts layers into parts.
  ///
  /// - Parameters:
  ///   - state: The layers of the file.
  ///   - known: The number of latents, where something says it.
  ///   - path: The file, for errors.
  /// - Throws: ``InterchangeError`` where no decoder is found, or its latents have places.
  init(_ state: StateLayers, latents known: Int?, path: String) throws(InterchangeError) {
    var roles = LayerRoles(state.layers)
    var notes: [String] = []
    let isUsable = { (role: LayerRole) in roles.layers(role).contains(where: \.isWeighted) }
    guard isUsable(.decoder) else {
      let names = state.layers.prefix(8).map(\.name).joined(separator: ", ")
      throw .undetermined(
        path: path, missing: "no decoder found among \(names.escaped(limit: 200))",
        advice: "name its layers in a sidecar, or export it to ONNX")
    }
    var count = roles.latents ?? known
    var labels = 0
    var decoder = Self.decoder(roles, start: count)
    if decoder == nil, let latents = count {
      (decoder, labels) = Self.conditional(roles, latents: latents)
    }
    guard let decoder, let first = decoder.links.first else {
      throw .undetermined(
        path: path,
        missing: "the layers of the decoder (\(roles.names(.decoder))) do not follow one another"
          + (count.map { " from \($0) latents" } ?? ""),
        advice: "give their order in a sidecar, or export the model to ONNX")
    }
    let latents = count ?? first.inputs
    count = latents
    let encoder = Self.encoder(&roles, latents: latents, labels: labels)
    if encoder == nil, isUsable(.encoder) || roles.hasHead {
      notes.append(
        "the encoder is left out: its layers (\(roles.names(.encoder))) do not follow one another")
    }
    let aside = roles.layers(.aside)
    if !aside.isEmpty {
      notes.append("not used: \(aside.map(\.name).joined(separator: ", ").escaped(limit: 200))")
    }
    (self.decoder, self.encoder, self.latents, self.labels) = (decoder, encoder, latents, labels)
    heads = encoder == nil ? .code : roles.heads
    self.roles = roles.byName
    self.notes = notes
    try checkLatents(path)
  }

  private static func decoder(_ roles: LayerRoles, start: Int?) -> LayerChain? {
    LayerChain(
      roles.layers(.decoder), side: .decoder, ends: LayerChain.Ends(start: start, end: nil))
  }

  /// A decoder that reads labels too: its first layer has more inputs than there are latents.
  private static func conditional(
    _ roles: LayerRoles, latents: Int
  ) -> (LayerChain?, labels: Int) {
    for layer in roles.layers(.decoder) {
      guard case .dense(let inputs, _) = layer.kind, inputs > latents + 1,
        inputs <= latents + 1024
      else { continue }
      if let chain = decoder(roles, start: inputs), chain.links.first?.layer == layer {
        return (chain, inputs - latents)
      }
    }
    return (nil, 0)
  }

  /// The encoder's chain; its last layer becomes a head where it computes two values per latent.
  private static func encoder(
    _ roles: inout LayerRoles, latents: Int, labels: Int
  ) -> LayerChain? {
    let layers = roles.layers(.encoder)
    if let head = roles.head {
      // Kernels read channels, of which the chain's end has as many.
      let inputs = LayerRoles.width(head).inputs
      if layers.isEmpty { return LayerChain([], side: .encoder, ends: .init()) }
      return LayerChain(layers, side: .encoder, ends: .init(end: [inputs]))
    }
    guard !layers.isEmpty else { return nil }
    if let chain = LayerChain(layers, side: .encoder, ends: .init(end: [latents])) {
      return chain
    }
    guard
      let chain = LayerChain(layers, side: .encoder, ends: .init(end: [2 * latents])),
      let last = chain.links.last, last.layer.isWeighted
    else { return nil }
    roles.setJoint(last.layer)
    return LayerChain(
      chain.links.dropLast().map(\.layer), side: .encoder,
      ends: .init(end: layers.count > 1 ? [LayerRoles.width(last.layer).inputs] : nil))
  }

  /// Refuses latents that have places: a convolution of more than one pixel at the narrowest place.
  private func checkLatents(_ path: String) throws(InterchangeError) {
    guard case .kernel(_, _, let extents)? = decoder.links.first?.layer.kind, let encoder else {
      return
    }
    let ends = head ?? encoder.links.last { $0.layer.isWeighted }?.layer
    guard case .kernel(_, _, let last)? = ends?.kind else { return }
    let isPixel = max(extents.max() ?? 0, last.max() ?? 0) >= 4 && extents == last
    guard !isPixel else { return }
    throw .undetermined(
      path: path,
      missing:
        "the latents are spatial: layer \((ends?.name ?? "").escaped(limit: 80)) is a convolution that \(latents) channels of an image come from",
      advice: "models whose latents are one vector can be explored")
  }
}
