/// How much the names of figures and of a file look like training, for files that the user did not name.
struct LogEvidence {
  private static let stepWords: Set = [
    "step", "steps", "epoch", "epochs", "iter", "iters", "iteration", "iterations", "timestep",
    "timesteps", "updates",
  ]
  private static let figureWords: Set = [
    "loss", "losses", "acc", "accuracy", "lr", "perplexity", "ppl", "bleu", "wer", "nll", "elbo",
    "kl", "kld", "mse", "mae", "bce", "psnr", "ssim", "fid", "miou", "auroc", "auc", "f1",
    "reward", "rew", "recon", "gnorm", "objective",
  ]
  private static let figurePhrases = [
    ["learning", "rate"], ["grad", "norm"], ["error", "rate"], ["episode", "return"],
  ]

  /// The meaning of the name of a figure.
  enum Word {
    /// It counts steps and nothing else.
    case step
    /// It may count steps.
    case possibleStep
    /// It is a figure of training.
    case figure
    /// Neither.
    case none
  }

  /// The meaning of a name.
  static func word(_ name: String) -> Word {
    let words = SeriesNaming.words(name)
    if ColumnRole(name: name).isStep {
      return words.contains { stepWords.contains($0) } ? .step : .possibleStep
    }
    // With an axis `acc` is an acceleration.
    let isAlongAxis = words.count > 1 && words.last.map { ["x", "y", "z"].contains($0) } == true
    let isFigure =
      !isAlongAxis && words.contains { figureWords.contains($0) || $0.hasSuffix("loss") }
      || figurePhrases.contains { phrase in phrase.allSatisfy(words.contains) }
      || words.count > 1 && ["train", "val", "valid", "validation"].contains(words[0])
    return isFigure ? .figure : .none
  }

  /// Whether the first object of a file of JSON lines may be a row of a log.
  ///
  /// It has a step or a training figure, or only numbers where the name of the file, whatever its extension, says
  /// log. Data samples and messages of services have neither.
  ///
  /// - Parameters:
  ///   - names: The names of the numbers.
  ///   - hasTexts: Whether there are texts too.
  ///   - file: The name of the file.
  /// - Returns: Whether it may be one.
  static func mayBeRow(_ names: [String], hasTexts: Bool, file: String) -> Bool {
    let words = names.map(word)
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    return words.contains(.figure) || words.contains(.step)
      || !hasTexts && LogFileName.saysLog(stem)
  }

  /// Whether a file may be taken for a log: it has two of a step, a training figure, and a file name that says so; or
  /// a column that is called a step and behaves like one.
  ///
  /// - Parameters:
  ///   - names: The names of the figures.
  ///   - file: The name of the file.
  ///   - grows: Whether the values of a column, by its index, grow as those of a step do.
  /// - Returns: Whether the evidence suffices.
  static func isLog(
    _ names: [String], file: String, grows: (_ column: Int) -> Bool = { _ in true }
  ) -> Bool {
    let words = names.map(word)
    let hasFigure = words.contains(.figure)
    let saysLog = LogFileName.saysLog(file)
    for (index, word) in words.enumerated() {
      switch word {
      case .step where hasFigure || saysLog || names.count > 1 && grows(index): return true
      case .possibleStep where hasFigure || saysLog && grows(index): return true
      default: continue
      }
    }
    return hasFigure && saysLog
  }
}
