import Datasets
import Models
import Storage
import Tensors

extension Trainer {
  private static let picturedSamples = 8

  /// Writes some held-out samples above their reconstructions, if requested.
  func writePictures(of checkpoint: DescribedModel) {
    guard let gallery = checkpoint.facts.gallery else { return }
    let count = min(Self.picturedSamples, gallery.count)
    guard journal.hasPictures, count > 0, checkpoint.data.kind.isPicture else { return }
    let shown = 0..<count
    let decoded = checkpoint.model.decode(gallery.means.rows(shown))
    let sheet = ReconstructionSheet(
      samples: gallery.samples.rows(shown), reconstructions: decoded)
    guard let picture = sheet.picture else { return }
    journal.append(
      picture, name: "reconstructions", step: position.step, time: Self.unixSeconds)
  }
}
