/// What the names of layers say about them.
enum KerasNames {
  /// What a head of an encoder tells beside the mean.
  enum Spread {
    case logVariance, deviation, logDeviation
  }

  /// The spread that a layer with this name computes; `nil` where the name is of none.
  static func spread(_ layer: String) -> Spread? {
    let name = last(layer)
    let isLogarithm = ["log", "ln"].contains(where: name.contains)
    if name.contains("var") { return .logVariance }
    guard ["sigma", "std", "stddev", "deviation"].contains(where: name.contains) else { return nil }
    return isLogarithm ? .logDeviation : .deviation
  }

  /// Whether a layer with this name may compute a mean or a code.
  static func isCode(_ layer: String) -> Bool {
    let words = last(layer).split { !$0.isLetter }.map(String.init)
    let known: Set<String> = [
      "mu", "mean", "zmean", "latent", "latents", "bottleneck", "code", "codes", "encoded",
      "embedding", "z",
    ]
    return words.contains(where: known.contains)
  }

  /// Whether a layer that is skipped may draw latents.
  static func maySample(_ layer: String) -> Bool {
    let name = last(layer)
    return ["sampl", "reparam", "lambda", "latent", "noise"].contains(where: name.contains)
      || name == "z"
  }

  /// Whether an input is a label.
  static func isLabel(_ name: String) -> Bool {
    ["label", "class", "cond", "onehot", "categor"].contains(where: last(name).contains)
  }

  private static func last(_ path: String) -> String {
    (path.split(separator: "/").last.map(String.init) ?? path).lowercased()
  }
}
