/// What names of values say about them.
enum LatentNames {
  /// What a value may be by its name.
  enum Role {
    case mean, logVariance, deviation
  }

  static func role(_ name: String) -> Role? {
    let words = words(name)
    let joined = words.joined()
    if ["logvar", "lnvar", "logsigmasq", "logsigma2"].contains(where: joined.contains) {
      return .logVariance
    }
    if words.contains(where: { ["sigma", "std", "stddev", "stdev", "deviation"].contains($0) }) {
      return joined.contains("log") ? .logVariance : .deviation
    }
    let means: Set<String> = ["mu", "mean", "means", "zmean", "loc", "zmu"]
    return words.contains(where: means.contains) ? .mean : nil
  }

  /// Whether an input brings the random numbers of a latent.
  static func isNoise(_ name: String) -> Bool {
    words(name).contains { ["eps", "epsilon", "noise"].contains($0) }
  }

  /// Whether a path is that of an encoder or a decoder.
  static func isDecoder(path: String) -> Bool? {
    let name = path.split(separator: "/").last.map(String.init)?.lowercased() ?? ""
    let isDecoder = ["dec", "generator"].contains(where: name.contains)
    let isEncoder = ["enc", "inference"].contains(where: name.contains)
    return isDecoder == isEncoder ? nil : isDecoder
  }

  private static func words(_ name: String) -> [String] {
    name.lowercased().split { !$0.isLetter }.map(String.init)
  }
}
