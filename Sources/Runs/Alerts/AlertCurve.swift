/// A series as at most ``limit`` points, each the median of neighbouring means, for judging its course.
struct AlertCurve {
  /// The most points.
  static let limit = 256

  /// The first step of each point.
  let steps: [Int]
  /// The values.
  let values: [Double]
  /// The values with the noise taken out: medians of a window of a sixteenth of the curve, five points at least.
  let smooth: [Double]
  /// The deviation of a value from its mean: 1.4826 / √2 times the median change from one value to the next, which is
  /// exact for normal noise around a level (1.4826 makes a deviation of a median distance, √2 is that of a difference).
  let noise: Double

  init(_ series: Series) {
    let buckets = series.current
    let group = max(1, (buckets.count + Self.limit - 1) / Self.limit)
    var (steps, values): ([Int], [Double]) = ([], [])
    for start in stride(from: 0, to: buckets.count, by: group) {
      let members = buckets[start..<min(start + group, buckets.count)]
      steps.append(buckets[start].firstStep)
      values.append(Self.median(members.map(\.mean)))
    }
    let reach = max(2, values.count / 32)
    let smooth = values.indices.map { index in
      Self.median(Array(values[max(0, index - reach)..<min(values.count, index + reach + 1)]))
    }
    (self.steps, self.values, self.smooth) = (steps, values, smooth)
    let changes = zip(values.dropFirst(), values).map { abs($0 - $1) }
    noise = 1.4826 / 2.0.squareRoot() * Self.median(changes)
  }

  var count: Int { values.count }

  /// How far the curve fell from its start, the median of its first twentieth, to its lowest; not negative.
  var drop: Double {
    let start = Self.median(Array(values.prefix(max(3, count / 20))))
    return max(0, start - (smooth.min() ?? start))
  }

  /// The middle value; of an even number the lower one, 0 of none.
  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[(values.count - 1) / 2]
  }
}

/// What the names of series say about them.
enum SeriesNaming {
  private static let lossWords: Set = [
    "loss", "nll", "elbo", "objective", "mse", "bce", "recon", "reconstruction",
  ]
  private static let heldOutWords: Set = ["validation", "valid", "val", "test", "eval"]

  /// The parts of a name between slashes, dots, dashes, underscores and spaces, in lower case.
  static func words(_ name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Whether a series is a loss, the lower the better; an `elbo` only where the name says that it is negative or a loss.
  static func isLoss(_ name: String) -> Bool {
    let words = words(name)
    guard !words.contains("kl"), !words.contains("elbo") || words.contains("loss") else {
      return false
    }
    return words.contains { lossWords.contains($0) || $0.hasSuffix("loss") }
  }

  /// Whether a series is about held-out samples.
  static func isHeldOut(_ name: String) -> Bool {
    words(name).contains { heldOutWords.contains($0) }
  }

  /// The name without the words for training and held-out samples, by which the two of a pair are found.
  static func pairKey(_ name: String) -> [String] {
    words(name).filter { !heldOutWords.contains($0) && $0 != "train" && $0 != "training" }
  }

  /// The latent that a series of divergences is about, such as 3 of `kl/3`, `kl_loss_3` and `train/kl.3`.
  static func latent(_ name: String) -> Int? {
    let words = words(name)
    guard words.contains(where: { $0 == "kl" || $0 == "kld" }) else { return nil }
    return words.last.flatMap { Int($0) }
  }
}
