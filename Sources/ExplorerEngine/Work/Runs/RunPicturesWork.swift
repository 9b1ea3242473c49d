import Datasets
import Diagnostics
package import Explorer
import Models
import Runs
import Storage
import Tensors
import Training

extension RunPicturesRequest: EngineWork {
  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool, progress: (Never) -> Void
  ) throws -> RunPictures? {
    try RunPicturesWork(request: self).pictures()
  }
}

/// Makes the pictures of a run at a step.
struct RunPicturesWork: Sendable {
  /// The request.
  let request: RunPicturesRequest

  private static let sampleLimit = 12
  private static let latentLimit = 8
  private static let drawRows = 4
  private static let drawColumns = 8
  /// The largest image of a log that is read, in bytes and in pixels.
  private static let byteLimit = TensorBoardLongRecord.valueLimit
  private static let pixelLimit = 1 << 23

  /// The pictures.
  func pictures() throws -> RunPictures {
    switch request.source {
    case .model(let kind, let path):
      return pictures(
        kind, of: try ModelFormat.open(path: path), step: SavedModel.step(inName: path))
    case .checkpoint(let kind, let step):
      return pictures(kind, of: try DescribedModel.load(fromRun: request.path, step: step))
    case .logged(let name, let image):
      let picture = try sample(of: image)
      return RunPictures(
        path: request.path, title: name, step: image.step, labels: [], rows: [[picture]],
        data: DataDescription(
          name: name, kind: .image, shape: picture.shape, unit: "", factors: [], range: 0...1))
    }
  }

  private func pictures(
    _ kind: RunPictureKind, of checkpoint: DescribedModel, step: Int? = nil
  ) -> RunPictures {
    let (labels, rows) =
      switch kind {
      case .reconstructions: reconstructions(checkpoint)
      case .traversals: traversals(checkpoint)
      case .draws: draws(checkpoint)
      }
    return RunPictures(
      path: request.path, title: kind.rawValue, step: checkpoint.facts.training?.steps ?? step ?? 0,
      labels: labels, rows: rows, data: checkpoint.data.withRange(of: checkpoint.model.transform))
  }

  private func reconstructions(_ checkpoint: DescribedModel) -> ([String], [[Tensor]]) {
    guard checkpoint.model.hasEncoder, let gallery = checkpoint.facts.gallery, gallery.count > 0
    else { return ([], []) }
    let samples = gallery.samples.rows(0..<min(gallery.count, Self.sampleLimit))
    let made = checkpoint.model.decode(checkpoint.model.encode(samples).mean)
    return (["x", "x'"], [split(samples, checkpoint), split(made, checkpoint)])
  }

  /// Steps of one standard deviation of the prior along the most informative latents, or without a prior of
  /// the codes.
  private func traversals(_ checkpoint: DescribedModel) -> ([String], [[Tensor]]) {
    let values: [Float] = [-2, -1, 0, 1, 2]
    let count = checkpoint.model.latentCount
    let statistics = checkpoint.facts.statistics
    let codes = checkpoint.model.latents.hasPrior ? nil : statistics
    let latents = (statistics?.order ?? Array(0..<count)).prefix(Self.latentLimit)
    return (
      latents.map { "z\($0)" },
      latents.map { latent in
        let points = values.flatMap { value in
          var point = codes?.mean ?? Array(repeating: 0, count: count)
          point[latent] += value * (codes?.deviation[latent] ?? 1)
          return point
        }
        return decoded(points, checkpoint)
      }
    )
  }

  /// Draws from the prior, or without one from the principal components of the codes.
  private func draws(_ checkpoint: DescribedModel) -> ([String], [[Tensor]]) {
    let sampler = LatentSampler(checkpoint)
    let draw = sampler.problem(.prior) == nil ? LatentDraw.prior : .components
    guard sampler.problem(draw) == nil else { return ([], []) }
    let rows = (0..<Self.drawRows).map { row in
      let codes = (0..<Self.drawColumns).flatMap { column in
        var random = CounterRandom(
          seed: request.seed, stream: .exploration, row: row * Self.drawColumns + column)
        return sampler.point(draw, using: &random)
      }
      return decoded(codes, checkpoint)
    }
    return ([], rows)
  }

  private func decoded(_ codes: [Float], _ checkpoint: DescribedModel) -> [Tensor] {
    let latents = checkpoint.model.latentCount
    return split(
      checkpoint.model.decode(Tensor(shape: [codes.count / latents, latents], elements: codes)),
      checkpoint)
  }

  private func split(_ samples: Tensor, _ checkpoint: DescribedModel) -> [Tensor] {
    (0..<samples.rowCount).map {
      Tensor(shape: checkpoint.model.sampleShape, elements: Array(samples.row($0)))
    }
  }

  /// Reads an image that is stored in its log.
  private func sample(of image: RunImage) throws -> Tensor {
    guard image.bytes.count <= Self.byteLimit else {
      throw StorageError.malformed(
        path: image.file, place: "byte \(image.bytes.lowerBound)",
        expected: "a picture of at most \(Self.byteLimit) bytes", found: "\(image.bytes.count)")
    }
    let file = try GrowingFile(path: image.file)
    var bytes = [UInt8](repeating: 0, count: image.bytes.count)
    let count = try bytes.withUnsafeMutableBytes { bytes in
      try file.read(into: bytes, at: image.bytes.lowerBound)
    }
    let picture = try PNGImage.decode(
      Array(bytes.prefix(count)), path: image.file, pixelLimit: Self.pixelLimit)
    return Tensor(
      shape: [picture.height, picture.width, picture.channels],
      elements: picture.pixels.map { Float($0) / 255 })
  }
}
