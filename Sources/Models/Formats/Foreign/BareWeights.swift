import Interchange
import Storage
import Tensors

/// Weights whose file does not say what is computed with them: the architecture is that of a sidecar, or inferred.
struct BareWeights {
  /// The weights.
  let tensors: TensorCollection
  /// The format in words.
  let format: String
  /// Numbers beside the weights.
  var facts: [String: Double] = [:]
  /// What was chosen or left out when they were read.
  var notes: [String] = []

  /// Opens the model.
  ///
  /// - Parameters:
  ///   - source: The files, beside the first of which a sidecar may be.
  ///   - options: What the user says.
  /// - Returns: The model, whose origin has the ranking and the sidecar of what was chosen.
  /// - Throws: `InterchangeError` in one line; `StorageError` when a file cannot be read.
  func described(_ source: ModelSource, _ options: ModelOptions) throws -> DescribedModel {
    if let path = try Self.sidecar(of: source, options) {
      var model = try ForeignModel.stateDictionary(
        tensors, sidecar: try ModelSidecar(path: path), samples: nil)
      model.format = format
      model.notes = notes + ["the layers are those of \(path)"]
      return try model.described(path: source.first, name: source.title)
    }
    let reading = try StateDictReading(tensors, samples: options.samples, facts: facts)
    let choice = options.choice ?? 0
    var model = try reading.model(choice: choice)
    model.format = format
    model.notes = notes + model.notes + Self.advice(reading, choice)
    let described = try model.described(path: source.first, name: source.title)
    return described.with(sidecar: reading.candidates[choice].sidecar.toml)
  }

  /// The way that was chosen, and how it can be another.
  private static func advice(_ reading: StateDictReading, _ choice: Int) -> [String] {
    let count = reading.candidates.count
    return count < 2
      ? []
      : [
        "way \(choice + 1) of \(count) to read the weights: \(reading.candidates[choice].interpretation.words); latentty import lists all"
      ]
  }

  /// The sidecar that the user named, or the one beside the model unless a choice is made anew.
  private static func sidecar(
    of source: ModelSource, _ options: ModelOptions
  ) throws(StorageError) -> String? {
    if let sidecar = options.sidecar { return sidecar }
    guard options.choice == nil else { return nil }
    let usual = source.sidecarPath
    return try FileKind(path: usual) == .file ? usual : nil
  }
}

extension ModelSource {
  /// Where a description of the layers of bare weights is: beside the first file, with the ending `toml`.
  package var sidecarPath: String {
    let folder = first.lastIndex(of: "/").map { String(first[...$0]) } ?? ""
    return "\(folder)\(title).toml"
  }
}

extension DescribedModel {
  fileprivate func with(sidecar: String) -> DescribedModel {
    var facts = facts
    facts.origin?.sidecar = sidecar
    return DescribedModel(model, facts: facts)
  }
}
