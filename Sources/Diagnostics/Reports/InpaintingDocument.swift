import FoundationEssentials

/// The errors of filled holes as JSON for other programs; methods that do not suit the data are absent.
package struct InpaintingDocument: Encodable, Sendable {
  private let study: InpaintingStudy

  /// Creates the document of a study.
  package init(_ study: InpaintingStudy) {
    self.study = study
  }

  /// Writes the document.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(study.model, forKey: .model)
    try container.encode(study.samples, forKey: .samples)
    try container.encode(study.count, forKey: .count)
    try container.encode(study.reference, forKey: .reference)
    try container.encode(study.unit.isEmpty ? "" : study.unit + "^2", forKey: .unit)
    try container.encode(study.settings.neighborCount, forKey: .neighbors)
    try container.encode(study.settings.seed, forKey: .seed)
    try container.encode(study.holes.map { HoleRecord($0) }, forKey: .holes)
  }

  private enum Key: String, CodingKey {
    case model, samples, count, reference, unit, neighbors, seed, holes
  }

  // The names of the properties are the keys of the file.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct HoleRecord: Encodable {
    let hole: Int
    let errors: [String: ErrorRecord]
    let model_by_iteration: [Double]
    let misfit_by_iteration: [Double]
    let chosen_iterations: [Int]
    let best_iterations_error: Double
    let last_change: Double

    init(_ hole: InpaintingStudy.Hole) {
      self.hole = hole.size
      errors = Dictionary(
        uniqueKeysWithValues: hole.errors.map { ($0.key.rawValue, ErrorRecord($0.value)) })
      model_by_iteration = hole.iterations
      misfit_by_iteration = hole.misfits
      chosen_iterations = hole.chosenIterations
      best_iterations_error = hole.leastError
      last_change = hole.lastChange
    }
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct ErrorRecord: Encodable {
    let mean_squared_error: Double
    let standard_error: Double
    let share_below_mean: Double

    init(_ error: InpaintingStudy.Error) {
      mean_squared_error = error.mean
      standard_error = error.standardError
      share_below_mean = error.shareBelowMean
    }
  }
}
