import Storage
import Training

/// How long one of our own runs is meant to be, from its recipe, which is read again when it changes.
struct TrainingPlan {
  private var status: FileStatus?
  private var epochCount: Int?

  /// What the folder of a run says about its end.
  mutating func ending(of folder: String, series: SeriesStore) -> RunSigns.Ending {
    readRecipe(in: folder)
    guard let epochCount else { return .unknown }
    if let epoch = series["epoch"]?.last?.value, epoch >= Double(epochCount) { return .finished }
    guard let step = series.newestStep else { return .unfinished }
    return checkpointSteps(in: folder).last.map { $0 >= step } == true ? .checkpointed : .unfinished
  }

  /// How far a run is and how long it will take at the pace of its newest records.
  mutating func prospect(of folder: String, series: SeriesStore) -> TrainingProspect? {
    readRecipe(in: folder)
    guard let epochCount, let epochs = series["epoch"] else { return nil }
    return TrainingProspect(epochs, epochCount: epochCount)
  }

  /// The steps of the checkpoints in the folder of a run, from the oldest to the newest.
  func checkpointSteps(in folder: String) -> [Int] {
    FolderEntries.names(in: "\(folder)/checkpoints").compactMap { name in
      guard name.hasPrefix("step-"), name.hasSuffix(".safetensors") else { return nil }
      return Int(name.dropFirst("step-".count).dropLast(".safetensors".count), radix: 10)
    }
    .sorted()
  }

  private mutating func readRecipe(in folder: String) {
    let path = "\(folder)/recipe.toml"
    let status = FileStatus(path: path)
    guard status != self.status else { return }
    self.status = status
    epochCount = (try? Recipe(path: path))?.training.epochs
  }
}
