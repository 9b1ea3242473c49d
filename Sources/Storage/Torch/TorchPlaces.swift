/// The names under which people store a model and what is beside it.
enum TorchPlaces {
  /// The names of a model's weights in lower case, the most specific first.
  static let models = [
    "state_dict", "model_state_dict", "model_state", "vae_state_dict", "net_state_dict",
    "network_state_dict", "autoencoder_state_dict", "model_dict", "model_weights", "weights",
    "vae", "autoencoder", "ae", "model", "net", "network", "module", "params", "parameters",
  ]

  /// Whether a name says that it is the state of a part of a model.
  static func isState(_ name: String) -> Bool {
    !isOptimizer(name) && !isAverage(name) && modelName(name) != name
  }

  /// The name of a part without the words that say that its state is stored: `decoder` for `decoder_state_dict`.
  static func modelName(_ name: String) -> String {
    for ending in ["_state_dict", "_state", "_weights", "_dict"]
    where name.lowercased().hasSuffix(ending) && name.utf8.count > ending.utf8.count {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  /// Whether a name is that of an optimiser's or another training state.
  static func isOptimizer(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["optim", "sched", "scaler", "rng", "random", "callback", "loops", "sampler"].contains {
      name.contains($0)
    } || ["opt", "amp", "opt_state", "opt_state_dict"].contains(name)
  }

  /// Whether a name is that of averaged weights.
  static func isAverage(_ name: String) -> Bool {
    let words = name.lowercased().split { $0 == "_" || $0 == "." || $0 == "-" }
    return words.contains { ["ema", "swa", "shadow", "averaged"].contains($0) }
  }
}
