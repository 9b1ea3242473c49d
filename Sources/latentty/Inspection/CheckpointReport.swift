import Datasets
import Models
import Storage

/// What a checkpoint says of its model, or why it cannot be opened.
struct CheckpointReport: Encodable {
  /// The facts of a checkpoint that opens.
  struct Model: Encodable {
    let latentCount: Int
    let activeLatentCount: Int
    /// The mean divergence from the prior of every latent, in nat.
    let divergence: [Float]
    let parameterCount: Int
    let data: DataDescription
    let gallerySampleCount: Int
    let training: TrainingSummary
    /// The unit of the validation loss.
    let lossUnit: String
  }

  let model: Model?
  let problem: String?

  /// Whether a file calls itself a checkpoint.
  static func isCheckpoint(_ file: SafetensorsFile) -> Bool {
    file.metadata["latentty.architecture"] != nil
  }

  /// Opens a file that calls itself a checkpoint; `nil` for any other safetensors file.
  init?(of file: SafetensorsFile) {
    guard Self.isCheckpoint(file) else { return nil }
    do throws(CheckpointError) {
      model = Model(try Checkpoint.load(path: file.path))
      problem = nil
    } catch {
      model = nil
      problem = error.description
    }
  }

  /// The report for people.
  var lines: [String] {
    guard let model else { return ["  cannot be opened: \(problem ?? "no reason given")"] }
    let training = model.training
    let loss = training.validationLoss.map { ", validation loss \($0) \(model.lossUnit)" } ?? ""
    return [
      "  \(model.latentCount) latents, \(model.activeLatentCount) of them active; "
        + "\(model.parameterCount) parameters",
      "  data: \(model.data.name), samples \(model.data.shape) in \(model.data.unit); "
        + "factors \(model.data.factors.map(\.name).joined(separator: ", "))",
      "  \(training.objective), beta \(training.beta), \(training.epochs) epochs of "
        + "\(training.sampleCount) samples, \(training.steps) steps, seed \(training.seed)\(loss)",
      "  \(model.gallerySampleCount) gallery samples",
    ]
  }
}

extension CheckpointReport.Model {
  fileprivate init(_ checkpoint: Checkpoint) {
    let divergence = checkpoint.statistics.divergence
    self.init(
      latentCount: checkpoint.model.latentCount,
      activeLatentCount: checkpoint.statistics.active.count,
      divergence: divergence, parameterCount: checkpoint.model.parameters.count,
      data: checkpoint.data, gallerySampleCount: checkpoint.gallery.count,
      training: checkpoint.training, lossUnit: checkpoint.objective.reduction.unit)
  }
}
