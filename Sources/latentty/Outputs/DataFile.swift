import Contents
import Datasets

/// Data sets that a command is given.
enum DataFile {
  /// Opens a data set, and says on stderr what was guessed about it.
  ///
  /// - Throws: One-line errors of the file.
  static func open(
    _ path: String, _ options: DataOptions = DataOptions()
  ) throws -> (path: String, dataset: Dataset) {
    try OtherContent.checkData(path)
    let dataset = try Dataset.open(path: path, options: options)
    var display = ProgressDisplay(isPlain: true)
    for note in dataset.notes { display.print("note: \(path): \(note)") }
    return (path, dataset)
  }
}
