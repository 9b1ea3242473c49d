import Storage

/// The modules of an autoencoder by what they are for, as their names and their order tell.
struct TorchParts {
  /// What leads from a sample to the heads, in order.
  private(set) var encoder: [TorchModule] = []
  /// The head of the mean.
  private(set) var mean: TorchModule?
  /// The head of the variance, by the name in the file.
  private(set) var spread: TorchModule.Child?
  /// What leads from the latents to a sample, in order.
  private(set) var decoder: [TorchModule] = []

  private enum Side { case encoder, decoder }

  /// Sorts the modules inside of a model.
  init(_ model: TorchModule) { sort(model.children, into: nil) }

  private mutating func sort(_ children: [TorchModule.Child], into side: Side?) {
    for child in children where !Self.isLoss(child.module) {
      let name = child.name.lowercased()
      if Self.isMean(name), mean == nil, side != .decoder, decoder.isEmpty {
        mean = child.module
      } else if Self.isSpread(name), spread == nil, side != .decoder, decoder.isEmpty {
        spread = child
      } else {
        place(child.module, side ?? self.side(of: name))
      }
    }
  }

  private mutating func place(_ module: TorchModule, _ side: Side) {
    // The parts of an encoder or decoder of a class of its own may be heads.
    if !module.isOfTorch, !module.children.isEmpty {
      sort(module.children, into: side)
    } else {
      switch side {
      case .encoder: encoder.append(module)
      case .decoder: decoder.append(module)
      }
    }
  }

  private func side(of name: String) -> Side {
    if name.contains("enc") { return .encoder }
    if name.contains("dec") || name.contains("generator") { return .decoder }
    return decoder.isEmpty && mean == nil ? .encoder : .decoder
  }

  private static func isLoss(_ module: TorchModule) -> Bool {
    module.className.hasPrefix("torch.nn.modules.loss")
  }

  private static func isMean(_ name: String) -> Bool {
    let words = name.split { !$0.isLetter }
    return words.contains { ["mu", "mean", "means", "loc"].contains($0) } || name.hasSuffix("mu")
  }

  private static func isSpread(_ name: String) -> Bool {
    ["var", "sigma", "std", "scale", "logsd"].contains { name.contains($0) }
  }

  /// Whether the name of the head says that it computes the logarithm of the variance.
  var spreadIsNamed: Bool { spread.map { $0.name.lowercased().contains("var") } ?? true }
}
