import Datasets
import Models
import Storage
import Tensors

extension Trainer {
  private static let picturedSamples = 8

  /// A new event file; one of a run that goes on tells from which step on it counts.
  static func openTensorBoard(
    in run: RunDirectory, after step: Int
  ) throws(RunError) -> TensorBoardWriter {
    do {
      return try TensorBoardWriter(
        folder: run.path, goingOnFrom: step > 0 ? step + 1 : nil, time: unixSeconds)
    } catch {
      throw .storage(error)
    }
  }

  /// Writes the values of an event, where somebody asked for it.
  func writeTensorBoard(_ values: [(name: String, value: Double)]) throws(RunError) {
    guard let tensorBoard else { return }
    let time = values.first { $0.name == "time" }?.value ?? Self.unixSeconds
    do {
      try tensorBoard.append(
        scalars: values.filter { $0.name != "time" }, step: position.step, time: time)
    } catch {
      throw .storage(error)
    }
  }

  /// Writes some held-out samples above their reconstructions, where somebody asked for it.
  func writePictures(of checkpoint: Checkpoint) throws(TrainingError) {
    let count = min(Self.picturedSamples, checkpoint.gallery.count)
    guard let tensorBoard, count > 0, checkpoint.data.kind != .curve else { return }
    let shown = 0..<count
    let decoded = checkpoint.model.decode(checkpoint.gallery.means.rows(shown))
    let sheet = ReconstructionSheet(
      samples: checkpoint.gallery.samples.rows(shown), reconstructions: decoded)
    guard let picture = sheet.picture else { return }
    do {
      try tensorBoard.append(
        image: picture, name: "reconstructions", step: position.step, time: Self.unixSeconds)
    } catch {
      throw .run(.storage(error))
    }
  }
}
