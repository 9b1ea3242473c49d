import Datasets
import Diagnostics
import Models
import Plotting
import Tensors
import Training

/// Trains a recipe once for every value of a setting, and compares the models on the test split.
struct TrainingScan {
  /// The setting and its values.
  let range: ScanRange
  /// The folder of the runs.
  let folder: String

  /// Trains what is not trained yet, in turn.
  ///
  /// - Parameters:
  ///   - resuming: Whether runs that are there go on; finished ones are only measured.
  ///   - train: Trains one value in a folder and returns the data.
  /// - Returns: The comparison.
  /// - Throws: Whatever training and measuring throw; runs that are done stay.
  func report(
    resuming: Bool, train: (_ path: String, _ change: String, _ resumes: Bool) throws -> Dataset
  ) throws -> ScanReport {
    var report: ScanReport?
    for value in range.values {
      let path = range.path(of: value, in: folder)
      let dataset = try train(
        path, range.assignment(value), resuming && RunDirectory.exists(at: path))
      let recipe = try Recipe(path: RunLayout.recipe(of: path))
      let model = RunLayout.model(of: path)
      let checkpoint = try ModelFile.open(
        model, needs: HeldOutAssessment.needs, for: "train --scan")
      let assessment = try HeldOutAssessment(
        of: checkpoint, on: dataset, splitSeed: UInt64(recipe.data.splitSeed))
      var grown = report ?? ScanReport(setting: range.setting, unit: dataset.description.unit)
      grown.rows.append(ScanReport.Row(value, run: path, assessment))
      report = grown
    }
    guard let report else { preconditionFailure("TrainingScan: no values") }
    return report
  }
}
