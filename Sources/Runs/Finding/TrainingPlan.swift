import Storage
import Training

/// How long one of our own runs is meant to be, from its recipe, which is read again when it changes.
struct TrainingPlan {
  private var status: FileStatus?
  private var epochCount: Int?

  /// What the folder of a run says about its end.
  mutating func ending(of folder: String, series: SeriesStore) -> RunSigns.Ending {
    let path = "\(folder)/recipe.toml"
    let status = FileStatus(path: path)
    if status != self.status {
      self.status = status
      epochCount = (try? Recipe(path: path))?.training.epochs
    }
    guard let epochCount else { return .unknown }
    if let epoch = series["epoch"]?.last?.value, epoch >= Double(epochCount) { return .finished }
    guard let step = series.newestStep else { return .unfinished }
    return newestCheckpoint(in: folder).map { $0 >= step } == true ? .checkpointed : .unfinished
  }

  private func newestCheckpoint(in folder: String) -> Int? {
    FolderEntries.names(in: "\(folder)/checkpoints").compactMap { name in
      guard name.hasPrefix("step-"), name.hasSuffix(".safetensors") else { return nil }
      return Int(name.dropFirst("step-".count).dropLast(".safetensors".count))
    }
    .max()
  }
}
