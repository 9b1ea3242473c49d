/// Names of weights without what a wrapper put before them.
struct TorchNames {
  /// What was removed from the beginning of every name; empty for nothing.
  private(set) var prefix = ""
  /// The names in their order; `nil` for a tensor that is not the model's.
  private(set) var kept: [String?]
  /// What was removed and left out, one sentence each.
  private(set) var notes: [String] = []

  private static let wrappers: Set<Substring> = [
    "module", "_orig_mod", "model", "net", "network", "vae", "autoencoder", "ae",
    "_forward_module", "_model",
  ]
  /// What stands beside a model in a training module and is no part of it.
  private static let companions: Set<Substring> = [
    "loss", "loss_fn", "criterion", "lpips", "perceptual_loss", "discriminator", "metric",
    "metrics",
    "train_metrics", "val_metrics", "test_metrics", "fid", "inception", "vgg", "teacher", "ema",
    "ema_model", "model_ema", "averaged_model",
  ]

  init(_ names: [String]) {
    kept = names
    while let first = sharedWrapper { strip(first) }
    if !prefix.isEmpty { notes.append("removed from the names: \"\(prefix)\"") }
  }

  /// The wrapper that all names begin with, those of companions left out.
  private var sharedWrapper: Substring? {
    var wrapper: Substring?
    for name in kept.compactMap({ $0 }) {
      guard let first = Self.first(of: name) else { return nil }
      if Self.companions.contains(first) { continue }
      guard Self.wrappers.contains(first), wrapper == nil || wrapper == first else { return nil }
      wrapper = first
    }
    return wrapper
  }

  private mutating func strip(_ wrapper: Substring) {
    var leftOut = 0
    for (index, name) in kept.enumerated() {
      guard let name else { continue }
      if Self.first(of: name) == wrapper {
        kept[index] = String(name.dropFirst(wrapper.count + 1))
      } else {
        kept[index] = nil
        leftOut += 1
      }
    }
    if leftOut > 0 {
      notes.append("left out: \(TorchFile.tensors(leftOut)) beside \"\(wrapper)\"")
    }
    prefix += "\(wrapper)."
  }

  /// The first part of a name that has several.
  private static func first(of name: String) -> Substring? {
    guard let point = name.firstIndex(of: "."), name.index(after: point) < name.endIndex else {
      return nil
    }
    return name[..<point]
  }
}
