import Storage
import Training

/// The planned length of one of our own runs and its stored checkpoints, read again on changes.
struct TrainingPlan {
  /// The steps of the stored checkpoints, from the oldest to the newest.
  private(set) var checkpointSteps: [Int] = []
  private var recipe: FileStatus?
  private var epochCount: Int?
  private var recipeFailure: String?
  private var checkpointFailure: StorageError?
  private var folderChange = FolderChange()

  /// Reads the folder of a run.
  mutating func look(in folder: String) {
    readRecipe(RunLayout.recipe(of: folder))
    listCheckpoints(RunLayout.checkpoints(of: folder))
  }

  /// When the recipe was written, unix seconds.
  var recipeTime: Double? { recipe?.modificationTime }

  /// What cannot be read, each in one line.
  var failures: [String] {
    [recipeFailure, checkpointFailure?.description].compactMap(\.self)
  }

  /// What the folder says about the end of the run.
  func ending(_ series: SeriesStore) -> RunSigns.Ending {
    guard let epochCount else { return .unknown }
    if let epoch = series["epoch"]?.last?.value, epoch >= Double(epochCount) { return .finished }
    guard let step = series.newestStep else { return .unfinished }
    return checkpointSteps.last.map { Double($0) >= step } == true ? .checkpointed : .unfinished
  }

  /// How far a run is and how long it will take at the pace of its newest records.
  func prospect(_ series: SeriesStore) -> TrainingProspect? {
    guard let epochCount, let epochs = series["epoch"] else { return nil }
    return TrainingProspect(epochs, epochCount: epochCount)
  }

  private mutating func listCheckpoints(_ folder: String) {
    guard folderChange.mayHaveNews(folder) else { return }
    let entries = FolderEntries(in: folder)
    checkpointFailure = entries.failure
    checkpointSteps = entries.fileNames.compactMap(RunLayout.step(ofCheckpoint:)).sorted()
  }

  private mutating func readRecipe(_ path: String) {
    do {
      let status = try FileStatus(path: path)
      guard status != recipe else { return }
      (recipe, epochCount, recipeFailure) = (status, nil, nil)
      if status != nil { epochCount = try Recipe(path: path).plannedEpochs }
    } catch {
      // A recipe that is invalid is read again when it changes; one that could not be read at every poll.
      if error is StorageError { recipe = nil }
      recipeFailure = "\(error)"
    }
  }
}
