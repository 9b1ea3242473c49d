/// The meaning of series names.
enum SeriesNaming {
  private static let lossWords: Set = [
    "loss", "nll", "elbo", "objective", "mse", "bce", "recon", "reconstruction",
  ]
  private static let wholeWords: Set = [
    "loss", "train", "training", "total", "epoch", "step", "objective",
  ]
  /// Regularisation terms of a latent space: they rise while a model learns, without anything being wrong.
  private static let regularizers: Set = [
    "kl", "kld", "kldiv", "kldivergence", "dwkl", "tc", "mi", "dip", "mmd", "totalcorrelation",
    "mutualinformation", "mutualinfo", "capacity", "commitment",
  ]
  /// The possible endings of such a name.
  private static let regularizerEndings = ["loss", "term", "penalty", "mean", "weighted", "reg"]
  private static let heldOutWords: Set = ["validation", "valid", "val", "test", "eval"]

  /// The parts of a name between slashes, dots, dashes, underscores and spaces, in lower case.
  static func words(_ name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Whether a series is a loss, the lower the better; an `elbo` only where the name says that it is negative or a loss.
  static func isLoss(_ name: String) -> Bool {
    let words = words(name)
    guard !isRegularizer(name), !words.contains("elbo") || words.contains("loss") else {
      return false
    }
    return words.contains { lossWords.contains($0) || $0.hasSuffix("loss") }
  }

  /// Whether a series is a KL divergence, a total correlation or a mutual information, which may rise during
  /// learning.
  static func isRegularizer(_ name: String) -> Bool {
    let words = words(name)
    let pairs = zip(words, words.dropFirst()).map { $0 + $1 }
    return (words + pairs).contains { word in
      regularizers.contains(word)
        || regularizerEndings.contains { ending in
          word.hasSuffix(ending) && regularizers.contains(String(word.dropLast(ending.count)))
        }
    }
  }

  /// Whether a series is a total loss, of training or of held-out samples.
  static func isWholeLoss(_ name: String) -> Bool {
    isLoss(name) && words(name).allSatisfy { wholeWords.contains($0) || heldOutWords.contains($0) }
  }

  /// The total training losses; where no name says so, all losses of training samples.
  static func wholeLosses(in store: SeriesStore) -> [Series] {
    let losses = store.series.filter { isLoss($0.name) && !isHeldOut($0.name) }
    let whole = losses.filter { words($0.name).allSatisfy(wholeWords.contains) }
    return whole.isEmpty ? losses : whole
  }

  /// Whether a series is about held-out samples.
  static func isHeldOut(_ name: String) -> Bool {
    words(name).contains { heldOutWords.contains($0) }
  }

  /// The name without the words for training and held-out samples, by which the two series of a pair are matched.
  static func pairKey(_ name: String) -> [String] {
    words(name).filter { !heldOutWords.contains($0) && $0 != "train" && $0 != "training" }
  }

  /// The latent of a series of KL divergences, such as 3 for `kl/3`, `kl_loss_3` and `train/kl.3`.
  static func latent(_ name: String) -> Int? {
    let words = words(name)
    guard words.contains(where: { $0 == "kl" || $0 == "kld" }) else { return nil }
    return words.last.flatMap { Int($0, radix: 10) }
  }
}
