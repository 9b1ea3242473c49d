/// Where a whole autoencoder is cut into encoder and decoder.
struct KerasCut {
  /// How the encoder tells the latents.
  enum Heads {
    /// The code alone.
    case code(KerasValue)
    /// The mean, and what tells the variance.
    case pair(KerasValue, KerasValue, KerasNames.Spread)
    /// One value of which the first half is the mean.
    case halves(KerasValue)
  }

  /// What the decoder begins with.
  let latents: KerasValue
  /// What the encoder computes; `nil` where it cannot be read.
  let heads: Heads?
  /// How the cut was found, in one sentence.
  let note: String
}

extension KerasBuiltModel {
  /// Cuts where a layer draws the latents, which is skipped.
  func cut(atSkipped name: String) throws(InterchangeError) -> KerasCut {
    guard let layer = skipped[name] else {
      preconditionFailure("KerasBuiltModel: \(name) is no skipped layer")
    }
    let latents = KerasValue(name: name, shape: layer.shape)
    let roots = roots(of: KerasValue(name: name, shape: nil))
    if let shape = latents.shape ?? roots.first?.shape, shape.count > 1,
      roots.count == 2 || KerasNames.maySample(layer.layer)
    {
      throw spatial(layer.layer, shape)
    }
    let heads = heads(of: latents, roots: roots)
    guard latents.isVector, heads != nil || KerasNames.maySample(layer.layer) else {
      throw .unsupported(path: path, place: "layer \(layer.layer)", feature: layer.feature)
    }
    return KerasCut(
      latents: latents, heads: heads,
      note: "layer \(layer.layer) draws the latents and is left out: the decoder begins behind it")
  }

  private func heads(of latents: KerasValue, roots: [KerasValue]) -> KerasCut.Heads? {
    let count = latents.count
    guard count > 0, roots.allSatisfy(\.isVector) else { return nil }
    switch roots.map(\.count) {
    case [count, count]:
      let (first, second) = (roots[0], roots[1])
      let spreads = roots.map { layer(of: $0.name).flatMap(KerasNames.spread) }
      if let spread = spreads[0], spreads[1] == nil { return .pair(second, first, spread) }
      return .pair(first, second, spreads[1] ?? .logVariance)
    case [2 * count]: return .halves(roots[0])
    case [count]: return .code(roots[0])
    default: return nil
    }
  }

  /// Cuts at a value, beside which another may tell the variance.
  func cut(at latents: KerasValue, _ note: String) -> KerasCut {
    let partner = layers.lazy.flatMap { entry in entry.values.map { (entry.layer, $0) } }.first {
      $0.1.name != latents.name && $0.1.shape == latents.shape && KerasNames.spread($0.0) != nil
    }
    guard let partner, let spread = KerasNames.spread(partner.0),
      let own = layer(of: latents.name), KerasNames.isCode(own)
    else { return KerasCut(latents: latents, heads: .code(latents), note: note) }
    return KerasCut(latents: latents, heads: .pair(latents, partner.1, spread), note: note)
  }

  /// Cuts at the layer that the user names.
  func cut(asked name: String, output: KerasValue) throws(InterchangeError) -> KerasCut {
    let found = layers.last { $0.layer == name || $0.layer.hasSuffix("/\(name)") }
    guard let value = found?.values.last else {
      let vectors = layers.filter { $0.values.contains(where: \.isVector) }.map(\.layer)
      throw .mismatch(
        path: path, place: "model", expected: "a layer \(name)",
        found: "the layers \(vectors.prefix(12).joined(separator: ", "))")
    }
    if skipped[value.name] != nil { return try cut(atSkipped: value.name) }
    guard value.isVector else { throw spatial(name, value.shape ?? []) }
    return cut(at: value, "the model was cut at layer \(name), as asked")
  }

  /// Cuts where an inner model begins that computes the output from a vector.
  func cutAtInnerModel(output: KerasValue) -> KerasCut? {
    let call = innerCalls.last { $0.outputs.contains(output) }
    guard let call, let latents = call.inputs.first(where: \.isVector),
      latents.count < output.count, !inputs.contains(where: { $0.name == latents.name })
    else { return nil }
    return cut(at: latents, "the decoder is the inner model \(call.layer)")
  }

  /// Cuts at a vector that all of the output is computed from: one whose layer is called so, else the narrowest.
  func cutAtVector(sample: KerasValue, output: KerasValue) -> KerasCut? {
    let ancestors = ancestors(of: output.name)
    let inputNames = Set(inputs.map(\.name))
    let vectors = layers.flatMap { entry in entry.values.map { (entry.layer, $0) } }.filter {
      $0.1.isVector && ancestors.contains($0.1.name) && $0.1.count < min(sample.count, output.count)
        && !inputNames.contains($0.1.name)
    }
    let passed = vectors.filter {
      !sources(of: [output.name], behind: [$0.1.name]).contains(sample.name)
    }
    if let named = passed.last(where: { KerasNames.isCode($0.0) }) {
      return cut(at: named.1, "the model was cut at layer \(named.0)")
    }
    guard let least = passed.map(\.1.count).min(),
      let narrowest = passed.last(where: { $0.1.count == least })
    else { return nil }
    return cut(
      at: narrowest.1, "the model was cut at its narrowest layer, \(narrowest.0)")
  }

  func spatial(_ layer: String, _ shape: [Int]) -> InterchangeError {
    .unsupported(
      path: path, place: "layer \(layer)",
      feature:
        "a latent space of \(shape.map(String.init).joined(separator: "x")), which is no vector,")
  }
}
