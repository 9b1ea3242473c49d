package import Datasets
import Models
import Storage
import Tensors

extension Recipe {
  /// Simulated samples up to this size are kept in memory, larger ones in a memory-mapped file.
  private static let memoryLimit = 256 << 20

  /// Opens the file of samples that the recipe names, or simulates them.
  ///
  /// - Parameters:
  ///   - cache: The private folder that keeps large simulated data sets between runs, created if needed;
  ///     `nil` when its location is unknown.
  ///   - progress: Receives the number of samples simulated; `false` cancels.
  /// - Returns: The data set; its samples are validated when a trainer takes it.
  /// - Throws: `TrainingError.dataset` when the file is not a data set, the settings contradict one another,
  ///   the cache cannot be written or the simulation was cancelled; `TrainingError.storage` or `.noCache`
  ///   when there is no trustworthy cache; `TrainingError.objective` or `.network` when a model cannot be
  ///   trained on what would be simulated.
  package func openDataset(
    cache: String?, progress: GenerationProgress = { _, _ in true }
  ) throws(TrainingError) -> Dataset {
    guard data.file.isEmpty else {
      return try reporting { () throws(DatasetError) in
        try Dataset.open(path: data.file, options: data.options, checksSamples: false)
      }
    }
    let team = WorkerTeam(count: training.threads > 0 ? training.threads : nil)
    let generator = try reporting(generator)
    try check(against: generator.description)
    let bytes = generator.count * generator.description.shape.reduce(4, *)
    guard bytes > Self.memoryLimit else {
      return try reporting { () throws(DatasetError) in
        try generator.generate(team: team, progress: progress)
      }
    }
    guard let cache else { throw .noCache }
    do {
      try PrivateFolder.make(cache)
    } catch {
      throw .storage(error)
    }
    return try reporting { () throws(DatasetError) in
      try generator.cached(at: "\(cache)/\(cacheName)", team: team, progress: progress)
    }
  }

  /// Reports before minutes of simulation what would be rejected after them.
  private func check(against description: DataDescription) throws(TrainingError) {
    _ = try architecture(sampleShape: description.shape)
    try objectiveKind.check(self, description)
  }

  private func generator() throws(DatasetError) -> any DatasetGenerator {
    var generator = try DatasetGenerators.named(data.generator)
    for (key, value) in data.generatorSettings {
      try generator.set(key: key, value: value.plainText)
    }
    return generator
  }

  /// A name that no other settings share; the content of the file is checked nevertheless.
  private var cacheName: String {
    let texts = data.generatorSettings.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value.plainText)" }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    // The Fowler-Noll-Vo hash, because Swift's own differs from run to run.
    for byte in texts.joined(separator: "\n").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return "\(data.generator)-\(String(hash, radix: 36)).safetensors"
  }
}

extension Recipe.DataSection {
  /// What the recipe says of its file.
  fileprivate var options: DataOptions {
    var options = DataOptions()
    options.array = array.isEmpty ? nil : array
    options.order = SampleOrder(argument: axes)
    options.labels = labels.isEmpty ? nil : labels
    return options
  }
}

/// Calls `body` and rethrows an error of the data as one of training.
private func reporting<Result>(
  _ body: () throws(DatasetError) -> Result
) throws(TrainingError) -> Result {
  do {
    return try body()
  } catch {
    throw .dataset(error)
  }
}
